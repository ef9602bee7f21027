namespace OceanML.Core;

/// <summary>A variable of a <see cref="IField"/>.</summary>
/// <param name="Name">Its name in the file, without its group.</param>
/// <param name="Unit">UDUNITS unit, or null.</param>
/// <param name="StandardName">CF standard name, or null.</param>
/// <param name="LongName">Name for figures, or null.</param>
/// <param name="Wavelengths">For a spectral variable, the wavelength of each band, nm; empty for a plain one.</param>
/// <param name="Bands">Length of the band or level dimension; 1 for a plain variable.</param>
/// <param name="Chunk">Rows and columns of a storage chunk, to read whole chunks once; (0, 0) where contiguous.</param>
public sealed record FieldVariable(
    string Name,
    string? Unit,
    string? StandardName,
    string? LongName,
    IReadOnlyList<double> Wavelengths,
    int Bands = 1,
    (int Rows, int Columns) Chunk = default)
{
    /// <summary>Depths, heights or pressures of its bands, where the bands are levels; null else.</summary>
    public VerticalAxis? Vertical { get; init; }

    /// <summary>CF <c>cell_methods</c>: what was done over the time step and the pixel, e.g. <c>time: mean</c>; null where the file does not say.</summary>
    public string? CellMethods { get; init; }

    /// <summary>Whether the values are sums over the time step, as precipitation and radiation of ERA5 are, by the file's own attributes.</summary>
    public bool IsAccumulated { get; init; }

    /// <summary>Column names of its bands in a matchup table: the name alone, or name_wavelength, e.g. <c>Rrs_442.5</c>.</summary>
    public string BandName(int band) =>
        Bands == 1 ? Name
        : Wavelengths.Count == Bands ? FormattableString.Invariant($"{Name}_{Wavelengths[band]:0.###}")
        : FormattableString.Invariant($"{Name}_{band}");
}
