using OceanML.Core;

namespace OceanML.Formats.Fields;

/// <summary>
/// Values on a coarse grid of tie points, interpolated bilinearly to pixels: angles and weather of OLCI (one tie point every 64 columns),
/// positions of products that give them on tie points alone.
/// </summary>
/// <param name="Values">Values per tie point, row-major; NaN where unknown.</param>
/// <param name="Rows">Rows of tie points.</param>
/// <param name="Columns">Columns of tie points.</param>
/// <param name="RowStep">Pixels from one row of tie points to the next.</param>
/// <param name="ColumnStep">Pixels from one column of tie points to the next.</param>
/// <param name="RowOffset">Pixel row of the first tie point.</param>
/// <param name="ColumnOffset">Pixel column of the first tie point.</param>
internal sealed record TiePointGrid(
    double[] Values,
    int Rows,
    int Columns,
    double RowStep,
    double ColumnStep,
    double RowOffset = 0,
    double ColumnOffset = 0)
{
    /// <summary>The value at a pixel; outside the tie points the outermost two are continued. NaN where a tie point that counts is unknown.</summary>
    public double Linear(int row, int column)
    {
        var cell = Cell(row, column);
        return cell.Mix(Values[cell.A], Values[cell.B], Values[cell.C], Values[cell.D]);
    }

    /// <summary>The same for angles in degrees, by their sines and cosines: between 350 and 10 lies 0. In the range of the tie points, 0..360 or -180..180.</summary>
    public double Angle(int row, int column)
    {
        var cell = Cell(row, column);
        var (sine, cosine) = (cell.Mix(Sine(cell.A), Sine(cell.B), Sine(cell.C), Sine(cell.D)), cell.Mix(Cosine(cell.A), Cosine(cell.B), Cosine(cell.C), Cosine(cell.D)));
        var angle = Math.Atan2(sine, cosine) * 180 / Math.PI;
        return angle < 0 && TurnsTo360 ? angle + 360 : angle;
    }

    /// <summary>Positions of all pixels from those of the tie points, along the sphere: right over the poles and the dateline.</summary>
    /// <param name="latitudes">Latitudes of the tie points.</param>
    /// <param name="longitudes">Longitudes of the tie points, on the same grid.</param>
    /// <param name="rows">Rows of pixels.</param>
    /// <param name="columns">Columns of pixels.</param>
    public static FieldGeometry.Swath Positions(TiePointGrid latitudes, TiePointGrid longitudes, int rows, int columns)
    {
        var vectors = new (double X, double Y, double Z)[latitudes.Values.Length];
        for (var i = 0; i < vectors.Length; i++) vectors[i] = Sphere.UnitVector(latitudes.Values[i], longitudes.Values[i]);
        var (north, east) = (new float[checked(rows * columns)], new float[rows * columns]);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var cell = latitudes.Cell(row, column);
                var (a, b, c, d) = (vectors[cell.A], vectors[cell.B], vectors[cell.C], vectors[cell.D]);
                var (x, y, z) = (cell.Mix(a.X, b.X, c.X, d.X), cell.Mix(a.Y, b.Y, c.Y, d.Y), cell.Mix(a.Z, b.Z, c.Z, d.Z));
                var pixel = (row * columns) + column;
                north[pixel] = (float)(Math.Atan2(z, Math.Sqrt((x * x) + (y * y))) * 180 / Math.PI);
                east[pixel] = (float)(Math.Atan2(y, x) * 180 / Math.PI);
            }
        }

        return new FieldGeometry.Swath(rows, columns, north, east);
    }

    private bool TurnsTo360 { get; } = Values.Any(value => value > 180);

    private double Sine(int i) => Math.Sin(Values[i] * Math.PI / 180);

    private double Cosine(int i) => Math.Cos(Values[i] * Math.PI / 180);

    private Corners Cell(int row, int column)
    {
        var (firstRow, down) = Along(row - RowOffset, RowStep, Rows);
        var (firstColumn, right) = Along(column - ColumnOffset, ColumnStep, Columns);
        var a = (firstRow * Columns) + firstColumn;
        var (nextColumn, nextRow) = (Columns > 1 ? 1 : 0, Rows > 1 ? Columns : 0);
        return new Corners(a, a + nextColumn, a + nextRow, a + nextRow + nextColumn, down, right);
    }

    private static (int First, double Share) Along(double pixel, double step, int count)
    {
        if (count == 1) return (0, 0);
        var first = Math.Clamp((int)Math.Floor(pixel / step), 0, count - 2);
        return (first, (pixel / step) - first);
    }

    // Tie points of no weight do not count: on a tie point the value is its own, whatever its neighbours miss.
    private readonly record struct Corners(int A, int B, int C, int D, double Down, double Right)
    {
        public double Mix(double a, double b, double c, double d) =>
            Part(a, (1 - Down) * (1 - Right)) + Part(b, (1 - Down) * Right) + Part(c, Down * (1 - Right)) + Part(d, Down * Right);

        private static double Part(double value, double weight) => weight == 0 ? 0 : value * weight;
    }
}
