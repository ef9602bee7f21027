using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Rows of each series (a platform at a depth) in order of time, and the step they follow.</summary>
public sealed class SeriesIndex
{
    // Seconds, minutes, hours, days.
    private static readonly long[] UsualSteps =
    [
        1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 300, 360, 600, 720, 900, 1200, 1800, 3600, 7200, 10800, 14400, 21600, 28800, 43200, 86400, 172800, 432000, 604800, 864000,
    ];

    private readonly int[] order;
    private readonly long[] times;
    private readonly int[] place;
    private readonly int[] begin;
    private readonly int[] end;
    private readonly string what;
    private readonly TimeSpan? givenStep;
    private readonly TimeSpan? givenTolerance;
    private long step;

    private SeriesIndex(long[] rowTimes, int[] keys, IReadOnlyList<string> names, TimeSpan? step, TimeSpan? tolerance, string what)
    {
        (this.what, givenStep, givenTolerance, Names, Keys) = (what, step, tolerance, names, keys);
        order = [.. Enumerable.Range(0, rowTimes.Length).Where(row => rowTimes[row] != Timestamp.Missing).OrderBy(row => keys[row]).ThenBy(row => rowTimes[row])];
        times = [.. order.Select(row => rowTimes[row])];
        (place, begin, end) = (new int[rowTimes.Length], new int[rowTimes.Length], new int[rowTimes.Length]);
        Array.Fill(place, -1);
        for (var first = 0; first < order.Length;)
        {
            var next = first;
            while (next < order.Length && keys[order[next]] == keys[order[first]]) next++;
            for (var at = first; at < next; at++) (place[order[at]], begin[order[at]], end[order[at]]) = (at, first, next);
            first = next;
        }
    }

    /// <summary>Series of each row, an index into <see cref="Names"/>.</summary>
    public IReadOnlyList<int> Keys { get; }

    /// <summary>Names of the series; one empty name where there is one series alone.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Step of the series, microseconds: given, or the most common one.</summary>
    /// <exception cref="OceanException">None was given and the times follow none.</exception>
    public long Step => step > 0 ? step : step = givenStep is { } given ? given.Ticks / TimeSpan.TicksPerMicrosecond : Found();

    /// <summary>How far a time may lie from where the step puts it, microseconds.</summary>
    public long Tolerance => givenTolerance is { } given ? given.Ticks / TimeSpan.TicksPerMicrosecond : Step / 4;

    /// <summary>Rows that have a time, by series and by time.</summary>
    public IReadOnlyList<int> Order => order;

    /// <summary>The series of a table.</summary>
    /// <exception cref="OceanException">It has no times, or a column of the series does not exist.</exception>
    public static SeriesIndex Of(Table table, FeatureOptions options)
    {
        if (table.Find("time") is not TimeColumn column) throw OceanException.BadInput($"{table.Label}: lags, windows, means over time and leads need the time of each row, and the table has no column of times");
        if (options.Grid is { } grid) return new SeriesIndex(column.Values, [.. Enumerable.Range(0, table.RowCount).Select(row => row % grid.Cells)], [.. Enumerable.Range(0, grid.Cells).Select(cell => $"cell {cell}")], options.Step, options.Tolerance, table.Label);
        var by = options.SeriesColumns ?? [.. new[] { "platform", "depth", "pressure" }.Where(table.Has)];
        var rows = Enumerable.Range(0, table.RowCount).ToArray();
        var texts = by.Select(name => SplitRows.Texts(table[name], rows)).ToList();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var (keys, names) = (new int[table.RowCount], new List<string>());
        for (var row = 0; row < keys.Length; row++)
        {
            var name = string.Join(" ", texts.Select(values => values[row] ?? ""));
            if (!known.TryGetValue(name, out keys[row]))
            {
                known[name] = keys[row] = names.Count;
                names.Add(name);
            }
        }

        return new SeriesIndex(column.Values, keys, names, options.Step, options.Tolerance, table.Label);
    }

    /// <summary>Rows that have the series and time of an earlier row of the table.</summary>
    public IReadOnlyList<int> Duplicates()
    {
        var duplicates = new List<int>();
        for (var at = 1; at < order.Length; at++)
        {
            if (times[at] == times[at - 1] && begin[order[at]] == begin[order[at - 1]]) duplicates.Add(order[at]);
        }

        return duplicates;
    }

