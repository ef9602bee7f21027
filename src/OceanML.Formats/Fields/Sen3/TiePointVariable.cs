using OceanML.Core;

namespace OceanML.Formats.Fields.Sen3;

/// <summary>A variable that a product gives on tie points, as one of the pixels.</summary>
/// <param name="Description">Its name and unit.</param>
/// <param name="Value">The value at a row and column; reads the tie points when first asked.</param>
internal sealed record TiePointVariable(FieldVariable Description, Func<int, int, double> Value)
{
    public void Read(FieldWindow window, Span<double> values)
    {
        for (var row = 0; row < window.Rows; row++)
        {
            for (var column = 0; column < window.Columns; column++)
                values[(row * window.Columns) + column] = Value(window.Row + row, window.Column + column);
        }
    }
}
