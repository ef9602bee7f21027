using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>A position looked for in a swath, and the nearest pixel so far. Distances are haversines, sin²(angle / 2).</summary>
internal struct SwathQuery
{
    private const double Degree = Math.PI / 180;
    private const float SquaredRadian = (float)(Degree * Degree);

    private readonly double latitude;
    private readonly double longitude;
    private readonly double cosine;
    private readonly float latitudeSingle;
    private readonly float longitudeSingle;
    private readonly float cosineSingle;

    private double best;

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

    /// <summary>Lower bounds of the haversines from the position to the pixels of four neighbouring blocks; infinity for an empty block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector128<float> Bounds(SwathLevel level, int firstBlock)
    {
        var at = (nuint)firstBlock;
        var latitudes = Load(level.Latitude, at);
        var height = Vector128.Abs(Vector128.Create(latitudeSingle) - latitudes) - Load(level.HalfHeight, at);
        var turn = Vector128.Abs(Vector128.Create(longitudeSingle) - Load(level.Longitude, at));
        turn = Vector128.MinNative(turn, Vector128.Create(360f) - turn);
        var width = turn - Load(level.HalfWidth, at);
        var bound = HalfSineSquared(Vector128.MaxNative(height, Vector128<float>.Zero))
            + (Vector128.Create(cosineSingle) * Load(level.Cosine, at) * HalfSineSquared(Vector128.MaxNative(width, Vector128<float>.Zero)));
        return Vector128.ConditionalSelect(Vector128.Equals(latitudes, latitudes), bound * Vector128.Create(1 - 2e-6f), Vector128.Create(float.PositiveInfinity));
    }

    /// <summary>Lower bounds of the haversines to eight pixels of a block; infinity for those without a position.</summary>
    /// <param name="latitudes">Their latitudes, degrees.</param>
    /// <param name="longitudes">Their longitudes, degrees.</param>
    /// <param name="blockCosine">Smallest cosine of latitude in the block.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector256<float> Bounds(Vector256<float> latitudes, Vector256<float> longitudes, float blockCosine)
    {
        var valid = Vector256.LessThanOrEqual(Vector256.Abs(latitudes), Vector256.Create(90f))
            & Vector256.GreaterThanOrEqual(longitudes, Vector256.Create(-360f)) & Vector256.LessThanOrEqual(longitudes, Vector256.Create(720f));
        var height = Vector256.Abs(latitudes - Vector256.Create(latitudeSingle)) - Vector256.Create(SwathLevel.LatitudePadding);
        var turn = longitudes - Vector256.Create(longitudeSingle);
        turn -= Vector256.Round(turn * Vector256.Create(1 / 360f)) * Vector256.Create(360f);
        var width = Vector256.Abs(turn) - Vector256.Create(SwathLevel.LongitudePadding);
        var bound = HalfSineSquared(Vector256.MaxNative(height, Vector256<float>.Zero))
            + (Vector256.Create(cosineSingle * blockCosine) * HalfSineSquared(Vector256.MaxNative(width, Vector256<float>.Zero)));
        return Vector256.ConditionalSelect(valid, bound * Vector256.Create(1 - 2e-6f), Vector256.Create(float.PositiveInfinity));
    }

    /// <summary>Tries a pixel by its exact haversine; of equally near ones the first in row-major order stays.</summary>
    public void Try(float pixelLatitude, float pixelLongitude, int pixel)
    {
        var north = Math.Sin((pixelLatitude - latitude) * (Degree / 2));
        var east = Math.Sin((pixelLongitude - longitude) * (Degree / 2));
        var haversine = (north * north) + (cosine * Math.Cos(pixelLatitude * Degree) * east * east);
        if (!(haversine <= best) || (haversine == best && Pixel >= 0 && Pixel <= pixel)) return;
        Pixel = pixel;
        SetBest(haversine);
    }

    private void SetBest(double haversine)
    {
        best = haversine;
        Best = MathF.BitIncrement((float)haversine);
    }

    // Below sin²(x / 2), x in degrees, for every x: the first two terms of its alternating series.
    private static Vector128<float> HalfSineSquared(Vector128<float> degrees)
    {
        var squared = degrees * degrees * Vector128.Create(SquaredRadian);
        return Vector128.MaxNative(squared * (Vector128.Create(0.25f) - (squared * Vector128.Create(1 / 48f))), Vector128<float>.Zero);
    }

    private static Vector256<float> HalfSineSquared(Vector256<float> degrees)
    {
        var squared = degrees * degrees * Vector256.Create(SquaredRadian);
        return Vector256.MaxNative(squared * (Vector256.Create(0.25f) - (squared * Vector256.Create(1 / 48f))), Vector256<float>.Zero);
    }

    private static Vector128<float> Load(float[] values, nuint at) => Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(values), at);
}
