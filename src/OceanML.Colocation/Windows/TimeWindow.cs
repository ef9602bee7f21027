using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>
/// How far in time a field may be from an observation. A composite that covers [start, end) matches an observation at t when
/// start - <see cref="After"/> &lt;= t &lt; end + <see cref="Before"/>: the interval that the field covers, extended by the window. An
/// instantaneous field matches when time - <see cref="After"/> &lt;= t &lt;= time + <see cref="Before"/>.
/// </summary>
/// <remarks>
/// For a daily composite and one day it takes observations from 24 h before the start to 24 h after the end of what the composite covers; with zero,
/// observations within the interval itself.
/// </remarks>
/// <param name="Before">How long before the observation the field may have ended, microseconds.</param>
/// <param name="After">How long after the observation the field may begin, microseconds.</param>
public readonly record struct TimeWindow(long Before, long After)
{
    /// <summary>No limit: fields without a time match as well.</summary>
    public static readonly TimeWindow Any = new(long.MaxValue, long.MaxValue);

    /// <summary>Whether time does not matter.</summary>
    public bool IsAny => Before == long.MaxValue;

    /// <summary>The same length on both sides.</summary>
    public static TimeWindow Within(TimeSpan length) => new(length.Ticks / TimeSpan.TicksPerMicrosecond, length.Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>Parses <c>3h</c> (both sides), <c>3h,0h</c> (the field up to 3 h before the observation and not after) or <c>any</c>.</summary>
    /// <exception cref="OceanException">Not a window; the message shows the form expected.</exception>
    public static TimeWindow Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text == "any") return Any;
        var parts = text.Split(',');
        if (parts.Length > 2) throw OceanException.Usage($"'{text}' is not a time window; write 1d, 3h, or 3h,0h for before,after, or any");
        var before = Within(Duration.Parse(parts[0].Trim()));
        return parts.Length == 1 ? before : before with { After = Within(Duration.Parse(parts[1].Trim())).After };
    }

    /// <summary>Earliest and latest observation that matches a time step; both inclusive.</summary>
    public (long Earliest, long Latest) Around(TimeInterval step) =>
        IsAny ? (long.MinValue, long.MaxValue) : (step.Start - After, step.End + Before - (step.End > step.Start ? 1 : 0));
}
