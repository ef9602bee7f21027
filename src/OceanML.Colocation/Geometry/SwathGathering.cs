using System.Numerics;
using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>
/// Gathers all pixels of a swath in an area round a position. Blocks of the hierarchy are passed over by a lower bound of the distance, or where their
/// box does not meet the area; what is left is judged pixel by pixel.
/// </summary>
internal ref struct SwathGathering
{
    private readonly FieldGeometry.Swath swath;
    private readonly SwathLevel[] levels;
    private readonly SearchArea area;
    private readonly double latitude;
    private readonly double longitude;
    private readonly SwathQuery query;
    private readonly List<PixelLocation> found;

    private SwathGathering(FieldGeometry.Swath swath, SwathLevel[] levels, double latitude, double longitude, SearchArea area)
    {
        (this.swath, this.levels, this.area) = (swath, levels, area);
        (this.latitude, this.longitude) = (latitude, longitude);
        query = new SwathQuery(latitude, Sphere.NormalizeLongitude(longitude), (area as SearchArea.Disc)?.RadiusKm);
        found = [];
    }

    /// <summary>All pixels with a position in the area, in row-major order.</summary>
    public static PixelLocation[] Within(FieldGeometry.Swath swath, SwathLevel[] levels, double latitude, double longitude, SearchArea area)
    {
        var gathering = new SwathGathering(swath, levels, latitude, longitude, area);
        gathering.Visit(levels.Length - 1, 0, 0);
        var found = gathering.found;
        found.Sort((a, b) => a.Row != b.Row ? a.Row.CompareTo(b.Row) : a.Column.CompareTo(b.Column));
        return [.. found];
    }

    private readonly void Visit(int level, int firstRow, int firstColumn)
    {
        var blocks = levels[level];
        var endRow = Math.Min(blocks.Rows, firstRow + SwathLevel.Fan);
        var width = Math.Min(SwathLevel.Fan, blocks.Columns - firstColumn);
        for (var row = firstRow; row < endRow; row++)
        {
            var block = (row * blocks.Columns) + firstColumn;
            for (var near = Meeting(blocks, block) & ((1u << width) - 1); near != 0; near &= near - 1)
            {
                var column = firstColumn + BitOperations.TrailingZeroCount(near);
                if (level == 0) Scan(row, column);
                else Visit(level - 1, row * SwathLevel.Fan, column * SwathLevel.Fan);
            }
        }
    }

    // Which of four neighbouring blocks can hold pixels of the area, as bits.
    private readonly uint Meeting(SwathLevel blocks, int first)
    {
        if (area is not SearchArea.Degrees degrees)
            return Vector128.LessThanOrEqual(query.Bounds(blocks, first), Vector128.Create(query.Best)).ExtractMostSignificantBits();
        var meeting = 0u;
        for (var lane = 0; lane < SwathLevel.Fan; lane++)
        {
            var block = first + lane;
            var height = Math.Abs(blocks.Latitude[block] - latitude) - blocks.HalfHeight[block];
            var turn = blocks.Longitude[block] - longitude;
            turn = Math.Abs(turn - (360 * Math.Round(turn / 360))) - blocks.HalfWidth[block];
            if (height <= degrees.HalfHeight + SearchArea.Degrees.Rounding && turn <= degrees.HalfWidth + SearchArea.Degrees.Rounding) meeting |= 1u << lane;
        }

        return meeting;
    }

    private readonly void Scan(int leafRow, int leafColumn)
    {
        const int leaf = SwathHierarchy.Leaf;
        var cosine = levels[0].Cosine[(leafRow * levels[0].Columns) + leafColumn];
        var firstColumn = leafColumn * leaf;
        var width = Math.Min(leaf, swath.ColumnCount - firstColumn);
        var endRow = Math.Min(swath.RowCount, (leafRow + 1) * leaf);
        for (var row = leafRow * leaf; row < endRow; row++)
        {
            // Infinite where there is no position.
            var first = (row * swath.ColumnCount) + firstColumn;
            var bounds = query.Bounds(SwathHierarchy.Load(swath.Latitudes, first, width), SwathHierarchy.Load(swath.Longitudes, first, width), cosine);
            for (var near = Vector256.LessThanOrEqual(bounds, Vector256.Create(query.Best)).ExtractMostSignificantBits(); near != 0; near &= near - 1)
                Try(row, firstColumn + BitOperations.TrailingZeroCount(near));
        }
    }

    private readonly void Try(int row, int column)
    {
        var (pixelLatitude, pixelLongitude) = swath[row, column];
        var distance = Sphere.DistanceKm(latitude, longitude, pixelLatitude, pixelLongitude);
        var holds = area is SearchArea.Disc disc
            ? distance <= disc.RadiusKm
            : ((SearchArea.Degrees)area).Holds(latitude, longitude, pixelLatitude, pixelLongitude);
        if (holds) found.Add(new PixelLocation(row, column, distance));
    }
}
