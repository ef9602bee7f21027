using OceanML.Core;
using OceanML.Formats.Vocabularies;
using OceanML.Quality;

namespace OceanML.Steps;

/// <summary>
/// The variables asked for, over files of many kinds: by canonical name, by the name of the source, by any alias of the vocabulary, or by
/// pattern. Each must be in one file at least.
/// </summary>
internal sealed class VariableChoice(IReadOnlyList<string> asked)
{
    private static readonly string[] Places =
        ["platform", "profile", "cycle", "direction", "data_mode", "sampling", "level", "time", "time_qc", "latitude", "longitude", "position_qc", "depth", "pressure", "wavelength"];

    private readonly HashSet<string> found = new(StringComparer.Ordinal);
    private readonly SortedSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>Whether any was asked for; if not, all are kept.</summary>
    public bool IsGiven => asked.Count > 0;

    /// <summary>Whether a column says where, when and who.</summary>
    public static bool IsPlace(string name) => Places.Contains(name);

    /// <summary>Those of the names that are asked for as they stand.</summary>
    public IReadOnlyList<string> Among(IReadOnlyList<string> names) => [.. names.Where(name => asked.Any(pattern => NamePattern.Matches(pattern, name)))];

    /// <summary>The names of the columns to keep, places and companions among them; null where no variable of the table was asked for.</summary>
    /// <param name="table">The table, harmonised or not.</param>
    /// <param name="targets">The names that columns of the file have in the table.</param>
    public IReadOnlySet<string>? Of(Table table, IReadOnlyDictionary<string, IReadOnlyList<string>> targets)
    {
        var former = targets.SelectMany(pair => pair.Value.Select(target => (target, pair.Key))).ToLookup(pair => pair.target, pair => pair.Key, StringComparer.Ordinal);
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in table.Columns.Where(column => !Companions.IsCompanion(column.Name, table.Has)))
        {
            seen.Add(column.Name);
            foreach (var pattern in asked)
            {
                var canonical = VocabularyFile.Load().Find(pattern)?.Name;
                if (column.Name != canonical && !NamePattern.Matches(pattern, column.Name) && !former[column.Name].Any(name => NamePattern.Matches(pattern, name))) continue;
                chosen.Add(column.Name);
                found.Add(pattern);
            }
        }

        if (chosen.Count == 0) return null;
        return table.Names.Where(name => chosen.Contains(name) || Places.Contains(name) || Places.Any(place => Companions.Ending(name, place) is not null) || chosen.Any(variable => Companions.Ending(name, variable) is not null))
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Fails where a name was in no file.</summary>
    /// <exception cref="OceanException">A name is in none; the message lists those that are.</exception>
    public void Require(string where)
    {
        foreach (var pattern in asked)
        {
            if (!found.Contains(pattern)) throw OceanException.Missing(where, "variable", pattern, seen);
        }
    }
}
