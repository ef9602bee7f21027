using OceanML.CommandLine;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>Removes what quality control called bad, and counts it.</summary>
internal static class BadValues
{
    private const string Bad = "34";

    /// <summary>
    /// Makes values flagged 3 or 4 missing and drops rows without a usable place, and those that lost what they had: a value that no test looked at
    /// keeps its row.
    /// </summary>
    /// <exception cref="OceanException">No row is left.</exception>
    public static Table Drop(Table table, IEnumerable<string> variables, Vocabulary vocabulary, StepRun run)
    {
        var rejected = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var names = variables.ToList();
        var coordinates = names.Where(IsCoordinate).ToList();
        var cleaned = table.With(names.Except(coordinates).Select(name => Clean(table, name)));
        var values = names.Except(coordinates).Select(cleaned.Numbers).ToList();
        var others = table.Columns.OfType<NumberColumn>().Where(column => !names.Contains(column.Name) && IsMeasured(table, column.Name, vocabulary)).Select(column => column.Values).ToList();
        var (position, time) = (Flags(table, "position_qc"), Flags(table, "time_qc"));
        var pressures = coordinates.Select(name => Flags(table, name + "_qc")).ToList();
        var kept = new List<int>(table.RowCount);
        for (var row = 0; row < table.RowCount; row++)
        {
            var reason = pressures.Exists(flags => IsBad(flags, row)) ? "bad_pressure"
                : IsBad(position, row) ? "bad_position"
                : IsBad(time, row) ? "bad_time"
                : values.Count > 0 && values.TrueForAll(column => double.IsNaN(column[row])) && others.TrueForAll(column => double.IsNaN(column[row])) ? "no_good_value"
                : null;
            if (reason is null) kept.Add(row);
            else rejected[reason] = rejected.GetValueOrDefault(reason) + 1;
        }

        foreach (var (reason, count) in rejected) run.Reject(reason, count);
        if (kept.Count == 0)
        {
            var advice = rejected.ContainsKey("bad_time") ? "; --since and --until say which times are possible" : "";
            throw OceanException.NothingSelected($"no row is left: {string.Join(", ", rejected.Select(pair => $"{pair.Value} {pair.Key}"))}; look at --report without --drop-bad{advice}");
        }

        return cleaned.Take([.. kept]);
    }

    private static bool IsMeasured(Table table, string name, Vocabulary vocabulary) =>
        table.Has(name + "_qc") || (vocabulary.Find(name) is { Name: not ("time" or "latitude" or "longitude" or "depth" or "pressure" or "platform" or "profile" or "bottom_depth") });

    private static bool IsCoordinate(string name) => name is "pressure" or "PRES" or "pres";

    private static string?[]? Flags(Table table, string name) => (table.Find(name) as TextColumn)?.Values;

    private static bool IsBad(string?[]? flags, int row) => flags?[row] is { Length: > 0 } flag && Bad.Contains(flag[0], StringComparison.Ordinal);

    private static NumberColumn Clean(Table table, string name)
    {
        var column = (NumberColumn)table[name];
        var flags = Flags(table, name + "_qc");
        return new NumberColumn(name, [.. column.Values.Select((value, row) => IsBad(flags, row) ? double.NaN : value)], column.Metadata, column.Kind);
    }
}
