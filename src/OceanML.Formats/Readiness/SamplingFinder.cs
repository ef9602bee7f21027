using OceanML.Core;
using OceanML.Formats.Observations;

namespace OceanML.Formats.Readiness;

/// <summary>Finds how rows lie in time and space.</summary>
internal static class SamplingFinder
{
    private const double Tolerance = 0.05;

    /// <summary>The names of the seasons in <see cref="SamplingFacts.BySeason"/>.</summary>
    public static readonly string[] Seasons = ["Dec-Feb", "Mar-May", "Jun-Aug", "Sep-Nov"];

    /// <summary>How the rows of a table lie; null where it has no times.</summary>
    public static SamplingFacts? Find(Table table)
    {
        if (table.Find("time") is not TimeColumn time) return null;
        var times = time.Values;
        var platforms = (table.Find("platform") as TextColumn)?.Values;
        var (instants, backwards, withoutTime, seasons) = (new Dictionary<string, HashSet<long>>(StringComparer.Ordinal), 0, 0, new int[4]);
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var row = 0; row < times.Length; row++)
        {
            if (times[row] == Timestamp.Missing)
            {
                withoutTime++;
                continue;
            }

            var platform = platforms?[row] ?? "";
            if (last.TryGetValue(platform, out var before) && times[row] < before) backwards++;
            last[platform] = times[row];
            if (!instants.TryGetValue(platform, out var own)) instants[platform] = own = [];
            own.Add(times[row]);
            seasons[Season(times[row])]++;
        }

        var facts = new SamplingFacts
        {
            Rows = times.Length,
            WithoutTime = withoutTime,
            WithoutPosition = WithoutPosition(table),
            Platforms = platforms is null ? 0 : instants.Keys.Count(name => name.Length > 0),
            Instants = instants.Values.Sum(own => own.Count),
            Backwards = backwards,
            Duplicates = ObservationDuplicates.Find(table).Length,
            BySeason = seasons,
            Period = instants.Count == 0 ? null : (instants.Values.Min(own => own.Min()), instants.Values.Max(own => own.Max())),
        };
        return WithSteps(facts, instants);
    }

    /// <summary>The season of an instant, 0 for December to February.</summary>
    public static int Season(long time) => Timestamp.ToDateTime(time).Month % 12 / 3;

    private static SamplingFacts WithSteps(SamplingFacts facts, Dictionary<string, HashSet<long>> instants)
    {
        var steps = new List<long>();
        (string Platform, long From, long To)? longest = null;
        var spans = new List<(string Platform, long[] Times)>();
        foreach (var (platform, own) in instants.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            long[] sorted = [.. own.Order()];
            spans.Add((platform, sorted));
            for (var i = 1; i < sorted.Length; i++)
            {
                var step = sorted[i] - sorted[i - 1];
                steps.Add(step);
                if (longest is null || step > longest.Value.To - longest.Value.From) longest = (platform, sorted[i - 1], sorted[i]);
            }
        }

        if (steps.Count == 0) return facts;
        steps.Sort();
        var usual = steps[(steps.Count - 1) / 2];
        var (inGaps, whole) = (0.0, 0.0);
        foreach (var step in steps)
        {
            whole += step;
            if (step > 3 * usual) inGaps += step - usual;
        }

        return facts with
        {
            Step = usual,
            Regular = steps.Count(step => Math.Abs(step - usual) <= Tolerance * usual) / (double)steps.Count,
            LongestGap = longest,
            GapShare = whole == 0 ? 0 : inGaps / whole,
        };
    }

    private static int WithoutPosition(Table table)
    {
        if (table.Find("latitude") is not NumberColumn latitude || table.Find("longitude") is not NumberColumn longitude) return table.RowCount;
        var count = 0;
        for (var row = 0; row < table.RowCount; row++)
        {
            if (!(Math.Abs(latitude.Values[row]) <= 90 && Math.Abs(longitude.Values[row]) <= 360)) count++;
        }

        return count;
    }
}
