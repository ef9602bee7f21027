namespace OceanML.Formats.Access;

/// <summary>What a selection found in an index.</summary>
/// <param name="Kind">What the files hold.</param>
/// <param name="Updated">When the index was made, by its own words, UTC microseconds; missing where it does not tell.</param>
/// <param name="Entries">The profiles selected, each once, in the order of the index.</param>
/// <param name="Coverage">What the whole index covers.</param>
/// <param name="Refused">Number of profiles not selected, by reason; <c>malformed_line</c> counts lines that are not entries.</param>
/// <param name="Duplicates">Profiles for which a second file was left out: kept file and left-out file.</param>
/// <param name="FromCache">Whether the cache of an earlier run was searched instead of the text.</param>
/// <param name="Warning">Why the cache could not be written, or null.</param>
public sealed record GdacIndexResult(
    GdacIndexKind Kind,
    long Updated,
    IReadOnlyList<GdacEntry> Entries,
    GdacCoverage Coverage,
    IReadOnlyDictionary<string, int> Refused,
    IReadOnlyList<(string Kept, string LeftOut)> Duplicates,
    bool FromCache = false,
    string? Warning = null);
