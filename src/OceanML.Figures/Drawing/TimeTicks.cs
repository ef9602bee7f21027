using System.Globalization;
using OceanML.Core;

namespace OceanML.Figures;

/// <summary>Ticks of a time axis: years, months, days or hours, whichever leaves room for the words.</summary>
public static class TimeTicks
{
    private static readonly int[] Years = [1, 2, 5, 10, 20, 50, 100];
    private static readonly int[] Months = [1, 2, 3, 6];
    private static readonly int[] Days = [1, 2, 5, 10];
    private static readonly int[] Hours = [1, 3, 6, 12];

    /// <summary>Instants and their words, no more than asked.</summary>
    /// <param name="from">Lower end, microseconds since 1970 UTC.</param>
    /// <param name="to">Upper end, above the lower one.</param>
    /// <param name="atMost">How many have room.</param>
    public static IReadOnlyList<(double At, string Text)> Of(double from, double to, int atMost)
    {
        var start = Timestamp.ToDateTime((long)from);
        foreach (var step in Hours)
        {
            if ((to - from) / (step * 3600.0 * Timestamp.PerSecond) <= atMost) return Take(start.Date, time => time.AddHours(step), "d MMM HH:mm", from, to);
        }

        foreach (var step in Days)
        {
            // Days count from the first of the month, and the last few of a long month give way to the next first.
            if ((to - from) / (step * (double)Timestamp.PerDay) <= atMost) return Take(First(start), time => Day(time, step), "d MMM", from, to);
        }

        foreach (var step in Months)
        {
            if ((to - from) / (step * 30.4 * Timestamp.PerDay) <= atMost) return Take(new DateTime(start.Year, 1, 1), time => time.AddMonths(step), "MMM yyyy", from, to);
        }

        foreach (var step in Years)
        {
            if ((to - from) / (step * 365.25 * Timestamp.PerDay) <= atMost || step == Years[^1])
                return Take(new DateTime(Math.Max(1, start.Year / step * step), 1, 1), time => time.AddYears(step), "yyyy", from, to);
        }

        return [];
    }

    /// <summary>What the axis says below its ticks: the year where the ticks do not.</summary>
    public static string Title(double from, double to)
    {
        var (start, end) = (Timestamp.ToDateTime((long)from), Timestamp.ToDateTime((long)to));
        if ((end - start).TotalDays > 120) return "Time (UTC)";
        return start.Year == end.Year
            ? string.Create(CultureInfo.InvariantCulture, $"Time (UTC), {start.Year}")
            : string.Create(CultureInfo.InvariantCulture, $"Time (UTC), {start.Year} to {end.Year}");
    }

    private static DateTime First(DateTime time) => new(time.Year, time.Month, 1);

    private static DateTime Day(DateTime time, int step)
    {
        var next = time.AddDays(step);
        var first = First(time).AddMonths(1);
        return next.AddDays(step / 2) >= first || next.Month != time.Month ? first : next;
    }

    private static List<(double At, string Text)> Take(DateTime start, Func<DateTime, DateTime> next, string format, double from, double to)
    {
        var ticks = new List<(double, string)>();
        for (var time = start; Timestamp.From(time) <= to; time = next(time))
        {
            double at = Timestamp.From(time);
            if (at >= from) ticks.Add((at, time.ToString(format, CultureInfo.InvariantCulture)));
        }

        return ticks;
    }
}
