using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Events found in the series of a table.</summary>
/// <param name="State">For each row 1 within an event, 0 outside, NaN where the value is missing and no event goes over it.</param>
/// <param name="Number">For each row the number of its event from 1, NaN outside; numbers follow series and time.</param>
/// <param name="Events">First and last row of each event.</param>
/// <param name="TooShort">Runs that were shorter than an event must be.</param>
public sealed record SeriesEvents(double[] State, double[] Number, IReadOnlyList<(int First, int Last)> Events, int TooShort)
{
    /// <summary>Finds the events of every series.</summary>
    public static SeriesEvents Find(EventRule rule, double[] values, long[] times, SeriesIndex series)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(series);
        var (state, number) = (new double[values.Length], new double[values.Length]);
        for (var row = 0; row < state.Length; row++) (state[row], number[row]) = (double.IsNaN(values[row]) ? double.NaN : 0, double.NaN);
        var (events, tooShort) = (new List<(int, int)>(), 0);
        var gap = Math.Max(rule.Gap.Ticks / TimeSpan.TicksPerMicrosecond, series.Step + series.Tolerance);
        var shortest = rule.Duration.Ticks / TimeSpan.TicksPerMicrosecond;
        foreach (var rows in series.Whole())
        {
            for (var at = 0; at < rows.Count; at++)
            {
                if (double.IsNaN(values[rows[at]]) || !rule.IsBeyond(values[rows[at]])) continue;
                var (first, last) = (at, at);
                for (var next = at + 1; next < rows.Count && times[rows[next]] - times[rows[last]] <= gap; next++)
                {
                    if (rule.IsBeyond(values[rows[next]])) last = next;
                }

                at = last;
                if (times[rows[last]] - times[rows[first]] + series.Step < shortest)
                {
                    tooShort++;
                    continue;
                }

                events.Add((rows[first], rows[last]));
                for (var one = first; one <= last; one++) (state[rows[one]], number[rows[one]]) = (1, events.Count);
            }
        }

        return new SeriesEvents(state, number, events, tooShort);
    }
}
