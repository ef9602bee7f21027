using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>
/// Finds the pixel of a swath, or of a curvilinear grid, whose centre is nearest to a position on the sphere: across the dateline, over the poles,
/// with gaps in the coordinates and with scans that overlap (bow-tie).
/// </summary>
/// <remarks>
/// No tree over pixels is built. Blocks of 8 x 8 pixels, 32 x 32 and so on carry a box in latitude and longitude; a query descends into the
/// blocks that can hold a nearer pixel than the best so far. Distances are haversines, which depend on differences of longitude only through a function of
/// period 360 degrees; a box is passed over only by a lower bound of the haversine, so the answer is the same as that of trying every pixel. Of pixels at
/// the same distance the first in row-major order is taken.
/// </remarks>
public sealed class SwathLocator : PixelLocator
{
    private const int StackSize = 16 * 16;

    private readonly FieldGeometry.Swath swath;
    private readonly SwathLevel[] levels;

    /// <summary>Prepares a swath.</summary>
    /// <param name="swath">Latitude and longitude per pixel, degrees; NaN or values out of range where unknown.</param>
    /// <param name="radiusKm">Greatest distance to a pixel centre, km; null for "within the pixel".</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    public SwathLocator(FieldGeometry.Swath swath, double? radiusKm = null, int threads = 1)
        : base(radiusKm)
    {
        ArgumentNullException.ThrowIfNull(swath);
        var pixels = (long)swath.RowCount * swath.ColumnCount;
        if (pixels != swath.Latitudes.Length || pixels != swath.Longitudes.Length)
            throw new ArgumentException("latitudes and longitudes have one value per pixel", nameof(swath));
        this.swath = swath;
        levels = SwathHierarchy.Build(swath, threads);
    }

    /// <inheritdoc/>
    public override PixelLocation Locate(double latitude, double longitude)
    {
        if (!(latitude is >= -90 and <= 90) || !double.IsFinite(longitude)) return PixelLocation.None(double.NaN);
        var query = new SwathQuery(latitude, Sphere.NormalizeLongitude(longitude), RadiusKm);
        Descend(ref query);
        if (query.Pixel < 0) return PixelLocation.None(double.NaN);
        var (row, column) = Math.DivRem(query.Pixel, swath.ColumnCount);
        var distance = query.DistanceKm;
        var limit = RadiusKm ?? HalfDiagonalKm(row, column);
        return distance <= limit ? new PixelLocation(row, column, distance) : PixelLocation.None(distance);
    }

    /// <summary>Half the distance from a pixel to the farthest of its neighbours, km: the reach of the pixel. 0 for a pixel without neighbours.</summary>
    internal double HalfDiagonalKm(int row, int column)
    {
        var (latitude, longitude) = swath[row, column];
        var farthest = 0.0;
        for (var r = Math.Max(0, row - 1); r <= Math.Min(swath.RowCount - 1, row + 1); r++)
        {
            for (var c = Math.Max(0, column - 1); c <= Math.Min(swath.ColumnCount - 1, column + 1); c++)
            {
                var neighbour = swath[r, c];
                if (!SwathQuery.IsPosition(neighbour.Latitude, neighbour.Longitude)) continue;
                farthest = Math.Max(farthest, Sphere.DistanceKm(latitude, longitude, neighbour.Latitude, neighbour.Longitude));
            }
        }

        return farthest / 2;
    }

    private void Descend(ref SwathQuery query)
    {
        Span<(float Bound, int Level, int Block)> stack = stackalloc (float, int, int)[StackSize];
        Span<(float Bound, int Level, int Block)> children = stackalloc (float, int, int)[SwathLevel.Fan * SwathLevel.Fan];
        var top = levels.Length - 1;
        var depth = Push(query, stack, 0, children, top, 0, 0);
        while (depth > 0)
        {
            var (bound, level, block) = stack[--depth];
            if (bound > query.Best) continue;
            var (row, column) = Math.DivRem(block, levels[level].Columns);
            if (level == 0) Scan(ref query, row, column);
            else depth = Push(query, stack, depth, children, level - 1, row * SwathLevel.Fan, column * SwathLevel.Fan);
        }
    }

    // Puts the children that can hold a nearer pixel on the stack, the nearest on top.
    private int Push(
        in SwathQuery query,
        Span<(float Bound, int Level, int Block)> stack,
        int depth,
        Span<(float Bound, int Level, int Block)> children,
        int level,
        int firstRow,
        int firstColumn)
    {
        var blocks = levels[level];
        var count = 0;
        var endRow = Math.Min(blocks.Rows, firstRow + SwathLevel.Fan);
        var endColumn = Math.Min(blocks.Columns, firstColumn + SwathLevel.Fan);
        for (var row = firstRow; row < endRow; row++)
        {
            for (var column = firstColumn; column < endColumn; column++)
            {
                var block = (row * blocks.Columns) + column;
                var bound = query.Bound(blocks, block);

                // An empty block has a bound of NaN and fails the comparison.
                if (!(bound <= query.Best)) continue;
                var at = count++;
                while (at > 0 && children[at - 1].Bound < bound)
                {
                    children[at] = children[at - 1];
                    at--;
                }

                children[at] = (bound, level, block);
            }
        }

        children[..count].CopyTo(stack[depth..]);
        return depth + count;
    }

    private void Scan(ref SwathQuery query, int leafRow, int leafColumn)
    {
        var columns = swath.ColumnCount;
        var column = leafColumn * SwathHierarchy.Leaf;
        var width = Math.Min(SwathHierarchy.Leaf, columns - column);
        var endRow = Math.Min(swath.RowCount, (leafRow + 1) * SwathHierarchy.Leaf);
        for (var row = leafRow * SwathHierarchy.Leaf; row < endRow; row++)
        {
            var first = (row * columns) + column;
            if (width == SwathHierarchy.Leaf)
            {
                var latitudes = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(swath.Latitudes), (nuint)first);
                var longitudes = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(swath.Longitudes), (nuint)first);
                var (lowerLatitudes, upperLatitudes) = Vector256.Widen(latitudes);
                var (lowerLongitudes, upperLongitudes) = Vector256.Widen(longitudes);
                query.Try(lowerLatitudes, lowerLongitudes, first);
                query.Try(upperLatitudes, upperLongitudes, first + 4);
                continue;
            }

            for (var i = first; i < first + width; i++)
                query.Try(Vector256.Create((double)swath.Latitudes[i]), Vector256.Create((double)swath.Longitudes[i]), i, lanes: 1);
        }
    }
}
