namespace OceanML.Core;

/// <summary>The one list of variables that readers, help texts, wrappers and tests draw from.</summary>
public sealed class Vocabulary(IReadOnlyList<VocabularyEntry> entries)
{
    private readonly Dictionary<string, VocabularyEntry> byAnyName = Index(entries);

    /// <summary>All entries, in file order.</summary>
    public IReadOnlyList<VocabularyEntry> Entries { get; } = entries;

    /// <summary>The entry of a canonical name, CF standard name or alias of any source (case ignored), or null.</summary>
    public VocabularyEntry? Find(string name) => byAnyName.GetValueOrDefault(name);

    /// <summary>The entry of the name of a column, behind which a unit may stand in brackets: <c>temperature (degC)</c>.</summary>
    public VocabularyEntry? FindColumn(string name) => Find(name) ?? (Unbracketed(name) is { } bare ? Find(bare) : null);

    /// <summary>The name of a column without the bracket at its end; null where it has none.</summary>
    public static string? Unbracketed(string name)
    {
        var trimmed = name.AsSpan().TrimEnd();
        if (trimmed.IsEmpty || trimmed[^1] is not (')' or ']')) return null;
        var open = trimmed.LastIndexOf(trimmed[^1] == ')' ? '(' : '[');
        return open > 0 ? trimmed[..open].Trim().ToString() : null;
    }

    private static Dictionary<string, VocabularyEntry> Index(IReadOnlyList<VocabularyEntry> entries)
    {
        var index = new Dictionary<string, VocabularyEntry>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in entries) index.TryAdd(entry.Name, entry);
        foreach (var entry in entries)
        {
            if (entry.StandardName is { } standardName) index.TryAdd(standardName, entry);
            foreach (var alias in entry.Aliases.Values.SelectMany(names => names)) index.TryAdd(alias, entry);
        }

        return index;
    }
}
