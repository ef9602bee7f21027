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
    IReadOnlyList<string> Required);
