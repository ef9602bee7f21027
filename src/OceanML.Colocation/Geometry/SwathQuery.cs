using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>
/// A position looked for in a swath, the nearest pixel so far, and the reach within which a nearer one can be. Distances are haversines,
/// sin²(angle / 2); the reach is the box in latitude and longitude round the circle of the nearest pixel, so that blocks and pixels are
/// passed over without trigonometry.
/// </summary>
internal struct SwathQuery
{
    private const double Degree = Math.PI / 180;

    // A circle of 0.3 degrees.
    private const double WideHaversine = 7e-6;

    private readonly double latitude;
    private readonly double longitude;
    private readonly double cosine;

    private double best;

    /// <summary>A position and a search among all pixels nearer than a distance.</summary>
    /// <param name="latitude">Degrees, -90..90.</param>
    /// <param name="longitude">Degrees, -180..180.</param>
    /// <param name="haversine">Haversine of the distance, rounded up; 1 for all of the Earth.</param>
    public SwathQuery(double latitude, double longitude, double haversine)
    {
        (this.latitude, this.longitude, cosine) = (latitude, longitude, Math.Cos(latitude * Degree));
        (Latitude, Longitude, Cosine) = ((float)latitude, (float)longitude, (float)Math.Max(0, cosine));
        Pixel = -1;
        SetBest(haversine);
    }

    /// <summary>Index of the nearest pixel so far, row-major; -1 while there is none.</summary>
    public int Pixel { get; private set; }

    /// <summary>The position, degrees.</summary>
    public float Latitude { get; }

    /// <summary>The position, degrees.</summary>
    public float Longitude { get; }

    /// <summary>Cosine of latitude.</summary>
    public float Cosine { get; }

    /// <summary>Half the chord of the best distance, the root of its haversine, rounded up.</summary>
    public float HalfChordAbove { get; private set; }

    /// <summary>Half the angle of the best distance, radians, rounded up.</summary>
    public float HalfAngleAbove { get; private set; }

    /// <summary>Whether the reach is so wide that its box holds much more than its circle, and yet not all of the Earth.</summary>
    public readonly bool IsWide => best is > WideHaversine and < 1;

    /// <summary>Southern limit of the reach, degrees.</summary>
    public float South { get; private set; }

    /// <summary>Northern limit of the reach, degrees.</summary>
    public float North { get; private set; }

    /// <summary>Reach to the east and to the west, degrees; 180 for all longitudes.</summary>
    public float ReachEast { get; private set; }

    /// <summary>Great-circle distance to the nearest pixel, km.</summary>
    public readonly double DistanceKm => 2 * Sphere.RadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(best)));

    /// <summary>The haversine of a distance, a little more than it, so that rounding cannot lose a pixel on the edge.</summary>
    public static double Haversine(double distanceKm)
    {
        var sine = Math.Sin(Math.Min(Math.PI, distanceKm / Sphere.RadiusKm * (1 + 1e-9)) / 2);
        return sine * sine;
    }

    /// <summary>Sets the reach to a box in degrees in place of a circle.</summary>
    public void Reach(double halfHeight, double halfWidth)
    {
        South = (float)(latitude - halfHeight);
        North = (float)(latitude + halfHeight);
        ReachEast = (float)Math.Min(180, halfWidth);
    }

    /// <summary>
    /// Which of eight pixels are within reach, as bits, and their distances: rough ones, in squared degrees, that serve to choose where to start.
    /// A pixel whose longitude is no position may be among them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly uint Near(Vector256<float> latitudes, Vector256<float> longitudes, out Vector256<float> distances)
    {
        var turn = longitudes - Vector256.Create(Longitude);
        turn -= Vector256.Round(turn * Vector256.Create(1 / 360f)) * Vector256.Create(360f);
        var height = latitudes - Vector256.Create(Latitude);
        var near = Vector256.GreaterThanOrEqual(latitudes, Vector256.Create(South - SwathLevel.LatitudePadding))
            & Vector256.LessThanOrEqual(latitudes, Vector256.Create(North + SwathLevel.LatitudePadding))
            & Vector256.LessThanOrEqual(Vector256.Abs(turn), Vector256.Create(ReachEast + SwathLevel.LongitudePadding));
        distances = (height * height) + (Vector256.Create(Cosine * Cosine) * turn * turn);
        return near.ExtractMostSignificantBits();
    }

    /// <summary>Which of eight pixels can be as near as the best, by a bound of their distance, as bits.</summary>
    public readonly uint NotFarther(Vector256<float> latitudes, Vector256<float> longitudes)
    {
        var turn = longitudes - Vector256.Create(Longitude);
        turn -= Vector256.Round(turn * Vector256.Create(1 / 360f)) * Vector256.Create(360f);
        return SwathBound.NotFarther(this, latitudes, turn);
    }

    /// <summary>Whether a pixel is within reach.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsNear(float pixelLatitude, float pixelLongitude)
    {
        var turn = Math.Abs(pixelLongitude - Longitude);
        if (turn > 180) turn = Math.Abs(turn - (360 * MathF.Round(turn / 360)));
        return pixelLatitude >= South - SwathLevel.LatitudePadding && pixelLatitude <= North + SwathLevel.LatitudePadding
            && turn <= ReachEast + SwathLevel.LongitudePadding;
    }

    /// <summary>Tries a pixel by its exact haversine; of equally near ones the first in row-major order stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Try(float pixelLatitude, float pixelLongitude, int pixel)
    {
        if (!Sphere.IsPosition(pixelLatitude, pixelLongitude)) return;
        var north = Math.Sin((pixelLatitude - latitude) * (Degree / 2));
        var east = Math.Sin((pixelLongitude - longitude) * (Degree / 2));
        var haversine = (north * north) + (cosine * Math.Cos(pixelLatitude * Degree) * east * east);
        if (!(haversine <= best) || (haversine == best && Pixel >= 0 && Pixel <= pixel)) return;
        Pixel = pixel;
        SetBest(haversine);
    }

    // The box round a circle: its meridians touch the circle, or it holds the pole. Small circles, which are nearly all, need no trigonometry: their
    // arcs are taken a little too long, by the first term of the series with a larger factor.
    private void SetBest(double haversine)
    {
        best = haversine;
        var half = Math.Sqrt(haversine);
        HalfChordAbove = MathF.BitIncrement((float)half);
        var isSmall = half < 0.01;
        var angle = isSmall ? 2 * half * (1 + (haversine / 5)) : 2 * Math.Asin(Math.Min(1, half));
        HalfAngleAbove = MathF.BitIncrement((float)(angle / 2));
        var ratio = (isSmall ? angle : Math.Sin(angle)) / cosine;
        var holdsPole = !(angle + Math.Abs(latitude * Degree) < Math.PI / 2);
        var east = holdsPole || ratio >= 1 ? Math.PI : ratio < 0.5 ? ratio * (1 + (ratio * ratio / 5)) : Math.Asin(ratio);
        Reach(angle / Degree, east / Degree);
    }
}
