using System.Runtime.CompilerServices;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>
/// Extent of a block of pixels whose coordinates are not plain: some missing, across the dateline, or round a pole.
/// </summary>
/// <remarks>
/// Longitudes count from that of the block's first pixel, the shorter way round, so that the interval holds every pixel in any convention. It is the shortest
/// one unless the block reaches more than half round a pole, and then as good as the whole circle.
/// </remarks>
internal static class SwathExtent
{
    /// <summary>Sets the box of a block from its pixels; one without any position meets nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Set(FieldGeometry.Swath swath, SwathLevel leaves, int leafRow, int leafColumn)
    {
        const int leaf = SwathHierarchy.Leaf;
        var endRow = Math.Min(swath.RowCount, (leafRow + 1) * leaf);
        var firstColumn = leafColumn * leaf;
        var width = Math.Min(leaf, swath.ColumnCount - firstColumn);
        var (south, north) = (float.PositiveInfinity, float.NegativeInfinity);
        var (west, east) = (double.PositiveInfinity, double.NegativeInfinity);
        var reference = double.NaN;
        for (var row = leafRow * leaf; row < endRow; row++)
        {
            var first = (row * swath.ColumnCount) + firstColumn;
            for (var pixel = first; pixel < first + width; pixel++)
            {
                var (latitude, longitude) = (swath.Latitudes[pixel], swath.Longitudes[pixel]);
                if (!Sphere.IsPosition(latitude, longitude)) continue;
                if (double.IsNaN(reference)) reference = longitude;
                var turn = longitude - reference;
                if (Math.Abs(turn) > 180) turn -= 360 * Math.Round(turn / 360);
                south = Math.Min(south, latitude);
                north = Math.Max(north, latitude);
                west = Math.Min(west, turn);
                east = Math.Max(east, turn);
            }
        }

        if (double.IsNaN(reference)) leaves.SetEmpty(leafRow, leafColumn);
        else leaves.Set(leafRow, leafColumn, south, north, reference + west, reference + east);
    }
}
