using OceanML.Core;

namespace OceanML.Quality;

/// <summary>The range of values expected in a part of the year or between two dates, and at some depths. All ends are inclusive.</summary>
/// <param name="Period">Part of the year by which <paramref name="From"/> and <paramref name="To"/> count; null where they are dates.</param>
/// <param name="From">First month, week, day...; or the first moment in microseconds.</param>
/// <param name="To">Last month, week, day...; or the last moment in microseconds.</param>
/// <param name="Expected">Values outside are suspect.</param>
/// <param name="Possible">Values outside fail; null for no such limits.</param>
/// <param name="Depths">Depths (m or dbar, positive down) it holds for; null for all, known or not.</param>
public sealed record ClimatologySpan(
    CalendarPeriod? Period,
    long From,
    long To,
    (double Least, double Most) Expected,
    (double Least, double Most)? Possible = null,
    (double Least, double Most)? Depths = null)
{
    /// <summary>Whether it holds for a moment (microseconds UTC) and depth (NaN where unknown).</summary>
    public bool Holds(long time, double depth)
    {
        if (time == Timestamp.Missing) return false;
        var at = Period is { } period ? period.Of(time) : time;
        return at >= From && at <= To && (Depths is not { } depths || (depth >= depths.Least && depth <= depths.Most));
    }
}
