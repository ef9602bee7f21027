namespace OceanML.Quality;

/// <summary>How a table is brought to canonical names and units.</summary>
public sealed record HarmonisingOptions
{
    /// <summary>What is done unless asked otherwise.</summary>
    public static readonly HarmonisingOptions Default = new();

    /// <summary>
    /// Density of sea water (kg m-3) for rows without usable temperature and salinity, e.g. 1025; null for none, and values per litre then stay per
    /// litre.
    /// </summary>
    public double? Density { get; init; }
}
