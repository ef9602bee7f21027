namespace OceanML.Core;

/// <summary>The one list of variables that readers, help texts, wrappers and tests draw from.</summary>
public sealed class Vocabulary(IReadOnlyList<VocabularyEntry> entries)
{
    private readonly Dictionary<string, VocabularyEntry> byAnyName = Index(entries);

    /// <summary>All entries, in file order.</summary>
    public IReadOnlyList<VocabularyEntry> Entries { get; } = entries;

    /// <summary>The entry of a canonical name, CF standard name or alias of any source (case ignored), or null.</summary>
    public VocabularyEntry? Find(string name) => byAnyName.GetValueOrDefault(name);

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
