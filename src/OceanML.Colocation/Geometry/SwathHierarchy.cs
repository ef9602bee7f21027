using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>
/// The hierarchy of boxes over a swath. The swath is already ordered in rows and columns, so the tree is implied: it is built by one pass
/// over the coordinates, without sorting, and takes one byte for every three pixels.
/// </summary>
internal static class SwathHierarchy
{
    /// <summary>Pixels per side of the smallest blocks.</summary>
    public const int Leaf = 8;

    /// <summary>Builds the levels, smallest blocks first; the last has at most <see cref="SwathLevel.Fan"/> blocks per side.</summary>
    public static SwathLevel[] Build(FieldGeometry.Swath swath, int threads)
    {
        var leaves = new SwathLevel((swath.RowCount + Leaf - 1) / Leaf, (swath.ColumnCount + Leaf - 1) / Leaf);
        Parallel.For(0, leaves.Rows, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) }, row => AddLeaves(swath, leaves, row));
        var levels = new List<SwathLevel> { leaves };
        while (levels[^1].Rows > SwathLevel.Fan || levels[^1].Columns > SwathLevel.Fan) levels.Add(levels[^1].Above());
        return [.. levels];
    }

    /// <summary>Up to eight neighbouring values; the last block of a row may be narrower, and what is beyond it is NaN.</summary>
    [SkipLocalsInit]
    public static Vector256<float> Load(float[] values, int first, int width)
    {
        if (width == Leaf) return Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(values), (nuint)first);
        Span<float> padded = stackalloc float[Leaf];
        padded.Fill(float.NaN);
        values.AsSpan(first, width).CopyTo(padded);
        return Vector256.Create<float>(padded);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddLeaves(FieldGeometry.Swath swath, SwathLevel leaves, int leafRow)
    {
        var columns = swath.ColumnCount;
        var firstRow = leafRow * Leaf;
        var endRow = Math.Min(swath.RowCount, firstRow + Leaf);
        for (var leafColumn = 0; leafColumn < leaves.Columns; leafColumn++)
        {
            var extent = SwathExtent.Empty;
            var column = leafColumn * Leaf;
            for (var row = firstRow; row < endRow; row++)
            {
                var latitudes = swath.Latitudes.AsSpan(row * columns, columns);
                var longitudes = swath.Longitudes.AsSpan(row * columns, columns);
                if (column + Leaf <= columns)
                {
                    extent.Add(
                        Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(latitudes), (nuint)column),
                        Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(longitudes), (nuint)column));
                    continue;
                }

                for (var last = column; last < columns; last++) extent.Add(latitudes[last], longitudes[last]);
            }

            extent.Store(leaves, (leafRow * leaves.Columns) + leafColumn);
        }
    }
}
