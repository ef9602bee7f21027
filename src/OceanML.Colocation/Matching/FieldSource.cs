using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>A field that can be opened when its turn comes.</summary>
/// <param name="Name">Name of the file in matchup rows and messages; ties are broken by it.</param>
/// <param name="Open">Opens it.</param>
/// <param name="Checksum">SHA-256 of its bytes, lower-case hexadecimal, asked once and only for fields with a matchup; null where there is none.</param>
public sealed record FieldSource(string Name, Func<IField> Open, Func<string?>? Checksum = null)
{
    /// <summary>What its time steps cover together, from a catalogue: a field that cannot match in time is not opened. Null where it is to be looked up.</summary>
    public TimeInterval? Covers { get; init; }

    /// <summary>Where its pixels are, from a catalogue: a field that holds no observation is not opened. Null where it is to be looked up.</summary>
    public GeoBox? Extent { get; init; }
}
