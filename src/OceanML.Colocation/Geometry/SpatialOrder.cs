using System.Runtime.CompilerServices;

namespace OceanML.Colocation;

/// <summary>
/// Puts positions in an order in which neighbours follow each other (Z-order curve of latitude and longitude over the box that holds them all). The
/// coordinates of a swath lie row after row in memory, so that positions in random order touch a new memory page with every row of every
/// block; in this order pages and caches are used again.
/// </summary>
internal static class SpatialOrder
{
    private const int Bits = 10;
    private const int Cells = 1 << Bits;

    /// <summary>Indices of the positions along the curve, those in one cell in their own order; positions that are not numbers come anywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int[] Of(double[] latitudes, double[] longitudes)
    {
        var (south, height) = Range(latitudes);
        var (west, width) = Range(longitudes);
        var keys = new uint[latitudes.Length];
        var order = new int[latitudes.Length];
        for (var i = 0; i < order.Length; i++)
        {
            keys[i] = Spread(Cell((latitudes[i] - south) * height)) | (Spread(Cell((longitudes[i] - west) * width)) << 1);
            order[i] = i;
        }

        // Two passes of a counting sort, by the lower and the upper half of the key.
        var sorted = new int[order.Length];
        Pass(keys, order, sorted, 0);
        Pass(keys, sorted, order, Bits);
        return order;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pass(uint[] keys, int[] from, int[] to, int shift)
    {
        var starts = new int[Cells + 1];
        foreach (var key in keys) starts[((key >> shift) & (Cells - 1)) + 1]++;
        for (var cell = 0; cell < Cells; cell++) starts[cell + 1] += starts[cell];
        foreach (var i in from) to[starts[(keys[i] >> shift) & (Cells - 1)]++] = i;
    }

    // The least value, and the factor that makes cells of the range.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Least, double Factor) Range(double[] values)
    {
        var (least, greatest) = (double.MaxValue, double.MinValue);
        foreach (var value in values)
        {
            if (!double.IsFinite(value)) continue;
            if (value < least) least = value;
            if (value > greatest) greatest = value;
        }

        return greatest > least ? (least, Cells / (greatest - least)) : (0, 0);
    }

    private static uint Cell(double cells) => cells is > 0 and < Cells ? (uint)cells : cells >= Cells ? Cells - 1u : 0;

    // Puts a zero between every two bits.
    private static uint Spread(uint bits)
    {
        bits = (bits | (bits << 8)) & 0x00FF00FF;
        bits = (bits | (bits << 4)) & 0x0F0F0F0F;
        bits = (bits | (bits << 2)) & 0x33333333;
        return (bits | (bits << 1)) & 0x55555555;
    }
}
