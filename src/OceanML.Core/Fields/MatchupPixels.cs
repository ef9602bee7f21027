namespace OceanML.Core;

/// <summary>The pixels of one variable round every matchup, as the field holds them: before masks, outliers and limits.</summary>
/// <param name="Name">Its name in the field.</param>
/// <param name="Metadata">Unit, CF name, product.</param>
/// <param name="Wavelengths">Wavelength per band, nm; empty for a plain variable.</param>
/// <param name="Bands">Number of bands; 1 for a plain variable.</param>
/// <param name="Values">[matchup, row, column, band], NaN where missing.</param>
public sealed record MatchupPixels(string Name, ColumnMetadata Metadata, IReadOnlyList<double> Wavelengths, int Bands, float[] Values)
{
    /// <summary>Per band the column of the matchup table that holds its mean; its other statistics follow it as <c>_median</c>, <c>_sd</c>, <c>_n</c>, <c>_cv</c> and <c>_centre</c>.</summary>
    public required IReadOnlyList<string> Columns { get; init; }
}
