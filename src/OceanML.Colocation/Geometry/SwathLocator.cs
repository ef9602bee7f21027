using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>
/// Finds the pixel of a swath, or of a curvilinear grid, whose centre is nearest to a position on the sphere: across the dateline, over the poles,
/// with gaps in the coordinates and with scans that overlap (bow-tie).
/// </summary>
/// <remarks>
/// No tree over pixels is built. Blocks of 8 x 8 pixels, 32 x 32 and so on carry a box in latitude and longitude; a query descends into the
/// blocks that can hold a nearer pixel than the best so far. On an OLCI granule of 20 million pixels it looks into 2.6 of the 311,000 smallest
/// blocks on average. Distances are haversines, which depend on differences of longitude only through a function of
/// period 360 degrees; a box is passed over only by a lower bound of the haversine, so the answer is the same as that of trying every pixel. Of pixels at
/// the same distance the first in row-major order is taken.
/// </remarks>
public sealed class SwathLocator : PixelLocator
{
    private const int StackSize = 16 * 16;

    private static readonly (int Down, int Across)[] Neighbours = [(-1, -1), (1, 1), (-1, 1), (1, -1), (-1, 0), (1, 0), (0, -1), (0, 1)];

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
        if (!IsOnEarth(latitude, longitude)) return PixelLocation.None(double.NaN);
        var query = new SwathQuery(latitude, Sphere.NormalizeLongitude(longitude), RadiusKm);
        Descend(ref query);
        if (query.Pixel < 0) return PixelLocation.None(double.NaN);
        var (row, column) = Math.DivRem(query.Pixel, swath.ColumnCount);
        var distance = query.DistanceKm;
        var near = RadiusKm is { } radius ? distance <= radius : IsWithin(row, column, distance);
        return near ? new PixelLocation(row, column, distance) : PixelLocation.None(distance);
    }

    /// <inheritdoc/>
    public override PixelLocation[] Within(double latitude, double longitude, SearchArea area)
    {
        ArgumentNullException.ThrowIfNull(area);
        return IsOnEarth(latitude, longitude) ? SwathGathering.Within(swath, levels, latitude, longitude, area) : [];
    }

    // Whether a distance from the centre of a pixel is at most half the distance to one of its eight neighbours. The corners are tried first: they nearly
    // always decide.
    private bool IsWithin(int row, int column, double distanceKm)
    {
        var (latitude, longitude) = swath[row, column];
        foreach (var (down, across) in Neighbours)
        {
            var (r, c) = (row + down, column + across);
            if (r < 0 || c < 0 || r >= swath.RowCount || c >= swath.ColumnCount) continue;
            var neighbour = swath[r, c];
            if (SwathQuery.IsPosition(neighbour.Latitude, neighbour.Longitude)
                && distanceKm <= Sphere.DistanceKm(latitude, longitude, neighbour.Latitude, neighbour.Longitude) / 2)
                return true;
        }

        return distanceKm == 0;
    }

    private protected override int[]? Order(double[] latitudes, double[] longitudes) => SpatialOrder.Of(latitudes, longitudes);

    // Compiled with all optimisations at once: a single granule is over before the runtime would find these methods hot.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
            // An empty block has an infinite bound and fails the comparison; the mask leaves out blocks beyond the row.
            var block = (row * blocks.Columns) + firstColumn;
            var bounds = query.Bounds(blocks, block);
            var near = Vector128.LessThanOrEqual(bounds, Vector128.Create(query.Best)).ExtractMostSignificantBits() & ((1u << (endColumn - firstColumn)) - 1);
            for (; near != 0; near &= near - 1)
            {
                var lane = BitOperations.TrailingZeroCount(near);
                var bound = bounds[lane];
                var at = count++;
                while (at > 0 && children[at - 1].Bound < bound)
                {
                    children[at] = children[at - 1];
                    at--;
                }

                children[at] = (bound, level, block + lane);
            }
        }

        children[..count].CopyTo(stack[depth..]);
        return depth + count;
    }

    // Bounds of all pixels of the block first, without trigonometry; then the exact distance of the most promising one and of the few that it leaves possible.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scan(ref SwathQuery query, int leafRow, int leafColumn)
    {
        const int leaf = SwathHierarchy.Leaf;
        var columns = swath.ColumnCount;
        var cosine = levels[0].Cosine[(leafRow * levels[0].Columns) + leafColumn];
        var (firstRow, firstColumn) = (leafRow * leaf, leafColumn * leaf);
        var rows = Math.Min(leaf, swath.RowCount - firstRow);
        var width = Math.Min(leaf, columns - firstColumn);
        Span<Vector256<float>> bounds = stackalloc Vector256<float>[leaf];
        var least = Vector256.Create(float.PositiveInfinity);
        for (var row = 0; row < rows; row++)
        {
            var first = ((firstRow + row) * columns) + firstColumn;
            bounds[row] = query.Bounds(SwathHierarchy.Load(swath.Latitudes, first, width), SwathHierarchy.Load(swath.Longitudes, first, width), cosine);
            least = Vector256.MinNative(least, bounds[row]);
        }

        var promising = float.PositiveInfinity;
        for (var lane = 0; lane < leaf; lane++) promising = Math.Min(promising, least[lane]);
        if (!(promising <= query.Best)) return;
        TryThose(ref query, bounds[..rows], promising, firstRow, firstColumn);
        TryThose(ref query, bounds[..rows], query.Best, firstRow, firstColumn);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TryThose(ref SwathQuery query, ReadOnlySpan<Vector256<float>> bounds, float limit, int firstRow, int firstColumn)
    {
        for (var row = 0; row < bounds.Length; row++)
        {
            var near = Vector256.LessThanOrEqual(bounds[row], Vector256.Create(limit)).ExtractMostSignificantBits();
            for (; near != 0; near &= near - 1)
            {
                var lane = BitOperations.TrailingZeroCount(near);
                if (bounds[row][lane] > query.Best) continue;
                var pixel = ((firstRow + row) * swath.ColumnCount) + firstColumn + lane;
                query.Try(swath.Latitudes[pixel], swath.Longitudes[pixel], pixel);
            }
        }
    }
}
