using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Fields;

/// <summary>
/// Times in a file that cannot all be right. The time axis is what counts: producers that cut, merge or convert files leave attributes of the
/// source behind (<c>time_coverage_start</c> of CMEMS is known for it).
/// </summary>
internal static class TimeContradiction
{
    private const long Tolerance = Timestamp.PerDay;
    private const long LongestComposite = 32 * Timestamp.PerDay;

    /// <summary>Global attributes that no step of the axis agrees with; null where there is nothing to say.</summary>
    public static string? Of(NetCdfVariable axis, IReadOnlyList<TimeInterval> steps, TimeInterval? coverage)
    {
        var known = steps.Where(step => step.Start != Timestamp.Missing).ToList();
        if (known.Count == 0) return $"no time of '{axis.Path}' is known";
        if (coverage is not { } stated) return null;
        var (start, end) = (known.Min(step => step.Start), known.Max(step => step.End));

        // A composite may be dated by its middle, and its coverage end a period later than its last date.
        var agrees = start >= stated.Start - Tolerance && end <= stated.End + LongestComposite;
        return agrees ? null
            : $"the time axis '{axis.Path}' ({Span(start, end)}) contradicts the coverage in the global attributes ({Span(stated.Start, stated.End)}); the axis is used";
    }

    /// <summary>Bounds far narrower than the period that the steps stand for, as monthly means with bounds of a day; null where they agree.</summary>
    public static string? OfBounds(NetCdfVariable axis, IReadOnlyList<TimeInterval> bounds, string? period)
    {
        if (period != CompositePeriod.Month || bounds.Count == 0) return null;
        var widest = bounds.Max(step => step.End - step.Start);
        if (widest == 0 || widest >= 27 * Timestamp.PerDay) return null;
        var days = ((double)widest / Timestamp.PerDay).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
        return $"the steps of '{axis.Path}' are monthly and their bounds cover {days} {(days == "1" ? "day" : "days")}; whole months are used";
    }

    private static string Span(long start, long end) => $"{Timestamp.Format(start)} to {Timestamp.Format(end)}";
}
