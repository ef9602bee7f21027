using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Finds the cells of points and areas, and their weights.</summary>
internal static class CellChoice
{
    private const double Degree = Math.PI / 180;

    /// <summary>The four cells round a point; null outside the grid, of which the last half cell at an edge counts as inside.</summary>
    /// <remarks>Beyond the last centre, towards an edge or a pole, the value is that of the edge.</remarks>
    public static CellSet? Bilinear(FieldGeometry.Grid grid, GridLocator locator, double latitude, double longitude)
    {
        if (!locator.Contains(latitude, longitude)) return null;
        var (row0, row1, north) = locator.Rows.Bracket(latitude);
        var (column0, column1, east) = locator.Columns.Bracket(longitude);
        (int Index, double Weight)[] rows = Distinct(row0, row1, north);
        (int Index, double Weight)[] columns = Distinct(column0, column1, east);

        // One rectangle, or two where the columns lie on both sides of the seam of the grid.
        var runs = columns is [var a, var b] && b.Index != a.Index + 1 ? new[] { new[] { a }, [b] } : [columns];
        var (boxes, weights) = (new List<FieldWindow>(), new List<double>());
        foreach (var run in runs)
        {
            boxes.Add(new FieldWindow(0, 0, rows[0].Index, run[0].Index, rows.Length, run.Length));
            foreach (var row in rows) weights.AddRange(run.Select(column => row.Weight * column.Weight));
        }

        return new CellSet([.. boxes], [.. weights], null);
    }

    /// <summary>The cells whose centres lie in a box, weighted by their area; null where there is none.</summary>
    public static CellSet? Inside(FieldGeometry geometry, GeoBox box, int period)
    {
        var (rows, columns) = (geometry.Rows, period > 0 ? Math.Min(period, geometry.Columns) : geometry.Columns);
        var (first, last) = (int.MaxValue, -1);
        var used = new bool[columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                if (!Contains(row, column)) continue;
                (first, last) = (Math.Min(first, row), row);
                used[column] = true;
            }
        }

        if (last < 0) return null;
        var area = geometry is FieldGeometry.Grid grid ? GridAreas(grid) : (row, column) => CellArea.OnSphere((FieldGeometry.Swath)geometry, row, column);
        var (boxes, weights) = (new List<FieldWindow>(), new List<double>());
        for (var column = 0; column < columns; column++)
        {
            if (!used[column]) continue;
            var end = column;
            while (end < columns && used[end]) end++;
            boxes.Add(new FieldWindow(0, 0, first, column, last - first + 1, end - column));
            for (var row = first; row <= last; row++)
            {
                for (var at = column; at < end; at++) weights.Add(Contains(row, at) ? area(row, at) : 0);
            }

            column = end;
        }

        return new CellSet([.. boxes], [.. weights], null);

        bool Contains(int row, int column)
        {
            var (latitude, longitude) = geometry[row, column];
            return Sphere.IsPosition(latitude, longitude) && box.Contains(latitude, longitude);
        }
    }

    // In rising order. A cell without weight is none: its missing value would make the result missing.
    private static (int Index, double Weight)[] Distinct(int a, int b, double share) =>
        a == b || share == 0 ? [(a, 1)] : share == 1 ? [(b, 1)] : a < b ? [(a, 1 - share), (b, share)] : [(b, share), (a, 1 - share)];

    // cos(latitude), times the size of the cell where sizes differ. A cell centred on a pole has no area by this rule.
    private static Func<int, int, double> GridAreas(FieldGeometry.Grid grid)
    {
        var cosines = Array.ConvertAll(grid.Latitudes, latitude => Math.Max(0, Math.Cos(latitude * Degree)));
        var heights = CellArea.Sizes(grid.Latitudes);
        var widths = CellArea.Sizes(grid.Longitudes);
        return (row, column) => Math.Max(cosines[row] * heights[row] * widths[column], double.Epsilon);
    }
}
