using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace OceanML.Colocation;

/// <summary>
/// Extent of a run of pixels in latitude and longitude, gathered eight pixels at a time. Longitudes east and west of Greenwich are kept
/// apart, so that the shorter way round is known at the end: through 0 or through 180.
/// </summary>
internal struct SwathExtent
{
    private Vector256<float> south;
    private Vector256<float> north;
    private Vector256<float> eastLow;
    private Vector256<float> eastHigh;
    private Vector256<float> westLow;
    private Vector256<float> westHigh;

    public static SwathExtent Empty
    {
        get
        {
            var low = Vector256.Create(float.PositiveInfinity);
            var high = Vector256.Create(float.NegativeInfinity);
            return new SwathExtent { south = low, north = high, eastLow = low, eastHigh = high, westLow = low, westHigh = high };
        }
    }

    /// <summary>Adds eight pixels; those without a valid position are left out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector256<float> latitude, Vector256<float> longitude)
    {
        var low = Vector256.Create(float.PositiveInfinity);
        var high = Vector256.Create(float.NegativeInfinity);

        // Some model grids run from 74 to 434 degrees. The turns are exact, as is any difference of two floats within a factor of two. Comparisons with
        // NaN are false.
        var half = Vector256.Create(180f);
        var turn = Vector256.Create(360f);
        longitude = Vector256.ConditionalSelect(Vector256.GreaterThan(longitude, half), longitude - turn, longitude);
        longitude = Vector256.ConditionalSelect(Vector256.GreaterThan(longitude, half), longitude - turn, longitude);
        longitude = Vector256.ConditionalSelect(Vector256.LessThan(longitude, -half), longitude + turn, longitude);
        var valid = Vector256.LessThanOrEqual(Vector256.Abs(latitude), Vector256.Create(90f))
            & Vector256.LessThanOrEqual(Vector256.Abs(longitude), half);
        var isEast = valid & Vector256.GreaterThanOrEqual(longitude, Vector256<float>.Zero);
        var isWest = valid & Vector256.LessThan(longitude, Vector256<float>.Zero);
        south = Vector256.MinNative(south, Vector256.ConditionalSelect(valid, latitude, low));
        north = Vector256.MaxNative(north, Vector256.ConditionalSelect(valid, latitude, high));
        eastLow = Vector256.MinNative(eastLow, Vector256.ConditionalSelect(isEast, longitude, low));
        eastHigh = Vector256.MaxNative(eastHigh, Vector256.ConditionalSelect(isEast, longitude, high));
        westLow = Vector256.MinNative(westLow, Vector256.ConditionalSelect(isWest, longitude, low));
        westHigh = Vector256.MaxNative(westHigh, Vector256.ConditionalSelect(isWest, longitude, high));
    }

    /// <summary>Adds one pixel.</summary>
    public void Add(float latitude, float longitude) =>
        Add(Vector256.Create(latitude), Vector256.Create(longitude));

    /// <summary>Writes the box of the pixels into a block of a level; a run without valid pixels leaves the block empty.</summary>
    public readonly void Store(SwathLevel level, int block)
    {
        var lowest = Least(south);
        if (float.IsPositiveInfinity(lowest)) return;
        double eastFrom = Least(eastLow), eastTo = Greatest(eastHigh), westFrom = Least(westLow), westTo = Greatest(westHigh);
        double from, to;
        if (double.IsPositiveInfinity(eastFrom)) (from, to) = (westFrom, westTo);
        else if (double.IsPositiveInfinity(westFrom)) (from, to) = (eastFrom, eastTo);
        else if (eastTo - westFrom <= westTo + 360 - eastFrom) (from, to) = (westFrom, eastTo);
        else (from, to) = (eastFrom, westTo + 360);
        level.Set(block, lowest, Greatest(north), from, to);
    }

    private static float Least(Vector256<float> values)
    {
        var half = Vector128.MinNative(values.GetLower(), values.GetUpper());
        half = Vector128.MinNative(half, Vector128.Shuffle(half, Vector128.Create(2, 3, 0, 1)));
        return Math.Min(half[0], half[1]);
    }

    private static float Greatest(Vector256<float> values)
    {
        var half = Vector128.MaxNative(values.GetLower(), values.GetUpper());
        half = Vector128.MaxNative(half, Vector128.Shuffle(half, Vector128.Create(2, 3, 0, 1)));
        return Math.Max(half[0], half[1]);
    }
}
