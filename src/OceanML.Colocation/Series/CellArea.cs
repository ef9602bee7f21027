using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Relative areas of cells, from their centres.</summary>
internal static class CellArea
{
    private const double Uniform = 0.02;

    /// <summary>Sizes of the cells of an axis, in units of their mean; exactly 1 where they are all the same within 2 percent.</summary>
    public static double[] Sizes(double[] centres)
    {
        var sizes = new double[centres.Length];
        Array.Fill(sizes, 1);
        if (centres.Length < 3) return sizes;
        for (var i = 0; i < sizes.Length; i++)
        {
            var (before, after) = (Math.Max(0, i - 1), Math.Min(centres.Length - 1, i + 1));
            sizes[i] = Math.Abs(Math.IEEERemainder(centres[after] - centres[before], 360)) / (after - before);
        }

        var mean = sizes.Average();
        if (!(mean > 0) || Array.TrueForAll(sizes, size => Math.Abs((size / mean) - 1) < Uniform))
        {
            Array.Fill(sizes, 1);
            return sizes;
        }

        return Array.ConvertAll(sizes, size => size / mean);
    }

    /// <summary>Area of a cell of a curvilinear grid: the parallelogram of the steps to its neighbours, on the unit sphere; tiny where neighbours are unknown.</summary>
    public static double OnSphere(FieldGeometry.Swath grid, int row, int column)
    {
        var along = Step(grid, row, column, 1, 0);
        var across = Step(grid, row, column, 0, 1);
        var (x, y, z) = ((along.Y * across.Z) - (along.Z * across.Y), (along.Z * across.X) - (along.X * across.Z), (along.X * across.Y) - (along.Y * across.X));
        return Math.Max(Math.Sqrt((x * x) + (y * y) + (z * z)), double.Epsilon);
    }

    private static (double X, double Y, double Z) Step(FieldGeometry.Swath grid, int row, int column, int rows, int columns)
    {
        var (r0, c0) = (Math.Max(0, row - rows), Math.Max(0, column - columns));
        var (r1, c1) = (Math.Min(grid.Rows - 1, row + rows), Math.Min(grid.Columns - 1, column + columns));
        var steps = r1 - r0 + c1 - c0;
        var (a, b) = (grid[r0, c0], grid[r1, c1]);
        if (steps == 0 || !Sphere.IsPosition(a.Latitude, a.Longitude) || !Sphere.IsPosition(b.Latitude, b.Longitude)) return default;
        var (from, to) = (Sphere.UnitVector(a.Latitude, a.Longitude), Sphere.UnitVector(b.Latitude, b.Longitude));
        return ((to.X - from.X) / steps, (to.Y - from.Y) / steps, (to.Z - from.Z) / steps);
    }
}
