using System.Numerics;
using System.Runtime.InteropServices;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>
/// Gathers all pixels of a swath in an area round a position. Blocks of the hierarchy are passed over where their box does not meet that of the
/// area; what is left is judged pixel by pixel.
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
    private readonly List<int> numbers;

    private SwathGathering(FieldGeometry.Swath swath, SwathLevel[] levels, double latitude, double longitude, SearchArea area)
    {
        (this.swath, this.levels, this.area) = (swath, levels, area);
        (this.latitude, this.longitude) = (latitude, longitude);
        query = new SwathQuery(latitude, Sphere.NormalizeLongitude(longitude), area is SearchArea.Disc disc ? SwathQuery.Haversine(disc.RadiusKm) : 1);
        if (area is SearchArea.Degrees degrees) query.Reach(degrees.HalfHeight, degrees.HalfWidth);
        (found, numbers) = ([], []);
    }

    /// <summary>All pixels with a position in the area, in row-major order; of those that a cyclic grid repeats, the first.</summary>
    public static PixelLocation[] Within(FieldGeometry.Swath swath, SwathLevel[] levels, int period, double latitude, double longitude, SearchArea area)
    {
        if (levels.Length == 0) return [];
        var gathering = new SwathGathering(swath, levels, latitude, longitude, area);
        gathering.Visit(levels.Length - 1, 0, 0);
        var found = gathering.found;
        MemoryExtensions.Sort(CollectionsMarshal.AsSpan(gathering.numbers), CollectionsMarshal.AsSpan(found));
        return period > 0 ? Distinct(swath, period, found) : [.. found];
    }

    // A grid of an ocean model repeats columns at its seam and rows, mirrored, beyond its northern fold, with the same coordinates.
    private static PixelLocation[] Distinct(FieldGeometry.Swath swath, int period, List<PixelLocation> found)
    {
        var seen = new HashSet<(double, double)>();
        var distinct = new List<PixelLocation>(found.Count);
        foreach (var pixel in found)
        {
            var (latitude, longitude) = swath[pixel.Row, pixel.Column];
            if (pixel.Column < period && seen.Add((latitude, Sphere.NormalizeLongitude(longitude)))) distinct.Add(pixel);
        }

        return [.. distinct];
    }

    private readonly void Visit(int level, int nodeRow, int nodeColumn)
    {
        for (var meeting = levels[level].Meeting(query, nodeRow, nodeColumn); meeting != 0; meeting &= meeting - 1)
        {
            var block = BitOperations.TrailingZeroCount(meeting);
            var row = (nodeRow * SwathLevel.Fan) + (block / SwathLevel.Fan);
            var column = (nodeColumn * SwathLevel.Fan) + (block % SwathLevel.Fan);
            if (level == 0) Scan(row, column);
            else Visit(level - 1, row, column);
        }
    }

    private readonly void Scan(int leafRow, int leafColumn)
    {
        const int leaf = SwathHierarchy.Leaf;
        var firstColumn = leafColumn * leaf;
        var width = swath.ColumnCount - firstColumn;
        var endRow = Math.Min(swath.RowCount, (leafRow + 1) * leaf);
        for (var row = leafRow * leaf; row < endRow; row++)
        {
            var first = (row * swath.ColumnCount) + firstColumn;
            var near = query.Near(SwathHierarchy.Load(swath.Latitudes, first, width), SwathHierarchy.Load(swath.Longitudes, first, width), out _);
            for (; near != 0; near &= near - 1) Try(row, firstColumn + BitOperations.TrailingZeroCount(near));
        }
    }

    private readonly void Try(int row, int column)
    {
        var (pixelLatitude, pixelLongitude) = swath[row, column];
        if (!Sphere.IsPosition(pixelLatitude, pixelLongitude)) return;
        var distance = Sphere.DistanceKm(latitude, longitude, pixelLatitude, pixelLongitude);
        var holds = area is SearchArea.Disc disc
            ? distance <= disc.RadiusKm
            : ((SearchArea.Degrees)area).Holds(latitude, longitude, pixelLatitude, pixelLongitude);
        if (!holds) return;
        found.Add(new PixelLocation(row, column, distance));
        numbers.Add((row * swath.ColumnCount) + column);
    }
}
