using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Events as units: the time line is cut half way between the end of one event and the beginning of the next, whatever the platform, so that
/// each event is held out with the calm around it. Events that overlap in time are one unit, and so are those nearer than two margins, of which the margin
/// would leave nothing.
/// </summary>
internal static class EventUnits
{
    public static SplitUnits Of(SplitRows rows, SplitPlan plan)
    {
        var times = SplitUnits.Times(rows, plan);
        var labels = rows.Labels ?? throw OceanException.BadInput($"--split {plan.Text}: the table has no column '{plan.Column}'");
        var spans = new SortedDictionary<string, (long Start, long End)>(StringComparer.Ordinal);
        for (var row = 0; row < rows.Count; row++)
        {
            if (labels[row] is not { Length: > 0 } label || label == "0") continue;
            var (start, end) = spans.GetValueOrDefault(label, (long.MaxValue, long.MinValue));
            spans[label] = (Math.Min(start, times[row]), Math.Max(end, times[row]));
        }

        if (spans.Count < 2)
            throw OceanException.BadInput($"--split {plan.Text}: column '{plan.Column}' names {(spans.Count == 0 ? "no event" : "one event alone")}; a split by event needs two or more, each with a number or name of its own (oceanml-dataset --event writes event_id), and nothing or 0 between them");
        var margin = (plan.Margin ?? TimeSpan.Zero).Ticks / TimeSpan.TicksPerMicrosecond;
        var events = Merged([.. spans.Select(pair => (pair.Key, pair.Value.Start, pair.Value.End)).OrderBy(span => span.Start).ThenBy(span => span.End)], 2 * margin);
        if (events.Count < 2) throw OceanException.BadInput($"--split {plan.Text}: all {spans.Count} events overlap in time or lie nearer than two margins to each other, so none can be held out alone");
        long[] cuts = [.. Enumerable.Range(1, events.Count - 1).Select(i => events[i - 1].End + ((events[i].Start - events[i - 1].End) / 2) + 1)];
        var unit = times.Select(time => cuts.Count(cut => cut <= time)).ToArray();
        var joined = spans.Count - events.Count;
        return new SplitUnits(unit, [.. events.Select(one => one.Name)], joined == 0 ? [] : [$"{joined} events overlap another one in time or lie nearer than two margins to it, and are held out with it"]);
    }

    private static List<(string Name, long Start, long End)> Merged(List<(string Name, long Start, long End)> spans, long apart)
    {
        var merged = new List<(string Name, long Start, long End)>();
        foreach (var span in spans)
        {
            if (merged.Count > 0 && span.Start <= merged[^1].End + apart) merged[^1] = (merged[^1].Name + " + " + span.Name, merged[^1].Start, Math.Max(merged[^1].End, span.End));
            else merged.Add(span);
        }

        return merged;
    }
}
