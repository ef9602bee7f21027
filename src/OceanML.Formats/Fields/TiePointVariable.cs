using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Fields;

/// <summary>A variable that a product gives on tie points, as one of the pixels.</summary>
/// <param name="Description">Its name and unit.</param>
/// <param name="Value">The value at a row and column; reads the tie points when first asked.</param>
internal sealed record TiePointVariable(FieldVariable Description, Func<int, int, double> Value)
{
    /// <summary>Whether a variable turns through 360 degrees.</summary>
    public static bool IsAzimuth(NetCdfVariable variable) =>
        variable.Name is "SAA" or "OAA" or "sun_azimuth" or "view_azimuth" or "sat_azimuth"
        || variable.StandardName?.Contains("azimuth", StringComparison.Ordinal) == true;

    /// <summary>Interpolates a window, row-major.</summary>
    public void Read(FieldWindow window, Span<double> values)
    {
        for (var row = 0; row < window.Rows; row++)
        {
            for (var column = 0; column < window.Columns; column++)
                values[(row * window.Columns) + column] = Value(window.Row + row, window.Column + column);
        }
    }
}
