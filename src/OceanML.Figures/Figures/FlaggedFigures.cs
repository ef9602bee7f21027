using System.Globalization;
using OceanML.Core;

namespace OceanML.Figures;

/// <summary>Chooses, per variable of a quality-controlled table, the profiles or series with most doubtful and bad values, and makes figures of them.</summary>
public static class FlaggedFigures
{
    private const int LongestSeries = 4000;
    private const int Doubtful = 3;
    private const int Bad = 4;

    // Good ones first, so that faults are drawn above them.
    private static readonly (string Name, string Colour, string Symbol, bool IsFault, bool IsOpen)[] Kinds =
    [
        ("not checked", "#A0A0A0", "c0.08c", false, false),
        ("good", Ink.Measured, "c0.08c", false, false),
        ("estimated", "#0072B2", "c0.13c", false, true),
        ("doubtful", "#E69F00", "t0.24c", true, false),
        ("bad", "#D55E00", "x0.26c", true, false),
    ];

    /// <summary>Figures of the worst profiles (where a depth or pressure tells levels apart) or series, worst first within each variable.</summary>
    /// <param name="table">Variables <c>v</c> with <c>v_qc</c>, and <c>platform</c>, <c>profile</c>, <c>time</c>, <c>depth</c> or <c>pressure</c> where known.</param>
    /// <param name="perVariable">How many of each variable at most.</param>
    /// <param name="variables">The variables; all with flags by default.</param>
    /// <returns>No figure of a variable without a doubtful or bad value.</returns>
    public static IReadOnlyList<FlaggedFigure> Worst(Table table, int perVariable = 3, IEnumerable<string>? variables = null) => Select(table, perVariable, variables).Figures;

    /// <summary>The same with an account of the doubtful and bad values: how many there are, and how many have no place in any figure.</summary>
    /// <inheritdoc cref="Worst"/>
    public static FlaggedSelection Select(Table table, int perVariable = 3, IEnumerable<string>? variables = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        var wanted = variables?.ToHashSet(StringComparer.Ordinal);
        var vertical = table.Find("pressure") as NumberColumn ?? table.Find("depth") as NumberColumn;
        var times = (table.Find("time") as TimeColumn)?.Values;
        var groups = Groups(table, vertical);
        var figures = new List<FlaggedFigure>();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        long faults = 0, unplaced = 0;
        foreach (var column in table.Columns.OfType<NumberColumn>())
        {
            if (wanted?.Contains(column.Name) == false || column == vertical || table.Find(column.Name + "_qc") is not TextColumn flags) continue;
            var kinds = KindOf(flags);
            var scored = new List<(FlaggedGroup Group, int Score)>();
            foreach (var group in groups)
            {
                var score = 0;
                foreach (var row in group.Rows)
                {
                    var kind = double.IsNaN(column.Values[row]) ? 0 : kinds(row);
                    if (kind < Doubtful) continue;
                    faults++;
                    if (double.IsFinite(column.Values[row]) && group.Has(row, vertical, times)) score += kind == Bad ? 2 : 1;
                    else unplaced++;
                }

                if (score > 0) scored.Add((group, score));
            }

            foreach (var (group, _) in scored.OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Group.Name, StringComparer.Ordinal).Take(perVariable))
            {
                // Names of columns may hold anything; those of files and anchors may not.
                var slug = Slug(column.Name);
                numbers[slug] = numbers.GetValueOrDefault(slug) + 1;
                figures.Add(Make(table, column, kinds, group, vertical, string.Create(CultureInfo.InvariantCulture, $"flagged-{slug}-{numbers[slug]}")));
            }
        }

