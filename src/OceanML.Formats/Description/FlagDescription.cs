namespace OceanML.Formats.Description;

/// <summary>A variable of bit flags.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Flags">Name, mask and number of pixels with the flag set.</param>
/// <param name="Pixels">Number of pixels looked at.</param>
/// <param name="Excluded">Flags that the default rule of the product leaves out.</param>
/// <param name="Required">Flags one of which the default rule requires.</param>
/// <param name="Passing">Number of pixels that pass the default rule; null where the product has none.</param>
/// <param name="Source">Where the default rule comes from, or null.</param>
public sealed record FlagDescription(
    string Name,
    IReadOnlyList<(string Name, ulong Mask, long Count)> Flags,
    long Pixels,
    IReadOnlyList<string> Excluded,
    IReadOnlyList<string> Required,
    long? Passing,
    string? Source)
{
    /// <summary>Flags that leave pixels of some variables out as well: pattern of variables to flags.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ExcludedFor { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Flags of pixels that do not count in the share of valid pixels.</summary>
    public IReadOnlyList<string> Uncounted { get; init; } = [];
}
