using System.Globalization;

namespace OceanML.Quality;

/// <summary>Whether two spellings of a unit mean the same: <c>micromole/kg</c>, <c>umol kg-1</c> and <c>\u00b5mol kg^-1</c> do.</summary>
internal static class UnitText
{
    /// <summary>Whether the unit written is the one expected; nothing written is taken for it.</summary>
    public static bool IsSame(string? written, string expected) => string.IsNullOrWhiteSpace(written) || Plain(written) == Plain(expected);

    /// <summary>Factors in alphabetical order, each with its exponent.</summary>
    private static string Plain(string unit)
    {
        var text = Symbol(unit.Trim().ToLowerInvariant());
        var factors = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var sign = 1;
        foreach (var part in text.Replace("**", "^", StringComparison.Ordinal).Replace("/", " / ", StringComparison.Ordinal).Split([' ', '.', '*', '\u00b7'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "/")
            {
                sign = -1;
                continue;
            }

            var split = part.AsSpan().IndexOfAny("^-0123456789");
            var symbol = Symbol(split < 0 ? part : part[..split]);
            var exponent = split < 0 ? 1 : int.TryParse(part[split..].TrimStart('^'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power) ? power : 1;
            if (symbol.Length > 0 && symbol != "1") factors[symbol] = factors.GetValueOrDefault(symbol) + (sign * exponent);
        }

        return string.Join(' ', factors.Where(factor => factor.Value != 0).Select(factor => $"{factor.Key}{factor.Value}"));
    }

    private static string Symbol(string text) => text switch
    {
        "degree_celsius" or "degrees_celsius" or "degree celsius" or "degrees celsius" or "celsius" or "degc" or "deg_c" or "deg c" or "\u00b0c" or "c" => "celsius",
        "psu" or "pss" or "pss-78" or "pss78" or "1e-3" or "0.001" or "dimensionless" or "total" => "1",
        "decibar" or "decibars" => "dbar",
        "micromole" or "micromol" or "\u00b5mol" or "\u03bcmol" or "micromolequanta" => "umol",
        "milligram" or "milligrams" => "mg",
        "sec" or "second" => "s",
        "meter" or "metre" => "m",
        "ppb" => "1e-9",
        _ => text,
    };
}
