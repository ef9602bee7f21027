using OceanML.Core;
using OceanML.Formats.Vocabularies;

namespace OceanML.Formats.Observations;

/// <summary>Applies Argo's grey list to a table of profiles.</summary>
public static class ArgoGreyList
{
    /// <summary>
    /// Raises the flags of listed values. Values in delayed mode keep theirs: an expert judged them after the listing, or knowing it.
    /// </summary>
    /// <param name="table">A table of <see cref="ArgoProfiles"/>.</param>
    /// <param name="list">The grey list.</param>
    /// <returns>The table; per variable the number of values whose flag was raised, and of listed values in delayed mode.</returns>
    public static (Table Table, IReadOnlyDictionary<string, (int Raised, int Delayed)> Counts) Apply(Table table, GreyList list)
    {
        var counts = new SortedDictionary<string, (int Raised, int Delayed)>(StringComparer.Ordinal);
        if (!table.Has("platform") || !table.Has("time")) return (table, counts);
        var listed = list.Entries.Select(entry => entry.Platform).ToHashSet(StringComparer.Ordinal);
        var platforms = table.Texts("platform");
        int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(row => platforms[row] is { } platform && listed.Contains(platform))];
        if (rows.Length == 0) return (table, counts);
        foreach (var column in table.Columns.OfType<NumberColumn>().ToList())
        {
            if (ArgoName(column.Name) is not { } parameter) continue;
            var (flags, raised, delayed) = Raise(table, column, parameter, list, rows);
            if (raised + delayed > 0) counts.Add(column.Name, (raised, delayed));
            if (raised > 0) table = table.With(new TextColumn(column.Name + "_qc", flags, table.Find(column.Name + "_qc")?.Metadata ?? new ColumnMetadata(FlagScheme: FlagScheme.Argo.Name)));
        }

        return (table, counts);
    }

    private static (string?[] Flags, int Raised, int Delayed) Raise(Table table, NumberColumn column, string parameter, GreyList list, int[] rows)
    {
        var (platforms, times) = (table.Texts("platform"), table.Times("time"));
        var flags = table.Find(column.Name + "_qc") is TextColumn own ? (string?[])own.Values.Clone() : new string?[table.RowCount];

        // Pressure has no mode of its own in the table; it follows that of the profile.
        var modes = ((table.Find(column.Name + "_mode") ?? table.Find("data_mode")) as TextColumn)?.Values;
        var (raised, delayed) = (0, 0);
        foreach (var row in rows)
        {
            if (double.IsNaN(column.Values[row]) || list.Flag(platforms[row]!, parameter, times[row]) is not { } flag) continue;
            if (modes?[row] == "D")
            {
                delayed++;
                continue;
            }

            var before = flags[row] is { Length: > 0 } text ? text[0] : '0';
            var after = GreyList.Raise(before, flag);
            if (after == before) continue;
            flags[row] = after.ToString();
            raised++;
        }

        return (flags, raised, delayed);
    }

    /// <summary>The Argo name of a column; a second sensor keeps its number.</summary>
    private static string? ArgoName(string column)
    {
        var vocabulary = VocabularyFile.Load();
        if (Name(column) is { } name) return name;
        return column.Length > 1 && char.IsAsciiDigit(column[^1]) && Name(column[..^1]) is { } first ? first + column[^1] : null;

        string? Name(string canonical) =>
            vocabulary.Find(canonical) is { } entry && entry.Name == canonical && entry.Aliases.TryGetValue("argo", out var names) && names.Count > 0 ? names[0] : null;
    }
}
