using System.Globalization;
using OceanML.Core;

namespace OceanML.Quality;

/// <summary>Applies the decisions of a human to what the tests flagged.</summary>
public static class Decisions
{
    /// <summary>Reads decisions from a decision table; lines with an empty <c>decision</c> leave the flags of the tests as they are.</summary>
    /// <param name="table">Columns as <see cref="DecisionProposals"/> writes them; <c>variable</c> and <c>decision</c> are needed, what else is absent or empty leaves that side open.</param>
    /// <param name="scheme">The scheme of the flags where the table has no column <c>scheme</c>.</param>
    /// <exception cref="OceanException">A column is missing, a flag is none of its scheme, a time or a number cannot be read.</exception>
    public static IReadOnlyList<Decision> Read(Table table, FlagScheme scheme)
    {
        ArgumentNullException.ThrowIfNull(table);
        foreach (var name in (ReadOnlySpan<string>)["variable", "decision"])
        {
            if (!table.Has(name)) throw OceanException.Missing(table.Label, "column", name, table.Names);
        }

        var decisions = new List<Decision>();
        for (var row = 0; row < table.RowCount; row++)
        {
            if (Text(table, "decision", row) is not { } flag) continue;
            var line = row + 2;
            var of = Text(table, "scheme", row) is { } name ? FlagScheme.Find(name) : scheme;
            if (flag.Length != 1 || !of.Meanings.ContainsKey(flag[0]))
                throw OceanException.Missing($"{table.Label} line {line}: scheme {of.Name}", "flag", flag, of.Meanings.Select(pair => $"{pair.Key} ({pair.Value})"));
            decisions.Add(new Decision(
                Text(table, "platform", row),
                Text(table, "profile", row),
                Text(table, "variable", row) ?? throw OceanException.BadInput($"{table.Label} line {line}: 'variable' is empty"),
                Time(table, "time_start", row, line),
                EndOf(table, "time_end", row, line),
                Number(table, "top", row, line),
                Number(table, "bottom", row, line),
                Row(table, "first_row", row, line),
                Row(table, "last_row", row, line),
                flag[0],
                of,
                Text(table, "author", row),
                Text(table, "comment", row),
                line));
        }

        return decisions;
    }

    /// <summary>Sets the flags decided. A missing value stays missing; a later line wins over an earlier one.</summary>
    /// <returns>The result with its flags and counts as decided.</returns>
    /// <exception cref="OceanException">A decision names a variable that was not tested, or meets no value: it was made on another table.</exception>
    public static QualityResult Apply(QualityResult result, IReadOnlyList<Decision> decisions)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(decisions);
        var (table, report) = (result.Table, result.Report);
        var missing = FlagScheme.Argo.ConvertTo(report.Scheme).Convert(ArgoFlag.Missing.ToString());
        var platforms = RowsByPlatform(table);
        var changed = new Dictionary<string, string?[]>(StringComparer.Ordinal);
        var (warnings, decided) = (new SortedSet<string>(StringComparer.Ordinal), new List<DecidedValues>());
        foreach (var decision in decisions)
        {
            if (!report.Flags.ContainsKey(decision.Variable) && !(DecisionProposals.Places.Contains(decision.Variable) && table.Has(decision.Variable + "_qc")))
                throw OceanException.Missing($"decision of line {decision.Line}", "variable", decision.Variable, [.. report.Flags.Keys, .. DecisionProposals.Places]);
            if (!changed.TryGetValue(decision.Variable, out var flags))
                changed.Add(decision.Variable, flags = [.. table.Texts(decision.Variable + "_qc")]);
            var conversion = decision.Scheme.ConvertTo(report.Scheme);
            var flag = conversion.Convert(decision.Flag.ToString());
            if (conversion.Losses.TryGetValue(decision.Flag, out var loss)) warnings.Add($"decision: {loss}");
            var met = 0;
            foreach (var row in Rows(table, decision, platforms))
            {
                if (flags[row] == missing) continue;
                flags[row] = flag;
                met++;
            }

            if (met == 0)
            {
                throw OceanException.BadInput(
                    $"decision of line {decision.Line} ({decision.Variable} of {decision.Platform ?? "any platform"} {decision.Profile}) meets no value; was it made on this table, and did a spreadsheet change its times or names?");
            }

            decided.Add(new DecidedValues(decision, met));
        }

