using System.Globalization;

namespace OceanML.Core;

/// <summary>Lengths of time as users write them: <c>1d</c>, <c>3h</c>, <c>30min</c>, <c>90s</c>.</summary>
public static class Duration
{
    /// <summary>Parses a length of time.</summary>
    /// <exception cref="OceanException">Not a length of time; the message shows the form expected.</exception>
    public static TimeSpan Parse(string text)
    {
        var split = text.AsSpan().IndexOfAnyExcept("0123456789.");
        var number = split < 0 ? text : text[..split];
        var unit = split < 0 ? "" : text[split..].Trim();
        var seconds = unit switch
        {
            "d" or "day" or "days" => 86400.0,
            "h" or "hour" or "hours" => 3600.0,
            "min" or "minute" or "minutes" => 60.0,
            "s" or "second" or "seconds" => 1.0,
            _ => double.NaN,
        };
        if (!double.IsNaN(seconds) && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return TimeSpan.FromSeconds(value * seconds);
        throw OceanException.Usage($"'{text}' is not a length of time; write 1d, 3h, 30min or 90s");
    }
}
