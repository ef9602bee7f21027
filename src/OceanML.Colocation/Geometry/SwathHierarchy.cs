using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>
/// The hierarchy of boxes over a swath. The swath is already ordered in rows and columns, so the tree is implied: it is built by one pass
/// over the coordinates, without sorting, and takes one byte for every four pixels.
/// </summary>
internal static class SwathHierarchy
{
    /// <summary>Pixels per side of the smallest blocks.</summary>
    public const int Leaf = 8;

    private const uint AllLanes = 0xFF;

    /// <summary>Builds the levels, smallest blocks first; the last is one node. A swath without pixels has none.</summary>
    public static SwathLevel[] Build(FieldGeometry.Swath swath, int threads)
    {
        if (swath.Latitudes.Length == 0) return [];
        var leaves = new SwathLevel((swath.RowCount + Leaf - 1) / Leaf, (swath.ColumnCount + Leaf - 1) / Leaf);
        Parallel.For(0, leaves.NodeRows, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) }, nodeRow =>
        {
            for (var row = nodeRow * SwathLevel.Fan; row < (nodeRow + 1) * SwathLevel.Fan; row++) AddLeaves(swath, leaves, row);
        });
        var levels = new List<SwathLevel> { leaves };
        while (levels[^1].NodeRows * levels[^1].NodeColumns > 1) levels.Add(levels[^1].Above());
        return [.. levels];
    }

    /// <summary>Up to eight neighbouring values; the last block of a row may be narrower, and what is beyond it is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float[] values, int first, int width) =>
        width >= Leaf ? Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(values), (nuint)first) : LoadPart(values, first, width);

    // One row of blocks, from end to end, so that the coordinates stream. Comparisons and extremes of eight pixels at a time; blocks that have a pixel
    // without position, are narrower, or lie across the dateline take the longer way.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddLeaves(FieldGeometry.Swath swath, SwathLevel leaves, int leafRow)
    {
        var columns = swath.ColumnCount;
        var firstRow = leafRow * Leaf;
        var rows = Math.Min(Leaf, swath.RowCount - firstRow);
        var whole = rows > 0 ? columns / Leaf : 0;
        ref var latitudes = ref MemoryMarshal.GetArrayDataReference(swath.Latitudes);
        ref var longitudes = ref MemoryMarshal.GetArrayDataReference(swath.Longitudes);
        for (var leafColumn = 0; leafColumn < whole; leafColumn++)
        {
            var at = (nuint)((firstRow * columns) + (leafColumn * Leaf));
            var (south, west) = (Vector256.LoadUnsafe(ref latitudes, at), Vector256.LoadUnsafe(ref longitudes, at));
            var (north, east) = (south, west);
            var valid = AreValid(south, west);
            for (var row = 1; row < rows; row++)
            {
                at += (nuint)columns;
                var (latitude, longitude) = (Vector256.LoadUnsafe(ref latitudes, at), Vector256.LoadUnsafe(ref longitudes, at));
                valid &= AreValid(latitude, longitude);
                south = Vector256.MinNative(south, latitude);
                north = Vector256.MaxNative(north, latitude);
                west = Vector256.MinNative(west, longitude);
                east = Vector256.MaxNative(east, longitude);
            }

            if (valid.ExtractMostSignificantBits() == AllLanes)
            {
                var (from, to) = (Least(west), Greatest(east));
                if (to - from <= 180)
                {
                    leaves.Set(leafRow, leafColumn, Least(south), Greatest(north), from, to);
                    continue;
                }
            }

            SwathExtent.Set(swath, leaves, leafRow, leafColumn);
        }

        for (var leafColumn = whole; leafColumn < leaves.NodeColumns * SwathLevel.Fan; leafColumn++)
        {
            if (rows > 0 && leafColumn < leaves.Columns) SwathExtent.Set(swath, leaves, leafRow, leafColumn);
            else leaves.SetEmpty(leafRow, leafColumn);
        }
    }

    // Comparisons with NaN are false.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> AreValid(Vector256<float> latitudes, Vector256<float> longitudes) =>
        Vector256.LessThanOrEqual(Vector256.Abs(latitudes), Vector256.Create(90f))
        & Vector256.LessThanOrEqual(Vector256.Abs(longitudes - Vector256.Create(180f)), Vector256.Create(540f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Least(Vector256<float> values)
    {
        var half = Vector128.MinNative(values.GetLower(), values.GetUpper());
        half = Vector128.MinNative(half, Vector128.Shuffle(half, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MinNative(half, Vector128.Shuffle(half, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Greatest(Vector256<float> values)
    {
        var half = Vector128.MaxNative(values.GetLower(), values.GetUpper());
        half = Vector128.MaxNative(half, Vector128.Shuffle(half, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MaxNative(half, Vector128.Shuffle(half, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<float> LoadPart(float[] values, int first, int width)
    {
        Span<float> padded = stackalloc float[Leaf];
        padded.Fill(float.NaN);
        values.AsSpan(first, width).CopyTo(padded);
        return Vector256.Create<float>(padded);
    }
}