        var columns = changed.Select(pair => new TextColumn(pair.Key + "_qc", pair.Value, table[pair.Key + "_qc"].Metadata));
        var counts = report.Flags.ToDictionary(
            pair => pair.Key,
            pair => changed.TryGetValue(pair.Key, out var flags) ? Count(flags) : pair.Value);
        return new QualityResult(table.With(columns), report with { Flags = counts, Warnings = [.. report.Warnings, .. warnings], Decisions = decided });
    }

    private static Dictionary<string, List<int>> RowsByPlatform(Table table)
    {
        var rows = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        if (table.Find("platform") is not TextColumn platforms) return rows;
        for (var row = 0; row < platforms.Length; row++)
        {
            if (!rows.TryGetValue(platforms.Values[row] ?? "", out var list)) rows.Add(platforms.Values[row] ?? "", list = []);
            list.Add(row);
        }

        return rows;
    }

    private static IEnumerable<int> Rows(Table table, Decision decision, Dictionary<string, List<int>> platforms)
    {
        var profiles = (table.Find("profile") as TextColumn)?.Values;
        var (first, last) = (decision.FirstRow == 0 ? 0 : decision.FirstRow - 1, decision.LastRow == 0 ? int.MaxValue : decision.LastRow - 1);
        var times = (table.Find("time") as TimeColumn)?.Values;
        var byRow = decision.FirstRow > 0;
        var column = DecisionProposals.Vertical(table);
        var vertical = column?.Values;
        // A bound was written with the digits of a 32-bit value, and is that value again when rounded to 32 bits.
        var (top, bottom) = column?.Kind == NumberKind.Float32 ? ((double)(float)decision.Top, (double)(float)decision.Bottom) : (decision.Top, decision.Bottom);
        var candidates = decision.Platform is { } platform && platforms.Count > 0 ? RowsOf(platforms, platform) : Enumerable.Range(0, table.RowCount);
        foreach (var row in candidates)
        {
            if (row < first || row > last) continue;
            if (decision.Profile is { } profile && profiles is not null && !IsSameName(profiles[row], profile)) continue;
            if (times is not null && !(byRow && times[row] == Timestamp.Missing) && !IsWithin(times[row], decision.Start, decision.End)) continue;
            if (vertical is not null && !(byRow && double.IsNaN(vertical[row])) && !(IsOpen(top) || vertical[row] >= top)) continue;
            if (vertical is not null && !(byRow && double.IsNaN(vertical[row])) && !(IsOpen(bottom) || vertical[row] <= bottom)) continue;
            yield return row;
        }
    }

    // A spreadsheet takes 0012 for 12.
    private static bool IsSameName(string? name, string written) =>
        name == written
        || (long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var same) && number == same);

    private static List<int> RowsOf(Dictionary<string, List<int>> platforms, string platform) =>
        platforms.TryGetValue(platform, out var rows) ? rows : platforms.FirstOrDefault(pair => IsSameName(pair.Key, platform)).Value ?? [];

    private static bool IsOpen(double bound) => double.IsNaN(bound);

    private static bool IsWithin(long time, long start, long end) =>
        (start == Timestamp.Missing && end == Timestamp.Missing)
        || (time != Timestamp.Missing && (start == Timestamp.Missing || time >= start) && (end == Timestamp.Missing || time <= end));

    private static SortedDictionary<char, int> Count(string?[] flags)
    {
        var counts = new SortedDictionary<char, int>();
        foreach (var flag in flags)
        {
            if (flag is { Length: > 0 }) counts[flag[0]] = counts.GetValueOrDefault(flag[0]) + 1;
        }

        return counts;
    }

    // A spreadsheet may have made numbers or times of columns that were written as text.
    private static string? Text(Table table, string name, int row) => table.Find(name) switch
    {
        TextColumn text when !string.IsNullOrWhiteSpace(text.Values[row]) => text.Values[row]!.Trim(),
        NumberColumn number when !double.IsNaN(number.Values[row]) => number.Values[row].ToString("R", CultureInfo.InvariantCulture),
        TimeColumn time when time.Values[row] != Timestamp.Missing => Timestamp.Format(time.Values[row]),
        _ => null,
    };

    private static long Time(Table table, string name, int row, int line) =>
        Text(table, name, row) is not { } text ? Timestamp.Missing
        : Timestamp.TryParse(text, out var time) ? time
        : throw OceanException.BadInput($"{table.Label} line {line}: {name} '{text}' is not a time such as 2024-06-08T13:45:00Z");

    // An end that a spreadsheet cut to the minute means the whole minute.
    private static long EndOf(Table table, string name, int row, int line)
    {
        var time = Time(table, name, row, line);
        return time != Timestamp.Missing && Text(table, name, row)!.Count(character => character == ':') == 1 ? time + (60 * Timestamp.PerSecond) - 1 : time;
    }

    private static int Row(Table table, string name, int row, int line) =>
        Number(table, name, row, line) is var number && double.IsNaN(number) ? 0
        : number >= 1 && number == Math.Floor(number) && number < int.MaxValue ? (int)number
        : throw OceanException.BadInput($"{table.Label} line {line}: {name} is not a row, counted from 1");

    private static double Number(Table table, string name, int row, int line) =>
        Text(table, name, row) is not { } text ? double.NaN
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw OceanException.BadInput($"{table.Label} line {line}: {name} '{text}' is not a number");
}
