using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Finds the cell of a rectilinear grid that contains a position.</summary>
public sealed class GridLocator : PixelLocator
{
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

    /// <inheritdoc/>
    public override PixelLocation Locate(double latitude, double longitude)
    {
        if (!(latitude is >= -90 and <= 90) || !double.IsFinite(longitude)) return PixelLocation.None(double.NaN);
        var row = rows.Nearest(latitude, out var insideRow);
        var column = columns.Nearest(longitude, out var insideColumn);
        var distance = Sphere.DistanceKm(latitude, longitude, grid.Latitudes[row], grid.Longitudes[column]);
        var near = RadiusKm is { } radius ? distance <= radius : insideRow && insideColumn;
        return near ? new PixelLocation(row, column, distance) : PixelLocation.None(distance);
    }
}
