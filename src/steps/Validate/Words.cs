using System.Globalization;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>Options that hold lists.</summary>
internal static class Words
{
    /// <summary>The words of a list option, which may also be separated by commas.</summary>
    public static List<string> Listed(string[]? texts) =>
        [.. (texts ?? []).SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    /// <summary>A level and its column, <c>0.1:CHLA_lower</c>.</summary>
    public static (double Level, string Column) Quantile(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && colon < text.Length - 1 && double.TryParse(text[..colon], NumberStyles.Float, CultureInfo.InvariantCulture, out var level) && level is > 0 and < 1)
            return (level, text[(colon + 1)..]);
        throw OceanException.Usage($"--quantiles: '{text}' is not a level between 0 and 1 and a column, as in 0.1:CHLA_lower");
    }

    /// <summary>A level of <c>--extremes</c>.</summary>
    public static double Level(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var level) && level is > 0 and < 1
            ? level
            : throw OceanException.Usage($"--extremes: '{text}' is not a level between 0 and 1, such as 0.95");

    /// <summary>A length of time in microseconds; 0 or more.</summary>
    public static long Microseconds(string text) => Duration.Parse(text).Ticks / TimeSpan.TicksPerMicrosecond;
}
