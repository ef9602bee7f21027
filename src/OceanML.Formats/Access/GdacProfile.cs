namespace OceanML.Formats.Access;

/// <summary>A profile that was selected, with the files that hold it.</summary>
/// <param name="Name">Platform, cycle, D where descending: 6903247_010.</param>
/// <param name="Synthetic">The synthetic file, everything on one pressure axis; or null.</param>
/// <param name="Core">The core file: pressure, temperature, salinity; or null.</param>
/// <param name="Bio">The biogeochemical file; or null.</param>
public sealed record GdacProfile(string Name, GdacEntry? Synthetic, GdacEntry? Core, GdacEntry? Bio)
{
    /// <summary>The file that is read first: synthetic, else core, else biogeochemical.</summary>
    public GdacEntry Main => Synthetic ?? Core ?? Bio!;

    /// <summary>The files that are read: the synthetic one alone, or core and biogeochemical ones, which are merged.</summary>
    public IReadOnlyList<GdacEntry> Files => Synthetic is not null ? [Synthetic] : Parts;

    /// <summary>What stands in for a synthetic file that is not there.</summary>
    public IReadOnlyList<GdacEntry> Parts => (Core, Bio) switch
    {
        ({ } core, { } bio) => [core, bio],
        ({ } core, null) => [core],
        (null, { } bio) => [bio],
        _ => [],
    };
}
