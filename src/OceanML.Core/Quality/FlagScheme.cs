namespace OceanML.Core;

/// <summary>A quality flag scheme: single characters and what they mean.</summary>
/// <param name="Name">Short name written in files: argo, seadatanet, qartod, iode, woce.</param>
/// <param name="Meanings">Meaning per flag character.</param>
/// <param name="Good">The flags whose values may be used for science and for matchups.</param>
/// <param name="Source">The vocabulary, e.g. its NVS address.</param>
public sealed record FlagScheme(string Name, IReadOnlyDictionary<char, string> Meanings, string Good, string Source)
{
    /// <summary>Argo reference table 2; usable: 1 good, 2 probably good, 5 changed, 8 estimated (manual 10.13155/33951).</summary>
    public static readonly FlagScheme Argo = new(
        "argo",
        new Dictionary<char, string>
        {
            ['0'] = "no quality control",
            ['1'] = "good",
            ['2'] = "probably good",
            ['3'] = "probably bad, correctable",
            ['4'] = "bad",
            ['5'] = "changed",
            ['8'] = "estimated",
            ['9'] = "missing",
        },
        "1258",
        "http://vocab.nerc.ac.uk/collection/RR2/");

    /// <summary>Whether a flag says that the value may be used; a missing flag does not forbid it.</summary>
    public bool IsGood(string? flag) => string.IsNullOrEmpty(flag) || Good.Contains(flag[0], StringComparison.Ordinal);
}
