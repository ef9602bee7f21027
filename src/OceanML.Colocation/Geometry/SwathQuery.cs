using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>A position looked for in a swath, and the nearest pixel so far. Distances are haversines, sin²(angle / 2).</summary>
internal struct SwathQuery
{
    private const double Degree = Math.PI / 180;

    private readonly double latitude;
    private readonly double longitude;
    private readonly double cosine;
    private readonly float latitudeSingle;
    private readonly float longitudeSingle;
    private readonly float cosineSingle;

    // What can be beaten: the haversine of the nearest pixel so far, and its angle in degrees of latitude.
    private double best;
    private double bestDegrees;

    public SwathQuery(double latitude, double longitude, double? radiusKm)
    {
        (this.latitude, this.longitude, cosine) = (latitude, longitude, Math.Cos(latitude * Degree));
        (latitudeSingle, longitudeSingle, cosineSingle) = ((float)latitude, (float)longitude, (float)(cosine * (1 - 1e-6)));
        Pixel = -1;

        // Beyond the radius nothing is looked for, but a little more than the radius is, so that rounding cannot lose a pixel on its edge.
        var angle = radiusKm is { } radius ? Math.Min(Math.PI, radius / Sphere.RadiusKm * (1 + 1e-9)) : Math.PI;
        SetBest(Math.Pow(Math.Sin(angle / 2), 2));
    }

    /// <summary>Index of the nearest pixel so far, row-major; -1 while there is none.</summary>
    public int Pixel { get; private set; }

    /// <summary>The haversine that a block must be able to reach, rounded up.</summary>
    public float Best { get; private set; }

    /// <summary>Great-circle distance to the nearest pixel, km.</summary>
    public readonly double DistanceKm => 2 * Sphere.RadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(best)));

    /// <summary>Whether a latitude and a longitude are a position: numbers, longitude -360..720.</summary>
    public static bool IsPosition(double latitude, double longitude) => latitude is >= -90 and <= 90 && longitude is >= -360 and <= 720;

    /// <summary>A lower bound of the haversine from the position to the pixels of a block; NaN for an empty block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float Bound(SwathLevel level, int block)
    {
        const float radian = (float)(Math.PI / 180);
        var height = MathF.Max(0, MathF.Abs(latitudeSingle - level.Latitude[block]) - level.HalfHeight[block]) * radian;
        var turn = MathF.Abs(longitudeSingle - level.Longitude[block]);
        turn = MathF.Min(turn, 360 - turn);
        var width = MathF.Max(0, turn - level.HalfWidth[block]) * radian;
        return (HalfSineSquared(height) + (cosineSingle * level.Cosine[block] * HalfSineSquared(width))) * (1 - 2e-6f);
    }

    /// <summary>Tries four pixels.</summary>
    /// <param name="latitudes">Their latitudes, degrees.</param>
    /// <param name="longitudes">Their longitudes, degrees.</param>
    /// <param name="first">Row-major index of the first.</param>
    /// <param name="lanes">How many of the four count.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Try(Vector256<double> latitudes, Vector256<double> longitudes, int first, int lanes = 4)
    {
        var north = latitudes - Vector256.Create(latitude);

        // The angle is never smaller than the difference of latitude; comparisons with NaN are false.
        var near = Vector256.LessThanOrEqual(Vector256.Abs(north), Vector256.Create(bestDegrees));
        if (near == Vector256<double>.Zero) return;
        near &= Vector256.LessThanOrEqual(Vector256.Abs(latitudes), Vector256.Create(90.0));
        near &= Vector256.GreaterThanOrEqual(longitudes, Vector256.Create(-360.0)) & Vector256.LessThanOrEqual(longitudes, Vector256.Create(720.0));
        var half = Vector256.Create(Degree / 2);
        var sineNorth = Vector256.Sin(north * half);
        var sineEast = Vector256.Sin((longitudes - Vector256.Create(longitude)) * half);
        var cosines = Vector256.Cos(latitudes * Vector256.Create(Degree)) * Vector256.Create(cosine);
        var haversine = (sineNorth * sineNorth) + (cosines * sineEast * sineEast);
        near &= Vector256.LessThanOrEqual(haversine, Vector256.Create(best));
        if (near == Vector256<double>.Zero) return;
        for (var lane = 0; lane < lanes; lane++)
        {
            if (near.AsInt64()[lane] != 0) Take(haversine[lane], first + lane);
        }
    }

    private void Take(double haversine, int pixel)
    {
        if (haversine > best || (haversine == best && Pixel >= 0 && Pixel < pixel)) return;
        Pixel = pixel;
        SetBest(haversine);
    }

    private void SetBest(double haversine)
    {
        best = haversine;
        bestDegrees = 2 * Math.Asin(Math.Min(1, Math.Sqrt(haversine))) / Degree * (1 + 1e-12);
        Best = MathF.BitIncrement((float)haversine);
    }

    // Below sin²(x / 2) for every x: the first two terms of its alternating series.
    private static float HalfSineSquared(float x)
    {
        var quarter = x * x * 0.25f;
        return MathF.Max(0, quarter * (1 - (x * x * (1 / 12f))));
    }
}
