using OceanML.CommandLine;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>Removes what quality control called bad, and counts it.</summary>
internal static class BadValues
{
    private const string Bad = "34";

    /// <summary>Makes values flagged 3 or 4 missing and drops rows without a usable place or any good value.</summary>
    public static Table Drop(Table table, IEnumerable<string> variables, StepRun run)
    {
        var names = variables.ToList();
        var coordinates = names.Where(IsCoordinate).ToList();
        var cleaned = table.With(names.Except(coordinates).Select(name => Clean(table, name)));
        var values = names.Except(coordinates).Select(cleaned.Numbers).ToList();
        var (position, time) = (Flags(table, "position_qc"), Flags(table, "time_qc"));
        var pressures = coordinates.Select(name => Flags(table, name + "_qc")).ToList();
        var kept = new List<int>(table.RowCount);
        for (var row = 0; row < table.RowCount; row++)
        {
            var reason = pressures.Exists(flags => IsBad(flags, row)) ? "bad_pressure"
                : IsBad(position, row) ? "bad_position"
                : IsBad(time, row) ? "bad_time"
                : values.TrueForAll(column => double.IsNaN(column[row])) ? "no_good_value"
                : null;
            if (reason is null) kept.Add(row);
            else run.Reject(reason, 1);
        }

        return cleaned.Take([.. kept]);
    }

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
