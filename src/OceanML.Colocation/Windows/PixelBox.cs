namespace OceanML.Colocation;

/// <summary>A rectangle of pixels on one time step of a field; may reach beyond its edges.</summary>
/// <param name="Time">Index on the field's time axis.</param>
/// <param name="Row">First row; may be negative.</param>
/// <param name="Column">First column; may be negative.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
public readonly record struct PixelBox(int Time, int Row, int Column, int Rows, int Columns)
{
    /// <summary>Number of pixels.</summary>
    public int Pixels => Rows * Columns;

    /// <summary>The N x N pixels round a pixel.</summary>
    /// <param name="time">Index on the field's time axis.</param>
    /// <param name="row">Row of the centre.</param>
    /// <param name="column">Column of the centre.</param>
    /// <param name="size">Odd number of rows and columns.</param>
    public static PixelBox Around(int time, int row, int column, int size) => new(time, row - (size / 2), column - (size / 2), size, size);

    /// <summary>Whether all pixels exist in a field of so many rows and columns.</summary>
    /// <param name="rows">Rows of the field.</param>
    /// <param name="columns">Columns of the field.</param>
    /// <param name="period">Columns after which the field repeats itself; 0 where it does not.</param>
    public bool IsInside(int rows, int columns, int period) =>
        Row >= 0 && Row + Rows <= rows && (period > 0 || (Column >= 0 && Column + Columns <= columns));

    /// <summary>Whether the columns are neighbours in the file: no edge and no wrap within the box.</summary>
    internal bool IsContiguous(int rows, int columns) => Row >= 0 && Row + Rows <= rows && Column >= 0 && Column + Columns <= columns;
}
