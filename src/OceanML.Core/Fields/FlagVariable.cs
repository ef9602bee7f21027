namespace OceanML.Core;

/// <summary>Bit flags of a field: which pixels are land, cloud, glint…</summary>
/// <param name="Name">Its name in the file, e.g. <c>l2_flags</c>, <c>WQSF</c>.</param>
/// <param name="Masks">Bit mask per flag name, from the file's own flag_masks and flag_meanings; 64-bit unsigned.</param>
/// <param name="Excluded">Flags that the product's description masks by default in a matchup.</param>
/// <param name="Required">Flags one of which must be set (e.g. WATER or INLAND_WATER); empty where nothing is required.</param>
public sealed record FlagVariable(
    string Name,
    IReadOnlyDictionary<string, ulong> Masks,
    IReadOnlyList<string> Excluded,
    IReadOnlyList<string> Required)
{
    /// <summary>Flags of pixels that are no water at all or have no position (LAND, NAVFAIL): they do not count in the share of valid pixels.</summary>
    public IReadOnlyList<string> Uncounted { get; init; } = [];

    /// <summary>
    /// Flags that mask some variables only, e.g. CHLFAIL for chlor_a: pattern of variable names (<c>*</c>, <c>?</c>) to flag names. They come on top of
    /// <see cref="Excluded"/>.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ExcludedFor { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}