        return new FlaggedSelection(figures, faults, unplaced);
    }

    private static string Slug(string name) =>
        string.Join('-', new string([.. name.ToLowerInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } slug ? slug : "variable";

    private static FlaggedFigure Make(Table table, NumberColumn column, Func<int, int> kinds, FlaggedGroup group, NumberColumn? vertical, string id)
    {
        var times = (table.Find("time") as TimeColumn)?.Values;
        var rows = group.Rows.Where(row => double.IsFinite(column.Values[row]) && group.Has(row, vertical, times)).ToList();
        var all = rows.Count;
        if (!group.IsProfile && all > LongestSeries) rows = Densest([.. rows.OrderBy(row => times![row])], kinds);
        double At(int row) => group.IsProfile ? vertical!.Values[row] : times![row];
        var points = new List<FlaggedPoints>();
        for (var kind = 0; kind < Kinds.Length; kind++)
        {
            var own = rows.Where(row => kinds(row) == kind).ToList();
            var (name, colour, symbol, isFault, isOpen) = Kinds[kind];
            if (own.Count > 0) points.Add(new FlaggedPoints(name, [.. own.Select(row => column.Values[row])], [.. own.Select(At)], colour, symbol, isFault, isOpen));
        }

        var value = Axis.Covering(Label(column), column.Metadata.Unit, Shown(points));
        var beyond = points.Sum(one => one.Values.Count(number => number < value.Minimum || number > value.Maximum));
        var along = rows.Select(At).ToList();
        var remarks = new List<string>();
        if (rows.Count < all) remarks.Add(string.Create(CultureInfo.InvariantCulture, $"Of {all} values the {LongestSeries} in a row with most doubtful and bad ones are shown."));
        if (beyond > 0) remarks.Add(string.Create(CultureInfo.InvariantCulture, $"{beyond} {(beyond == 1 ? "value lies" : "values lie")} beyond the axis and {(beyond == 1 ? "stands" : "stand")} at its end; the extremes are {points.Min(one => one.Values.Min()):G5} and {points.Max(one => one.Values.Max()):G5}."));
        var time = times is null || !group.IsProfile || times[rows[0]] == Timestamp.Missing ? "" : $", {Timestamp.Format(times[rows[0]])}";
        return new FlaggedFigure
        {
            Id = id,
            Title = group.Name.Length == 0 ? Label(column) : $"{Label(column)}, {group.Name}{time}",
            Variable = column.Name,
            Group = group.Name,
            Value = value,
            Along = group.IsProfile ? Vertical(vertical!, along) : Time(along),
            Points = points,
            Remarks = remarks,
        };
    }

    // One wild value must not press all others into a line: the axis covers what is not a fault, and faults up to twice its width away.
    private static double[] Shown(List<FlaggedPoints> points)
    {
        double[] sound = [.. points.Where(one => !one.IsFault).SelectMany(one => one.Values)];
        double[] all = [.. points.SelectMany(one => one.Values)];
        if (sound.Length < 3)
        {
            var sorted = Sample.Sorted(all);
            sound = [Sample.Quantile(sorted, 0.1), Sample.Quantile(sorted, 0.9)];
        }

        var (low, high) = (sound.Min(), sound.Max());
        var room = 2 * Math.Max(high - low, 1e-9 * Math.Max(1, Math.Abs(high)));
        return [low, high, .. all.Where(value => value >= low - room && value <= high + room)];
    }

    private static Axis Vertical(NumberColumn vertical, List<double> along)
    {
        var (low, high) = (along.Min(), along.Max());
        // A pressure of -0.1 dbar in the air must not open the axis to -200.
        var isAtSurface = low < 0 && low > -0.05 * high;
        var axis = Axis.Covering(vertical.Name == "depth" ? "Depth" : "Pressure", vertical.Metadata.Unit ?? (vertical.Name == "depth" ? "m" : "dbar"), isAtSurface ? [0, high] : [low, high]);
        if (isAtSurface) axis = axis with { Minimum = low - (0.01 * high) };
        return axis with { Downward = true };
    }

    private static Axis Time(List<double> along)
    {
        var margin = Math.Max((along.Max() - along.Min()) * 0.02, Timestamp.PerSecond * 1800.0);
        return new Axis("", null, along.Min() - margin, along.Max() + margin, AxisKind.Time);
    }

    private static string Label(NumberColumn column) => column.Metadata.LongName ?? column.Name;

    // Of a long series the stretch that holds most faults.
    private static List<int> Densest(List<int> rows, Func<int, int> kinds)
    {
        var (best, bestAt, current) = (-1, 0, 0);
        for (var i = 0; i < rows.Count; i++)
        {
            if (kinds(rows[i]) >= Doubtful) current++;
            if (i >= LongestSeries && kinds(rows[i - LongestSeries]) >= Doubtful) current--;
            if (i >= LongestSeries - 1 && current > best) (best, bestAt) = (current, i - LongestSeries + 1);
        }

        return rows.GetRange(bestAt, LongestSeries);
    }

    private static Func<int, int> KindOf(TextColumn flags)
    {
        var meanings = FlagScheme.Of(flags).MeaningOf;
        return row => flags.Values[row] is { Length: > 0 } flag && meanings.TryGetValue(flag[0], out var meaning) ? meaning switch
        {
            FlagMeaning.NotEvaluated or FlagMeaning.Missing => 0,
            FlagMeaning.Estimated or FlagMeaning.Nominal => 2,
            FlagMeaning.ProbablyBad or FlagMeaning.BelowDetection or FlagMeaning.InExcess or FlagMeaning.UncertainPhenomenon => Doubtful,
            FlagMeaning.Bad => Bad,
            _ => 1,
        }
        : 0;
    }

    // A profile is the rows of one platform and profile (or time) with two depths or more; what is left of a platform is a series over time.
    private static List<FlaggedGroup> Groups(Table table, NumberColumn? vertical)
    {
        var platforms = (table.Find("platform") as TextColumn)?.Values;
        var profiles = (table.Find("profile") as TextColumn)?.Values;
        var times = (table.Find("time") as TimeColumn)?.Values;
        var groups = new List<FlaggedGroup>();
        var series = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var group in Enumerable.Range(0, table.RowCount).GroupBy(row => (Platform: platforms?[row] ?? "", Profile: profiles?[row] ?? "", Time: profiles is null ? times?[row] ?? 0 : 0)))
        {
            int[] rows = [.. group];
            var isProfile = vertical is not null && rows.Where(row => !double.IsNaN(vertical.Values[row])).Select(row => vertical.Values[row]).Distinct().Take(2).Count() == 2;
            if (isProfile) groups.Add(new FlaggedGroup(group.Key.Profile.Length > 0 ? group.Key.Profile : group.Key.Platform, rows, true));
            else if (series.TryGetValue(group.Key.Platform, out var known)) known.AddRange(rows);
            else series[group.Key.Platform] = [.. rows];
        }

        groups.AddRange(series.Select(pair => new FlaggedGroup(pair.Key, [.. pair.Value], false)));
        return groups;
    }
}
