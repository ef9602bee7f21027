using System.Runtime.CompilerServices;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>
/// Finds the pixel of a swath, or of a curvilinear grid, whose centre is nearest to a position on the sphere: across the dateline, over the poles,
/// with gaps in the coordinates and with scans that overlap (bow-tie).
/// </summary>
/// <remarks>
/// No tree over pixels is built. Blocks of 8 x 8 pixels, 64 x 64 and so on carry a box in latitude and longitude; a query descends into the
/// blocks that can hold a nearer pixel than the best so far, the most promising first. A block or a pixel is passed over only where it lies
/// outside the box round the circle of that distance, and what is left is compared by its haversine, so the answer is the same as that of trying every pixel. Of
/// pixels at the same distance the first in row-major order is taken.
/// </remarks>
public sealed class SwathLocator : PixelLocator
{
    // One of each pair of opposite neighbours; the diagonals, which nearly always decide, first.
    private static readonly (int Down, int Across)[] Directions = [(1, 1), (1, -1), (1, 0), (0, 1)];

    private readonly FieldGeometry.Swath swath;
    private readonly SwathSearch search;
    private readonly double farthest;

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
        search = new SwathSearch(swath, threads);
        Period = SwathSeam.Period(swath);
        farthest = radiusKm is { } radius ? SwathQuery.Haversine(radius) : 1;
    }

    /// <inheritdoc/>
    public override int Period { get; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override PixelLocation Locate(double latitude, double longitude)
    {
        if (!IsOnEarth(latitude, longitude)) return PixelLocation.None(double.NaN);
        var query = new SwathQuery(latitude, Sphere.NormalizeLongitude(longitude), farthest);
        search.Run(ref query);
        if (query.Pixel < 0 && RadiusKm is not null)
        {
            // Nothing within the radius: how far the nearest pixel is.
            query = new SwathQuery(latitude, Sphere.NormalizeLongitude(longitude), 1);
            search.Run(ref query);
        }

        if (query.Pixel < 0) return PixelLocation.None(double.NaN);
        var (row, column) = Math.DivRem(query.Pixel, swath.ColumnCount);
        if (Period > 0) column %= Period;
        var distance = query.DistanceKm;
        var near = RadiusKm is { } radius ? distance <= radius : IsWithin(row, column, distance);
        return near ? new PixelLocation(row, column, distance) : PixelLocation.None(distance);
    }

    /// <inheritdoc/>
    public override PixelLocation[] Within(double latitude, double longitude, SearchArea area)
    {
        ArgumentNullException.ThrowIfNull(area);
        return IsOnEarth(latitude, longitude) ? SwathGathering.Within(swath, search.Levels, Period, latitude, longitude, area) : [];
    }

    // Whether a distance from the centre of a pixel is at most half that to a neighbour, in any of the four directions.
    private bool IsWithin(int row, int column, double distanceKm)
    {
        foreach (var (down, across) in Directions)
        {
            // Of two opposite neighbours the nearer counts: the other one may lie beyond a gap. Comparisons with NaN are false.
            var (ahead, behind) = (NeighbourKm(row, column, down, across), NeighbourKm(row, column, -down, -across));
            var apart = ahead <= behind || double.IsNaN(behind) ? ahead : behind;
            if (distanceKm <= apart / 2) return true;
        }

        return distanceKm == 0;
    }

    // Distance to a neighbour, also across the seam of a cyclic grid; NaN where there is none.
    private double NeighbourKm(int row, int column, int down, int across)
    {
        var (r, c) = (row + down, column + across);
        if (Period > 0) c = (c + Period) % Period;
        if (r < 0 || c < 0 || r >= swath.RowCount || c >= swath.ColumnCount) return double.NaN;
        var (latitude, longitude) = swath[row, column];
        var neighbour = swath[r, c];
        return Sphere.IsPosition(neighbour.Latitude, neighbour.Longitude)
            ? Sphere.DistanceKm(latitude, longitude, neighbour.Latitude, neighbour.Longitude)
            : double.NaN;
    }

    private protected override int[]? Order(double[] latitudes, double[] longitudes) => SpatialOrder.Of(latitudes, longitudes);
}
