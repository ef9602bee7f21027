using System.Globalization;
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
/// <param name="Before">How long before the observation the field may have ended, microseconds, or steps of the product.</param>
/// <param name="After">How long after the observation the field may begin, microseconds, or steps of the product.</param>
/// <param name="InSteps">Whether the two count steps: the length of the composite, or the spacing of the time axis for instants.</param>
public readonly record struct TimeWindow(long Before, long After, bool InSteps = false)
{
    /// <summary>No limit: fields without a time match as well.</summary>
    public static readonly TimeWindow Any = new(long.MaxValue, long.MaxValue);

    private static readonly string[] StepWords = ["steps", "step"];

    /// <summary>Whether time does not matter.</summary>
    public bool IsAny => Before == long.MaxValue;

    /// <summary>The window in words.</summary>
    public string Text
    {
        get
        {
            if (IsAny) return "any";
            var (scale, unit) = InSteps ? (1.0, "steps") : (Timestamp.PerSecond, "s");
            return string.Create(CultureInfo.InvariantCulture, $"{Before / scale:0.###} {unit} before to {After / scale:0.###} {unit} after");
        }
    }

    /// <summary>The same length on both sides.</summary>
    public static TimeWindow Within(TimeSpan length) => new(length.Ticks / TimeSpan.TicksPerMicrosecond, length.Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>
    /// Parses <c>3h</c> (both sides), <c>3h,0h</c> (the field up to 3 h before the observation and not after), <c>2steps</c> or <c>1step,0step</c> (steps of
    /// the product) or <c>any</c>.
    /// </summary>
    /// <exception cref="OceanException">Not a window; the message shows the form expected.</exception>
    public static TimeWindow Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text == "any") return Any;
        var parts = text.Split(',');
        if (parts.Length > 2) throw OceanException.Usage($"'{text}' is not a time window; write 1d, 3h, 2steps, or 3h,0h for before,after, or any");
        var sides = Array.ConvertAll(parts, Side);
        if (sides[0].InSteps != sides[^1].InSteps) throw OceanException.Usage($"the time window '{text}' mixes a duration with steps of the product; use one of them on both sides");
        return new TimeWindow(sides[0].Length, sides[^1].Length, sides[0].InSteps);
    }

    /// <summary>Earliest and latest observation that matches a time step; both inclusive.</summary>
    /// <param name="step">What the time step covers.</param>
    /// <param name="spacing">Microseconds between the steps of the product, for a window in steps of instants; 0 where unknown.</param>
    /// <exception cref="OceanException">The window counts steps, and the product has none.</exception>
    public (long Earliest, long Latest) Around(TimeInterval step, long spacing = 0)
    {
        if (IsAny) return (long.MinValue, long.MaxValue);
        var unit = InSteps ? step.End > step.Start ? step.End - step.Start : spacing : 1;
        if (unit <= 0) throw OceanException.Usage("the time window counts steps of the product, but this field is one instant and has no step; give hours or days");
        return (step.Start - (After * unit), step.End + (Before * unit) - (step.End > step.Start ? 1 : 0));
    }

    private static (long Length, bool InSteps) Side(string text)
    {
        var trimmed = text.Trim();
        foreach (var word in StepWords)
        {
            if (!trimmed.EndsWith(word, StringComparison.Ordinal)) continue;
            return int.TryParse(trimmed[..^word.Length].TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var steps)
                ? (steps, true)
                : throw OceanException.Usage($"'{text}' is not a number of steps; write 1step or 2steps");
        }

        return (Within(Duration.Parse(trimmed)).Before, false);
    }
}