    /// <summary>The row of the same series nearest to a time offset from a row's, within <see cref="Tolerance"/>; -1 where there is none.</summary>
    public int RowAt(int row, long offset)
    {
        if (offset == 0) return row;
        if (place[row] < 0) return -1;
        var (wanted, low, high) = (times[place[row]] + offset, begin[row], end[row]);
        var at = Array.BinarySearch(times, low, high - low, wanted);
        if (at >= 0) return order[at];
        at = ~at;
        var (best, distance) = (-1, Tolerance + 1);
        if (at < high && times[at] - wanted < distance) (best, distance) = (at, times[at] - wanted);
        if (at > low && wanted - times[at - 1] <= distance && wanted - times[at - 1] <= Tolerance) best = at - 1;
        return best < 0 ? -1 : order[best];
    }

    /// <summary>The rows of the same series from after a row's time minus a span up to the row itself, latest first; half a step decides at the far end.</summary>
    public void Back(int row, long span, List<int> rows)
    {
        rows.Clear();
        if (place[row] < 0) return;
        var earliest = times[place[row]] - span + (Step / 2);
        for (var at = place[row]; at >= begin[row] && times[at] > earliest; at--) rows.Add(order[at]);
    }

    /// <summary>The stretches without a gap: consecutive rows of a series no further apart than the step and the tolerance, in order.</summary>
    public IEnumerable<IReadOnlyList<int>> Stretches()
    {
        var limit = Step + Tolerance;
        for (var first = 0; first < order.Length;)
        {
            var next = first + 1;
            while (next < end[order[first]] && times[next] - times[next - 1] <= limit) next++;
            yield return order[first..next];
            first = next;
        }
    }

    /// <summary>The whole series, in order of time.</summary>
    public IEnumerable<IReadOnlyList<int>> Whole()
    {
        for (var first = 0; first < order.Length; first = end[order[first]]) yield return order[first..end[order[first]]];
    }

    /// <summary>Steps in a length of time.</summary>
    /// <exception cref="OceanException">It is not a whole number of steps.</exception>
    public int Steps(TimeSpan length, string text)
    {
        var microseconds = length.Ticks / TimeSpan.TicksPerMicrosecond;
        var steps = Math.Round((double)microseconds / Step);
        if (steps < 1 || Math.Abs((steps * Step) - microseconds) > Tolerance)
            throw OceanException.Usage($"{text}: {SplitText.Length(length)} is not a whole number of steps; the series has one value every {SplitText.Length(TimeSpan.FromMicroseconds(Step))} (give another length, or --step, or bring it to a regular step with --resample)");
        return (int)steps;
    }

    /// <summary>The most common step; where times scatter around a step, the median one, brought to a step that instruments have where one is within 5 %.</summary>
    private long Found()
    {
        var steps = new List<long>();
        for (var at = 1; at < order.Length; at++)
        {
            if (begin[order[at]] == begin[order[at - 1]] && times[at] > times[at - 1]) steps.Add(Math.Max(1, (long)Math.Round((times[at] - times[at - 1]) / (double)Timestamp.PerSecond)));
        }

        if (steps.Count == 0) throw OceanException.BadInput($"{what}: no series has two different times (platform and depth tell series apart; say which columns do with --series), so there is no step to count lags in");
        steps.Sort();
        var (common, most) = steps.CountBy(step => step).MaxBy(pair => (pair.Value, -pair.Key));
        if (most * 2 >= steps.Count) return common * Timestamp.PerSecond;
        var median = Usual(steps[steps.Count / 2]);
        return steps.Count(step => Math.Abs(step - median) * 4 <= median) * 4 >= steps.Count * 3
            ? median * Timestamp.PerSecond
            : throw OceanException.BadInput($"{what}: the times follow no step: the most common one, {SplitText.Length(TimeSpan.FromSeconds(common))}, is that of {most} of {steps.Count}; say it with --step (and how far off a time may be with --tolerance), or bring the series to a regular one with --resample, e.g. --resample 1d");
    }

    private static long Usual(long seconds)
    {
        var nearest = UsualSteps.MinBy(step => Math.Abs(Math.Log(step / (double)seconds)));
        return Math.Abs(nearest - seconds) * 20 <= nearest ? nearest : seconds;
    }
}
