namespace OceanML.Core;

/// <summary>A rectangle of pixels of one time and one band.</summary>
/// <param name="Time">Index on the field's time axis.</param>
/// <param name="Band">Index of the band or level.</param>
/// <param name="Row">First row.</param>
/// <param name="Column">First column.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
public readonly record struct FieldWindow(int Time, int Band, int Row, int Column, int Rows, int Columns)
{
    /// <summary>Number of pixels.</summary>
    public int Pixels => Rows * Columns;
}
