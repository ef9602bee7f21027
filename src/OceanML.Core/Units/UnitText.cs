using System.Text.RegularExpressions;

namespace OceanML.Core;

/// <summary>Units as files spell them, compared without a unit library: mg/m^3, mg m^-3 and mg m-3 are one unit.</summary>
public static partial class UnitText
{
    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.Ordinal)
    {
        ["degree_celsius"] = "degc",
        ["degrees_celsius"] = "degc",
        ["degree_c"] = "degc",
        ["degrees_c"] = "degc",
        ["celsius"] = "degc",
        ["°c"] = "degc",
        ["psu"] = "1",
        ["pss-78"] = "1",
        ["dimensionless"] = "1",
        ["unitless"] = "1",
        ["-"] = "1",
        ["degree"] = "degrees",
        ["degrees_north"] = "degrees",
        ["degree_north"] = "degrees",
        ["degrees_east"] = "degrees",
        ["degree_east"] = "degrees",
        ["decibar"] = "dbar",
        ["meter"] = "m",
        ["metre"] = "m",
        ["meters"] = "m",
        ["metres"] = "m",
        ["micromole/kg"] = "umol kg-1",
        ["sr-1"] = "sr-1",
    };

    /// <summary>True only where both are known and mean different units; an unknown unit differs from none.</summary>
    public static bool Differ(string? a, string? b) => !string.IsNullOrWhiteSpace(a) && !string.IsNullOrWhiteSpace(b) && Plain(a) != Plain(b);

    // mg/m^3, mg m^-3, mg·m-3 and mg m**-3 are one unit.
    private static string Plain(string unit)
    {
        var text = unit.Trim().ToLowerInvariant().Replace("µ", "u", StringComparison.Ordinal).Replace("μ", "u", StringComparison.Ordinal).Replace("micromole", "umol", StringComparison.Ordinal);
        if (Synonyms.TryGetValue(text, out var known)) return known;
        text = text.Replace("**", "", StringComparison.Ordinal).Replace("^", "", StringComparison.Ordinal).Replace('·', ' ').Replace('*', ' ').Replace('.', ' ');
        text = Quotient().Replace(text, match => $" {match.Groups[1].Value}-{(match.Groups[2].Length == 0 ? "1" : match.Groups[2].Value)}");
        text = Blanks().Replace(text, " ").Trim();
        return Synonyms.GetValueOrDefault(text, text);
    }

    [GeneratedRegex(@"/\s*([a-z]+)(\d*)")]
    private static partial Regex Quotient();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
