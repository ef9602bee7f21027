using System.Globalization;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>Reads limits of other variables as users write them.</summary>
internal static class PixelLimit
{
    /// <summary><c>sun_zenith=70</c> (at most), <c>SST=5..30</c>; a protocol file writes <c>sun_zenith: 70</c>.</summary>
    /// <exception cref="OceanException">Not of this form.</exception>
    public static PixelCondition Parse(string text)
    {
        var at = text.IndexOfAny(['=', ':']);
        var range = at > 0 ? text[(at + 1)..].Split("..") : [];
        return range.Length is 1 or 2 && Number(range[^1], double.PositiveInfinity) is { } maximum && Number(range.Length == 2 ? range[0] : "", double.NegativeInfinity) is { } minimum
            && (double.IsFinite(minimum) || double.IsFinite(maximum))
            ? new PixelCondition(text[..at].Trim(), minimum, maximum)
            : throw OceanException.Usage($"'{text}' is not a limit; write sun_zenith=70 for at most 70, or NAME=MIN..MAX");
    }

    private static double? Number(string text, double empty) =>
        text.Trim().Length == 0 ? empty : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
