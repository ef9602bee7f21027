using System.Globalization;
using System.Text.RegularExpressions;
using OceanML.Core;

namespace OceanML.Validation;

/// <summary>Scores pairs of columns of a table, over all rows and per group.</summary>
public static class TableValidation
{
    private const int MostGroups = 1000;

    /// <summary>Scores pairs of columns.</summary>
    /// <param name="table">The table.</param>
    /// <param name="pairs">The pairs of columns.</param>
    /// <param name="groupBy">Columns for whose every value the scores are computed too; <c>sensor+wavelength</c> for every pair of values of two.</param>
    /// <param name="resampleBy">Column whose values are the units of the bootstrap (platform), or null.</param>
    /// <param name="resamplePattern">Regular expression: the part of that value that is the unit; null for the whole.</param>
    /// <param name="log">Whether to add scores of decimal logarithms.</param>
    /// <param name="options">Confidence, samples, seed, threads.</param>
    /// <param name="progress">Called after each set of scores; null for none.</param>
    /// <param name="together">Columns of <see cref="Dependence"/>: rows of one group are drawn together, also where their units differ; null for none.</param>
    /// <exception cref="OceanException">A column does not exist, the units of a pair differ, the pattern is no regular expression, or a group column has very many values.</exception>
    public static IReadOnlyList<PairResult> Score(
        Table table,
        IReadOnlyList<PairChoice> pairs,
        IReadOnlyList<string> groupBy,
        string? resampleBy,
        string? resamplePattern,
        bool log,
        ScoreOptions options,
        Action? progress = null,
        IReadOnlyList<string>? together = null)
    {
        var units = Dependence.Units(table, resampleBy is null ? null : Units(table, resampleBy, resamplePattern), together ?? []);
        var groups = groupBy.Select(name => (Name: name, Values: Groups(table, name))).ToList();
        var results = new List<PairResult>();
        foreach (var pair in pairs)
        {
            IReadOnlyList<PairChoice> parts = pair.Parts.Count > 0 ? pair.Parts : [pair];
            var unit = Unit(table, parts);
            var whole = Whole(table, parts, units);
            Add(results, pair, unit, null, null, whole, log, options, progress);
            foreach (var (name, values) in groups)
            {
                foreach (var (value, rows) in values)
                {
                    int[] places = [.. parts.SelectMany((_, part) => rows.Select(row => (part * table.RowCount) + row))];
                    Add(results, pair, unit, name, value, whole.Take(places), log, options, progress);
                }
            }
        }

        return results;
    }

    /// <summary>Number of score sets that <see cref="Score"/> computes.</summary>
    public static int Count(Table table, IReadOnlyList<PairChoice> pairs, IReadOnlyList<string> groupBy, bool log) =>
        pairs.Count * (log ? 2 : 1) * (1 + groupBy.Sum(name => Groups(table, name).Count));

    /// <summary>The pairs of all parts, one part after the other; the parts of a row belong together even where no platform is named.</summary>
    private static Pairs Whole(Table table, IReadOnlyList<PairChoice> parts, int[]? units) => new(
        [.. parts.SelectMany(part => table.Numbers(part.Reference))],
        [.. parts.SelectMany(part => table.Numbers(part.Estimate))],
        parts[0].Sigma is null ? null : [.. parts.SelectMany(part => table.Numbers(part.Sigma!))],
        units is null && parts.Count == 1 ? null : [.. parts.SelectMany(_ => units ?? [.. Enumerable.Range(0, table.RowCount)])]);

    private static string? Unit(Table table, IReadOnlyList<PairChoice> parts)
    {
        string? common = null;
        foreach (var part in parts)
        {
            var (unit, other) = (table[part.Reference].Metadata.Unit, table[part.Estimate].Metadata.Unit);
            if (UnitText.Differ(unit, other))
                throw OceanException.BadInput($"{table.Label}: '{part.Reference}' is in '{unit}' and '{part.Estimate}' in '{other}'; convert one of them");
            unit ??= other;
            if (UnitText.Differ(common, unit)) throw OceanException.BadInput($"{table.Label}: the columns of '{part.Reference}' and the others are in '{unit}' and '{common}'; score them apart with --pairs");
            common ??= unit;
        }

        return common;
    }

    private static void Add(List<PairResult> results, PairChoice pair, string? unit, string? groupBy, string? group, Pairs pairs, bool log, ScoreOptions options, Action? progress)
    {
        var pooled = Math.Max(1, pair.Parts.Count);
        results.Add(new PairResult(pair.Reference, pair.Estimate, unit, groupBy, group, Scoring.Score(pairs, false, unit, options)) { Pooled = pooled });
        progress?.Invoke();
        if (!log) return;
        results.Add(new PairResult(pair.Reference, pair.Estimate, unit, groupBy, group, Scoring.Score(pairs, true, unit, options)) { Pooled = pooled });
        progress?.Invoke();
    }

    internal static int[] Units(Table table, string name, string? pattern)
    {
        Regex? expression;
        try
        {
            expression = pattern is null ? null : new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
        }
        catch (ArgumentException exception)
        {
            throw OceanException.Usage($"'{pattern}' is not a regular expression: {exception.Message}");
        }

        var column = table[name];
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var units = new int[table.RowCount];
        for (var row = 0; row < units.Length; row++)
        {
            var text = Text(column, row) ?? "";
            if (expression?.Match(text) is { Success: true } match) text = match.Value;
            if (!numbers.TryGetValue(text, out units[row])) numbers[text] = units[row] = numbers.Count;
        }

        return units;
    }

    internal static List<(string Value, int[] Rows)> Groups(Table table, string name)
    {
        Column[] columns = table.Has(name) ? [table[name]] : [.. name.Split('+').Select(part => table[part])];
        var rows = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var row = 0; row < table.RowCount; row++)
        {
            var text = string.Join('+', columns.Select(column => Text(column, row) ?? "(missing)"));
            if (!rows.TryGetValue(text, out var members)) rows[text] = members = [];
            members.Add(row);
            if (rows.Count > MostGroups) throw OceanException.Usage($"{table.Label}: '{name}' has more than {MostGroups} values; group by a column with fewer");
        }

        var inOrder = rows.Order(Comparer<KeyValuePair<string, List<int>>>.Create((a, b) => Compare(columns, a.Value[0], b.Value[0])));
        return [.. inOrder.Select(entry => (entry.Key, entry.Value.ToArray()))];
    }

    // Numbers by size, texts by letter, missing values after numbers and as "(missing)" among texts.
    private static int Compare(Column[] columns, int a, int b)
    {
        foreach (var column in columns)
        {
            var order = column is NumberColumn numbers
                ? (double.IsNaN(numbers.Values[a]) ? double.MaxValue : numbers.Values[a]).CompareTo(double.IsNaN(numbers.Values[b]) ? double.MaxValue : numbers.Values[b])
                : string.CompareOrdinal(Text(column, a) ?? "(missing)", Text(column, b) ?? "(missing)");
            if (order != 0) return order;
        }

        return 0;
    }

    internal static string? Text(Column column, int row) => column.IsMissing(row) ? null : column switch
    {
        TextColumn text => text.Values[row],
        NumberColumn number => number.Values[row].ToString(CultureInfo.InvariantCulture),
        TimeColumn time => Timestamp.Format(time.Values[row]),
        _ => null,
    };
}
