namespace OceanML.Figures;

/// <summary>Counts of points in hexagons, which fill a plane without the stripes that squares make (Carr et al. 1987, doi:10.1080/01621459.1987.10478445).</summary>
internal static class Hexagons
{
    /// <summary>Counts points per hexagon (pointed ends up and down).</summary>
    /// <param name="x">Positions, cm.</param>
    /// <param name="y">Positions, cm.</param>
    /// <param name="radius">Distance from centre to corner, cm.</param>
    /// <returns>Centres and counts, ordered by row and column.</returns>
    public static IReadOnlyList<(double X, double Y, int Count)> Count(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double radius)
    {
        var (across, up) = (Math.Sqrt(3) * radius, 1.5 * radius);
        var counts = new SortedDictionary<(int Row, int Column), int>();
        for (var i = 0; i < x.Length; i++)
        {
            var nearRow = (int)Math.Round(y[i] / up);
            var best = (Row: 0, Column: 0);
            var least = double.PositiveInfinity;
            for (var row = nearRow - 1; row <= nearRow + 1; row++)
            {
                var shift = (row & 1) == 0 ? 0 : across / 2;
                var column = (int)Math.Round((x[i] - shift) / across);
                var (dx, dy) = (x[i] - shift - (column * across), y[i] - (row * up));
                var distance = (dx * dx) + (dy * dy);
                if (distance >= least) continue;
                least = distance;
                best = (row, column);
            }

            counts[best] = counts.GetValueOrDefault(best) + 1;
        }

        return [.. counts.Select(pair => ((pair.Key.Column * across) + ((pair.Key.Row & 1) == 0 ? 0 : across / 2), pair.Key.Row * up, pair.Value))];
    }

    /// <summary>The corners of a hexagon.</summary>
    public static IReadOnlyList<(double X, double Y)> Corners(double x, double y, double radius)
    {
        var corners = new (double X, double Y)[6];
        for (var i = 0; i < 6; i++)
        {
            var (sin, cos) = Math.SinCos(Math.PI / 3 * (i + 0.5));
            corners[i] = (x + (radius * cos), y + (radius * sin));
        }

        return corners;
    }
}
