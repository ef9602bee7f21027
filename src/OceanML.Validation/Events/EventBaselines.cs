using OceanML.Core;

namespace OceanML.Validation;

/// <summary>Forecasts that need no model: how often there is an event at this time of year, and that what is goes on.</summary>
public static class EventBaselines
{
    /// <summary>Days before and after a day of the year that are averaged for <see cref="Climatology"/>.</summary>
    public const int Days = 15;

    /// <summary>
    /// The share of event rows within <see cref="Days"/> of the same day of the year in the other years of the series. A row never counts for its
    /// own forecast where there are several years; with one year, or without times, it is the share of event rows in the series.
    /// </summary>
    /// <param name="rows">The rows, in order.</param>
    /// <returns>Probability of each row, and whether other years were used for all.</returns>
    public static (double[] Probability, bool OtherYears) Climatology(EventRows rows)
    {
        var n = rows.Observed.Length;
        var (probability, other) = (new double[n], true);
        for (var first = 0; first < n;)
        {
            var last = first;
            while (last < n && rows.Series[last] == rows.Series[first]) last++;
            other &= Series(rows, first, last, probability);
            first = last;
        }

        return (probability, other);
    }

    /// <summary>
    /// The state of the last row at least <paramref name="lead"/> before, not older than three steps or another lead; NaN where there is none.
    /// </summary>
    /// <param name="rows">The rows, in order and with times.</param>
    /// <param name="lead">How long before the forecast was made, microseconds.</param>
    public static double[] Persistence(EventRows rows, long lead)
    {
        var (times, oldest) = (rows.Times!, lead + Math.Max(lead, 3 * rows.Step()));
        var states = new double[rows.Observed.Length];
        for (int i = 0, last = -1; i < states.Length; i++)
        {
            if (i > 0 && rows.Series[i] != rows.Series[i - 1]) last = i - 1;
            while (last + 1 < i && times[last + 1] <= times[i] - lead) last++;
            var usable = last >= 0 && rows.Series[last] == rows.Series[i] && times[i] - times[last] >= lead && times[i] - times[last] <= oldest;
            states[i] = usable ? rows.Observed[last] : double.NaN;
        }

        return states;
    }

    private static bool Series(EventRows rows, int first, int last, double[] probability)
    {
        const int days = 366;
        var (all, events) = (0.0, 0.0);
        var years = new SortedDictionary<int, (double[] Rows, double[] Events)>();
        var (when, total) = (new (int Year, int Day)[last - first], (Rows: new double[days], Events: new double[days]));
        for (var i = first; i < last; i++)
        {
            all++;
            events += rows.Observed[i];
            if (rows.Times is null) continue;
            var time = Timestamp.ToDateTime(rows.Times[i]);
            when[i - first] = (time.Year, time.DayOfYear - 1);
            if (!years.TryGetValue(time.Year, out var year)) years[time.Year] = year = (new double[days], new double[days]);
            year.Rows[time.DayOfYear - 1]++;
            year.Events[time.DayOfYear - 1] += rows.Observed[i];
            total.Rows[time.DayOfYear - 1]++;
            total.Events[time.DayOfYear - 1] += rows.Observed[i];
        }

        if (years.Count < 2)
        {
            Array.Fill(probability, events / all, first, last - first);
            return false;
        }

        var known = new Dictionary<(int, int), double>();
        for (var i = first; i < last; i++)
        {
            if (!known.TryGetValue(when[i - first], out probability[i])) known[when[i - first]] = probability[i] = Around(when[i - first].Day, total, years[when[i - first].Year]);
        }

        return true;
    }

    private static double Around(int day, (double[] Rows, double[] Events) total, (double[] Rows, double[] Events) own)
    {
        var (rows, events) = (0.0, 0.0);
        for (var d = day - Days; d <= day + Days; d++)
        {
            var at = (d + 366) % 366;
            rows += total.Rows[at] - own.Rows[at];
            events += total.Events[at] - own.Events[at];
        }

        return rows > 0 ? events / rows : (total.Events.Sum() - own.Events.Sum()) / (total.Rows.Sum() - own.Rows.Sum());
    }
}
