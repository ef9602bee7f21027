using System.Globalization;
using System.Runtime.InteropServices;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>What rows are kept together: each row's unit, and the names of the units.</summary>
internal sealed record SplitUnits(int[] Unit, IReadOnlyList<string> Names, IReadOnlyList<string> Warnings)
{
    /// <summary>Weeks begin on Mondays, whatever the data: 1969-12-29 was one.</summary>
    private const long FirstMonday = -3 * Timestamp.PerDay;

    public static SplitUnits Of(SplitRows rows, SplitPlan plan) => plan.Kind switch
    {
        SplitKind.Group => Groups(rows),
        SplitKind.Year => Numbered(Times(rows, plan), time => Year(time, plan.FirstMonth), year => year.ToString(CultureInfo.InvariantCulture)),
        SplitKind.Period when plan.Cuts.Count > 0 => Periods(Times(rows, plan), plan.Cuts),
        SplitKind.Time => Numbered(Times(rows, plan), time => FloorDivide(time - FirstMonday, plan.Block.Ticks / TimeSpan.TicksPerMicrosecond), number => Timestamp.Format(FirstMonday + (number * (plan.Block.Ticks / TimeSpan.TicksPerMicrosecond)))),
        SplitKind.Space => Cells(rows, plan),
        SplitKind.Event => EventUnits.Of(rows, plan),
        SplitKind.Column => Labels(rows, plan),
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan.Kind, "This split has no units."),
    };

    /// <summary>The times of the rows.</summary>
    /// <exception cref="OceanException">There are none, or one is missing.</exception>
    public static long[] Times(SplitRows rows, SplitPlan plan)
    {
        if (rows.Times is null) throw OceanException.BadInput($"--split {plan.Text} needs a column 'time', and the table has none");
        var missing = rows.Times.Count(time => time == Timestamp.Missing);
        return missing == 0 ? rows.Times : throw OceanException.BadInput($"--split {plan.Text} needs the time of every row; {missing} of {rows.Count} rows have none");
    }

    public static SplitUnits Numbered(IReadOnlyList<long> values, Func<long, long> number, Func<long, string> name)
    {
        var keys = values.Select(number).ToArray();
        long[] distinct = [.. keys.Distinct().Order()];
        return new SplitUnits([.. keys.Select(key => Array.BinarySearch(distinct, key))], [.. distinct.Select(name)], []);
    }

    private static long Year(long time, int firstMonth)
    {
        var date = Timestamp.ToDateTime(time);
        return firstMonth > 1 && date.Month >= firstMonth ? date.Year + 1 : date.Year;
    }

    private static SplitUnits Periods(long[] times, IReadOnlyList<long> cuts)
    {
        string Name(long period) => period == 0 ? $"before {Timestamp.Format(cuts[0])}" : $"from {Timestamp.Format(cuts[(int)period - 1])}";
        return Numbered(times, time => cuts.Count(cut => cut <= time), Name);
    }

    private static SplitUnits Cells(SplitRows rows, SplitPlan plan)
    {
        if (rows.Latitudes is null || rows.Longitudes is null) throw OceanException.BadInput($"--split {plan.Text} needs columns 'latitude' and 'longitude', and the table has not both");
        var cells = new SpaceCells(plan.CellKm);
        var number = new long[rows.Count];
        for (var row = 0; row < number.Length; row++)
        {
            if (!Sphere.IsPosition(rows.Latitudes[row], rows.Longitudes[row])) throw OceanException.BadInput($"--split {plan.Text} needs the position of every row; row {row + 1} has none");
            number[row] = cells[rows.Latitudes[row], rows.Longitudes[row]];
        }

        return Numbered(number, cell => cell, cell => cells.Name((int)cell));
    }

    private static SplitUnits Labels(SplitRows rows, SplitPlan plan)
    {
        var labels = rows.Labels ?? throw OceanException.BadInput($"--split {plan.Text}: the table has no column '{plan.Column}'");
        var missing = labels.Count(label => label is null);
        if (missing > 0) throw OceanException.BadInput($"--split {plan.Text}: {missing} of {rows.Count} rows have no value in column '{plan.Column}'");
        string[] names = [.. labels.Select(label => label!).Distinct().Order(NumbersFirst)];
        var number = names.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        return new SplitUnits([.. labels.Select(label => number[label!])], names, []);
    }

    /// <summary>
    /// The units within values of a column that are folds each: those the table names, or else its groups, where each lies in one value alone and there are
    /// more of them than values; otherwise the values. Intervals are calibrated by unit, and five folds would be too few.
    /// </summary>
    public SplitUnits Within(SplitRows rows)
    {
        string?[]? groups = rows.Groups is null ? null : [.. rows.Groups.Select(group => rows.GroupNames[group])];
        foreach (var candidate in (ReadOnlySpan<string?[]?>)[rows.Units, groups])
        {
            if (candidate is null || candidate.Any(string.IsNullOrEmpty)) continue;
            var value = new Dictionary<string, int>(StringComparer.Ordinal);
            var nested = true;
            for (var row = 0; row < Unit.Length && nested; row++) nested = value.TryAdd(candidate[row]!, Unit[row]) || value[candidate[row]!] == Unit[row];
            if (!nested || value.Count <= Names.Count) continue;
            string[] names = [.. value.Keys.Order(NumbersFirst)];
            var number = names.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
            return new SplitUnits([.. candidate.Select(unit => number[unit!])], names, Warnings);
        }

        return this;
    }

    private static Comparer<string> NumbersFirst { get; } = Comparer<string>.Create((a, b) =>
        double.TryParse(a, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) && double.TryParse(b, NumberStyles.Float, CultureInfo.InvariantCulture, out var y) && x.CompareTo(y) is var order and not 0
            ? order : string.CompareOrdinal(a, b));

    /// <summary>Groups, those with an equal row of features made one: a copy of a training row in another group would not be unseen.</summary>
    private static SplitUnits Groups(SplitRows rows)
    {
        var groups = rows.Groups ?? throw OceanException.BadInput("--split group needs a column that names the platform, cruise or site: name it with --group-by, or split by year, time, space or column");
        if (rows.Features is null || rows.FeatureCount == 0) return new SplitUnits(groups, rows.GroupNames, []);
        var parent = Enumerable.Range(0, rows.GroupNames.Count).ToArray();
        var width = rows.FeatureCount;
        var seen = new Dictionary<int, List<int>>();
        for (var row = 0; row < rows.Count; row++)
        {
            var features = rows.Features.AsSpan(row * width, width);
            var hash = new HashCode();
            hash.AddBytes(MemoryMarshal.AsBytes(features));
            var key = hash.ToHashCode();
            if (!seen.TryGetValue(key, out var earlier)) seen[key] = earlier = [];
            var copied = false;
            foreach (var other in earlier)
            {
                if (!features.SequenceEqual(rows.Features.AsSpan(other * width, width))) continue;
                copied |= groups[other] == groups[row];
                if (Root(parent, groups[other]) is var a && Root(parent, groups[row]) is var b && a != b) parent[Math.Max(a, b)] = Math.Min(a, b);
            }

            if (!copied) earlier.Add(row);
        }

        var roots = parent.Select((_, group) => Root(parent, group)).ToArray();
        int[] kept = [.. roots.Distinct().Order()];
        var names = kept.Select(root => string.Join(" + ", Enumerable.Range(0, roots.Length).Where(group => roots[group] == root).Select(group => rows.GroupNames[group]))).ToList();
        var joined = roots.Length - kept.Length;
        return new SplitUnits(
            [.. groups.Select(group => Array.BinarySearch(kept, roots[group]))],
            names,
            joined == 0 ? [] : [$"{joined} groups have a row of features that another group has too, and are kept together with it: {Shortened(names.First(name => name.Contains(" + ", StringComparison.Ordinal)))}"]);
    }

    private static string Shortened(string text) => text.Length <= 80 ? text : text[..77] + "...";

    private static int Root(int[] parent, int group)
    {
        while (parent[group] != group) group = parent[group] = parent[parent[group]];
        return group;
    }

    private static long FloorDivide(long a, long b) => (a / b) - (a % b < 0 ? 1 : 0);
}
