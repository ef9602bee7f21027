using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Finds the cell of a rectilinear grid that contains a position, or the cell nearest to a position outside the grid.</summary>
/// <remarks>
/// A position within the grid belongs to the cell that contains it, with a radius too: near the poles the centre of the cell above or below may be nearer
/// on the sphere by some metres. Outside the grid the nearest centre on the sphere counts.
/// </remarks>
public sealed class GridLocator : PixelLocator
{
    // Degrees by which the cells tried for a disc exceed it: the square roots and arcs of rounded numbers are good to less.
    private const double DiscRounding = 2e-6;

    private readonly FieldGeometry.Grid grid;
    private readonly GridAxis rows;
    private readonly GridAxis columns;

    /// <summary>Prepares a grid.</summary>
    /// <param name="grid">One latitude per row, one longitude per column, degrees.</param>
    /// <param name="radiusKm">Greatest distance to a cell centre, km; null for "within the cell".</param>
    /// <exception cref="OceanException">An axis is empty, not monotonic or holds missing values.</exception>
    public GridLocator(FieldGeometry.Grid grid, double? radiusKm = null)
        : base(radiusKm)
    {
        ArgumentNullException.ThrowIfNull(grid);
        this.grid = grid;
        rows = GridAxis.Latitude(grid.Latitudes);
        columns = GridAxis.Longitude(grid.Longitudes);

        // A single row or column has no step of its own; its cells are taken to be square in degrees.
        if (rows.Length == 1 && columns.Length > 1) rows = GridAxis.Latitude(grid.Latitudes, columns.FirstStep);
        if (columns.Length == 1 && rows.Length > 1) columns = GridAxis.Longitude(grid.Longitudes, rows.FirstStep);
    }

    /// <inheritdoc/>
    public override int Period => columns.Period;

    /// <summary>The axis of the rows.</summary>
    internal GridAxis Rows => rows;

    /// <summary>The axis of the columns.</summary>
    internal GridAxis Columns => columns;

    /// <summary>Whether a cell contains the position.</summary>
    internal bool Contains(double latitude, double longitude)
    {
        if (!IsOnEarth(latitude, longitude)) return false;
        rows.Nearest(latitude, out var insideRow);
        columns.Nearest(longitude, out var insideColumn);
        return insideRow && insideColumn;
    }

    /// <inheritdoc/>
    public override PixelLocation Locate(double latitude, double longitude)
    {
        if (!IsOnEarth(latitude, longitude)) return PixelLocation.None(double.NaN);
        var row = rows.Nearest(latitude, out var insideRow);
        var column = columns.Nearest(longitude, out var insideColumn);
        var distance = Sphere.DistanceKm(latitude, longitude, grid.Latitudes[row], grid.Longitudes[column]);
        if (!insideRow || !insideColumn) (row, distance) = NearestOnMeridian(latitude, longitude, column, row, distance);
        var near = RadiusKm is { } radius ? distance <= radius : insideRow && insideColumn;
        return near ? new PixelLocation(row, column, distance) : PixelLocation.None(distance);
    }

    /// <inheritdoc/>
    public override PixelLocation[] Within(double latitude, double longitude, SearchArea area)
    {
        ArgumentNullException.ThrowIfNull(area);
        if (!IsOnEarth(latitude, longitude)) return [];
        var found = new List<PixelLocation>();
        var (rowsNear, columnsNear) = (new List<int>(), new List<int>());
        rows.AddWithin(latitude, HalfHeight(area), rowsNear);
        foreach (var row in rowsNear)
        {
            columnsNear.Clear();
            columns.AddWithin(longitude, HalfWidth(area, latitude, grid.Latitudes[row]), columnsNear);
            foreach (var column in columnsNear)
            {
                var distance = Sphere.DistanceKm(latitude, longitude, grid.Latitudes[row], grid.Longitudes[column]);
                if (area is not SearchArea.Disc disc || distance <= disc.RadiusKm) found.Add(new PixelLocation(row, column, distance));
            }
        }

        return [.. found];
    }

    // In every row the nearest centre is that of the meridian nearest to the position. Along this meridian the cosine of the distance is proportional to
    // cos(row - peak), greatest at the row nearest to the peak, or at an end of the axis where the peak is beyond a pole.
    private (int Row, double Distance) NearestOnMeridian(double latitude, double longitude, int column, int row, double distance)
    {
        const double degree = Math.PI / 180;
        var (sine, cosine) = Math.SinCos(latitude * degree);
        var peak = Math.Atan2(sine, cosine * Math.Cos((grid.Longitudes[column] - longitude) * degree)) / degree;
        foreach (var candidate in (ReadOnlySpan<int>)[rows.Nearest(peak, out _), 0, rows.Length - 1])
        {
            var other = Sphere.DistanceKm(latitude, longitude, grid.Latitudes[candidate], grid.Longitudes[column]);
            if (other < distance) (row, distance) = (candidate, other);
        }

        return (row, distance);
    }

    // Degrees of latitude in which pixels of the area may lie; a little more for a disc, where the distance decides.
    private static double HalfHeight(SearchArea area) => area switch
    {
        SearchArea.Degrees degrees => degrees.HalfHeight + SearchArea.Degrees.Rounding,
        SearchArea.Disc disc => (disc.RadiusKm / Sphere.RadiusKm * 180 / Math.PI) + DiscRounding,
        _ => throw new ArgumentException("an area is a disc or a box in degrees", nameof(area)),
    };

    // Degrees of longitude in which pixels of a row may lie: the haversine solved for the difference of longitude; all of them where the disc holds the pole.
    private static double HalfWidth(SearchArea area, double latitude, double rowLatitude)
    {
        if (area is SearchArea.Degrees degrees) return degrees.HalfWidth + SearchArea.Degrees.Rounding;
        const double degree = Math.PI / 180;
        var radius = Math.Min(Math.PI, ((SearchArea.Disc)area).RadiusKm / Sphere.RadiusKm);
        var left = Math.Max(0, Math.Pow(Math.Sin(radius / 2), 2) - Math.Pow(Math.Sin((rowLatitude - latitude) * degree / 2), 2));
        var cosines = Math.Cos(latitude * degree) * Math.Cos(rowLatitude * degree);
        return left < cosines ? (2 * Math.Asin(Math.Sqrt(left / cosines)) / degree) + DiscRounding : 180;
    }
}
