namespace OceanML.Learning;

/// <summary>
/// Gradients on a grid of latitudes and longitudes, per metre, as Sonnewald and Lguensat (2021, doi:10.1029/2021MS002496) take them: centred
/// differences of second order (one-sided at the rim of the grid), a fixed length per degree, and the cosine of the latitude in x.
/// </summary>
public static class GridGradient
{
    /// <summary>Metres per degree of latitude.</summary>
    public const double MetresPerDegree = 1.111774765625e5;

    /// <summary>Computes both components.</summary>
    /// <param name="values">Cells, row of latitude by row; NaN where missing.</param>
    /// <param name="grid">Latitudes and longitudes, evenly spaced or not, rising or falling.</param>
    /// <param name="dx">Receives the eastward gradient; NaN where a neighbour is missing and at the poles. A grid that goes round the Earth has no rim in x.</param>
    /// <param name="dy">Receives the northward gradient.</param>
    public static void Of(ReadOnlySpan<double> values, FieldGrid grid, Span<double> dx, Span<double> dy)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var (latitudes, longitudes) = (grid.Latitudes, grid.Longitudes);
        var (rows, columns, round) = (latitudes.Length, longitudes.Length, grid.GoesRound);
        for (var row = 0; row < rows; row++)
        {
            var circle = Math.Abs(latitudes[row]) >= 90 - 1e-9 ? double.NaN : MetresPerDegree * Math.Cos(latitudes[row] * Math.PI / 180);
            for (var column = 0; column < columns; column++)
            {
                var at = (row * columns) + column;
                var (west, east) = round ? ((column + columns - 1) % columns, (column + 1) % columns) : (Math.Max(column - 1, 0), Math.Min(column + 1, columns - 1));
                dx[at] = columns < 2 ? double.NaN : Slope(
                    values[at - column + west], values[at], values[at - column + east], Degrees(longitudes[west], longitudes[column]), Degrees(longitudes[column], longitudes[east])) / circle;
                var (before, after) = (Math.Max(row - 1, 0), Math.Min(row + 1, rows - 1));
                dy[at] = rows < 2 ? double.NaN : Slope(
                    values[(before * columns) + column], values[at], values[(after * columns) + column], latitudes[row] - latitudes[before], latitudes[after] - latitudes[row]) / MetresPerDegree;
            }
        }
    }

    /// <summary>The slope at the middle of three points, exact for a parabola; of two points where one side has no length.</summary>
    private static double Slope(double before, double here, double after, double lengthBefore, double lengthAfter)
    {
        if (lengthBefore == 0) return (after - here) / lengthAfter;
        if (lengthAfter == 0) return (here - before) / lengthBefore;
        if (lengthBefore == lengthAfter) return double.IsNaN(here) ? double.NaN : (after - before) / (2 * lengthBefore);
        var (a, b) = (lengthBefore, lengthAfter);
        return ((a * a * after) + (((b * b) - (a * a)) * here) - (b * b * before)) / (a * b * (a + b));
    }

    private static double Degrees(double from, double to)
    {
        var difference = to - from;
        return difference > 180 ? difference - 360 : difference < -180 ? difference + 360 : difference;
    }
}
