namespace OceanML.Core;

/// <summary>What is known of a column beside its values; null where unknown.</summary>
/// <param name="Unit">UDUNITS unit, e.g. <c>mg m-3</c>; <c>1</c> for a pure number.</param>
/// <param name="StandardName">CF standard name.</param>
/// <param name="LongName">A name for figures and reports.</param>
/// <param name="FlagScheme">For a <c>_qc</c> column: the scheme's name, see <see cref="FlagScheme"/>.</param>
/// <param name="Source">Where the values come from: product, sensor, DOI.</param>
/// <param name="Wavelength">For one band of a spectrum, its wavelength, nm.</param>
public sealed record ColumnMetadata(
    string? Unit = null,
    string? StandardName = null,
    string? LongName = null,
    string? FlagScheme = null,
    string? Source = null,
    double? Wavelength = null)
{
    /// <summary>Nothing known.</summary>
    public static readonly ColumnMetadata None = new();
}
