using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>The search for the nearest pixel of a swath, from the root of its hierarchy of boxes down to pixels.</summary>
/// <remarks>
/// Methods are compiled with all optimisations at once: a single granule is over before the runtime would find them hot.
/// </remarks>
internal sealed class SwathSearch(FieldGeometry.Swath swath, int threads)
{
    // So many pixels are tried as fast as they are bounded.
    private const int FewPixels = 9;

    /// <summary>The hierarchy, smallest blocks first; empty for a swath without pixels.</summary>
    public SwathLevel[] Levels { get; } = SwathHierarchy.Build(swath, threads);

    /// <summary>Finds the nearest pixel within the reach of a query.</summary>
    public void Run(ref SwathQuery query)
    {
        if (Levels.Length > 0) Visit(ref query, Levels.Length - 1, 0, 0);
    }

    // The best of several blocks is entered first, which nearly always leaves the others out of reach.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Visit(ref SwathQuery query, int level, int nodeRow, int nodeColumn)
    {
        var blocks = Levels[level];
        var meeting = blocks.Meeting(query, nodeRow, nodeColumn);
        if (query.IsWide) meeting &= blocks.NotFarther(query, nodeRow, nodeColumn);
        if (meeting == 0) return;
        var block = BitOperations.TrailingZeroCount(meeting);
        if ((meeting & (meeting - 1)) != 0) block = blocks.Nearest(query, nodeRow, nodeColumn, meeting);
        while (true)
        {
            var before = query.Pixel;
            var row = (nodeRow * SwathLevel.Fan) + (block / SwathLevel.Fan);
            var column = (nodeColumn * SwathLevel.Fan) + (block % SwathLevel.Fan);
            if (level == 0) Scan(ref query, row, column);
            else Visit(ref query, level - 1, row, column);
            meeting &= ~(1UL << block);
            if (meeting == 0) return;
            if (query.Pixel != before)
            {
                meeting &= blocks.Meeting(query, nodeRow, nodeColumn);
                if (query.IsWide) meeting &= blocks.NotFarther(query, nodeRow, nodeColumn);
                if (meeting == 0) return;
            }

            block = BitOperations.TrailingZeroCount(meeting);
        }
    }

    // The pixel that is nearest by a rough distance first, then those that the exact distance leaves within reach.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scan(ref SwathQuery query, int leafRow, int leafColumn)
    {
        const int leaf = SwathHierarchy.Leaf;
        var columns = swath.ColumnCount;
        var rows = Math.Min(leaf, swath.RowCount - (leafRow * leaf));
        var width = columns - (leafColumn * leaf);
        var first = (leafRow * leaf * columns) + (leafColumn * leaf);
        var near = 0UL;
        var least = Vector256.Create(float.PositiveInfinity);
        var leastRow = Vector256<float>.Zero;
        for (int row = 0, at = first; row < rows; row++, at += columns)
        {
            near |= (ulong)query.Near(SwathHierarchy.Load(swath.Latitudes, at, width), SwathHierarchy.Load(swath.Longitudes, at, width), out var distances) << (row * leaf);
            leastRow = Vector256.ConditionalSelect(Vector256.LessThan(distances, least), Vector256.Create((float)row), leastRow);
            least = Vector256.MinNative(distances, least);
        }

        if (query.IsWide) near &= NotFarther(query, first, rows, width);
        if (near == 0) return;
        var start = BitOperations.TrailingZeroCount(near);
        if ((near & (near - 1)) != 0)
        {
            var nearest = float.PositiveInfinity;
            for (var lane = 0; lane < leaf; lane++)
            {
                if (!(least[lane] < nearest)) continue;
                nearest = least[lane];
                start = ((int)leastRow[lane] * leaf) + lane;
            }
        }

        Try(ref query, first, start);
        near &= ~(1UL << start);
        if (BitOperations.PopCount(near) > FewPixels) near &= query.IsWide ? NotFarther(query, first, rows, width) : Near(query, first, rows, width);
        for (; near != 0; near &= near - 1) Try(ref query, first, BitOperations.TrailingZeroCount(near));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ulong Near(in SwathQuery query, int first, int rows, int width)
    {
        var near = 0UL;
        for (int row = 0, at = first; row < rows; row++, at += swath.ColumnCount)
            near |= (ulong)query.Near(SwathHierarchy.Load(swath.Latitudes, at, width), SwathHierarchy.Load(swath.Longitudes, at, width), out _) << (row * SwathHierarchy.Leaf);
        return near;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ulong NotFarther(in SwathQuery query, int first, int rows, int width)
    {
        var near = 0UL;
        for (int row = 0, at = first; row < rows; row++, at += swath.ColumnCount)
            near |= (ulong)query.NotFarther(SwathHierarchy.Load(swath.Latitudes, at, width), SwathHierarchy.Load(swath.Longitudes, at, width)) << (row * SwathHierarchy.Leaf);
        return near;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Try(ref SwathQuery query, int first, int lane)
    {
        var pixel = first + (lane / SwathHierarchy.Leaf * swath.ColumnCount) + (lane % SwathHierarchy.Leaf);
        var (latitude, longitude) = (swath.Latitudes[pixel], swath.Longitudes[pixel]);
        if (query.IsNear(latitude, longitude)) query.Try(latitude, longitude, pixel);
    }
}
