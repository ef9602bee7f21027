using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Gradients on a grid of latitudes and longitudes, read with the neighbouring rows.</summary>
internal static class FieldGradient
{
    /// <summary>The gradient on some whole rows: centred differences, one-sided at the edge of the grid, across its seam where it goes round the Earth.</summary>
    public static double[] Read(IField field, FieldFeature.Gradient gradient, FieldWindow window)
    {
        var grid = (FieldGeometry.Grid)field.Geometry;
        var (above, below) = (window.Row > 0 ? 1 : 0, window.Row + window.Rows < grid.Rows ? 1 : 0);
        var (columns, rows) = (window.Columns, window.Rows + above + below);
        var values = new double[rows * columns];
        field.Read(gradient.Source.Variable.Name, new FieldWindow(window.Time, gradient.Source.Band, window.Row - above, 0, rows, columns), values);
        var result = new double[window.Pixels];
        var goesRound = GoesRound(grid.Longitudes);
        for (var row = 0; row < window.Rows; row++)
        {
            for (var column = 0; column < columns; column++)
                result[(row * columns) + column] = gradient.IsEastward ? Eastward(row + above, column) : Northward(row + above, column);
        }

        return result;

        double Eastward(int row, int column)
        {
            var (west, east) = (column > 0 ? column - 1 : goesRound ? columns - 1 : column, column < columns - 1 ? column + 1 : goesRound ? 0 : column);
            var degrees = Math.IEEERemainder(grid.Longitudes[east] - grid.Longitudes[west], 360);
            var metres = degrees * GridGradient.MetresPerDegree * Math.Cos(grid.Latitudes[window.Row - above + row] * Math.PI / 180);
            return metres == 0 ? double.NaN : (values[(row * columns) + east] - values[(row * columns) + west]) / metres;
        }

        double Northward(int row, int column)
        {
            var (first, last) = (Math.Max(0, row - 1), Math.Min(rows - 1, row + 1));
            var metres = (grid.Latitudes[window.Row - above + last] - grid.Latitudes[window.Row - above + first]) * GridGradient.MetresPerDegree;
            return metres == 0 ? double.NaN : (values[(last * columns) + column] - values[(first * columns) + column]) / metres;
        }
    }

    private static bool GoesRound(double[] longitudes)
    {
        if (longitudes.Length < 4) return false;
        var step = (longitudes[^1] - longitudes[0]) / (longitudes.Length - 1);
        return Math.Abs(Math.Abs(step * longitudes.Length) - 360) < Math.Abs(step) / 2;
    }
}
