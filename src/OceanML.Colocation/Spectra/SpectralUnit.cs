using System.Text.RegularExpressions;

namespace OceanML.Colocation;

/// <summary>
/// Units of spectral irradiance and radiance as files spell them (uW/cm^2/nm, mW cm-2 um-1 sr-1, W m-2 um-1 sr-1), turned into factors.
/// </summary>
public static partial class SpectralUnit
{
    /// <summary>
    /// The factor to W m-2 nm-1 (and sr-1), e.g. 0.01 for <c>mW cm-2 um-1</c> and for <c>uW cm-2 nm-1</c>, 0.001 for <c>W m-2 um-1</c>; null where the
    /// text is no such unit.
    /// </summary>
    /// <param name="unit">The unit.</param>
    /// <param name="isRadiance">Whether it must be per steradian (radiance), or must not be (irradiance).</param>
    public static double? Factor(string? unit, bool isRadiance)
    {
        if (string.IsNullOrWhiteSpace(unit)) return null;
        double? power = null, area = null, width = null;
        var solid = false;
        var text = unit.Replace("µ", "u", StringComparison.Ordinal).Replace("μ", "u", StringComparison.Ordinal)
            .Replace("**", "", StringComparison.Ordinal).Replace("^", "", StringComparison.Ordinal);
        foreach (Match match in Part().Matches(text))
        {
            var (symbol, exponent) = (match.Groups["symbol"].Value, match.Groups["exponent"].Value);
            var inverse = match.Groups["slash"].Value.Length > 0 || InBrackets(text, match.Index);
            var degree = (exponent.Length == 0 ? 1 : int.Parse(exponent, System.Globalization.CultureInfo.InvariantCulture)) * (inverse ? -1 : 1);
            switch (symbol, degree)
            {
                case ("W", 1): power = 1; break;
                case ("mW", 1): power = 1e-3; break;
                case ("uW", 1): power = 1e-6; break;
                case ("m", -2): area = 1; break;
                case ("cm", -2): area = 1e4; break;
                case ("nm", -1): width = 1; break;
                case ("um" or "micron" or "micrometer", -1): width = 1e-3; break;
                case ("sr", -1): solid = true; break;
                default: return null;
            }
        }

        return power is null || area is null || width is null || solid != isRadiance ? null : power * area * width;
    }

    // W/(m2 um sr): what is in brackets after a slash is below it.
    private static bool InBrackets(string text, int index)
    {
        var open = text.IndexOf("/(", StringComparison.Ordinal);
        return open >= 0 && index > open && index < text.IndexOf(')', open);
    }

    [GeneratedRegex(@"(?<slash>/\s*)?(?<symbol>[a-zA-Z]+)(?<exponent>-?\d+)?")]
    private static partial Regex Part();
}
