using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OceanML.Core;

/// <summary>Takes the spelling of a unit apart into factors with exponents.</summary>
internal static partial class UnitParser
{
    public static Unit? Parse(string text)
    {
        var plain = Normalise(text);
        if (plain.Length == 0) return null;
        if (UnitSymbols.Find(plain.Replace(' ', '_')) is { } whole) return Of([(whole, 1)], 1, 0, alone: true);
        if (plain is "C") return Of([(UnitSymbols.Find("degC")!, 1)], 1, 0, alone: true);
        if (plain is "F") return Of([(UnitSymbols.Find("degF")!, 1)], 1, 0, alone: true);
        var factors = new List<(UnitSymbols.Symbol Symbol, int Exponent)>();
        var (number, decade, divides) = (1.0, 0, false);
        var capitals = plain.AsSpan().IndexOfAnyInRange('a', 'z') < 0 && Word().IsMatch(plain);
        var at = 0;
        while (at < plain.Length)
        {
            var match = Token().Match(plain, at);
            if (!match.Success) return null;
            at = match.Index + match.Length;
            if (match.Groups["slash"].Success)
            {
                divides = true;
            }
            else if (match.Groups["number"].Success)
            {
                if (!TryNumber(match.Groups["number"].Value, out var value, out var power)) return null;
                if (divides) (number, decade) = (number / value, decade - power);
                else (number, decade) = (number * value, decade + power);
            }
            else if (match.Groups["name"].Success)
            {
                var name = match.Groups["name"].Value;
                var explicitly = match.Groups["exponent"].Success;
                var exponent = explicitly ? int.Parse(match.Groups["exponent"].Value.TrimStart('^', '+'), CultureInfo.InvariantCulture) : 1;

                // MG/M3 is no milligram per cubic mole per litre.
                if (capitals && name == "M") name = "m";

                // Carbon in "mg C m-3" says what is weighed.
                if (name is "C" or "c" && factors.Count > 0) continue;
                if (UnitSymbols.Find(name) is not { } symbol) return null;
                factors.Add((symbol, divides && exponent > 0 ? -exponent : exponent));
            }
        }

        return Of(factors, number, decade, alone: factors is [(_, 1)] && number == 1 && decade == 0);
    }

    private static Unit Of(List<(UnitSymbols.Symbol Symbol, int Exponent)> factors, double mantissa, int decade, bool alone)
    {
        var dimensions = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (symbol, exponent) in factors)
        {
            mantissa *= symbol.Mantissa == 1 ? 1 : Math.Pow(symbol.Mantissa, exponent);
            decade += symbol.Decade * exponent;
            foreach (var (name, power) in symbol.Dimensions) Unit.Multiply(dimensions, name, power * exponent);
        }

        var isVolume = factors.Exists(factor => factor.Exponent == 1 && factor.Symbol.Dimensions is [("m", 3)]);
        return new Unit(mantissa, decade, alone ? factors[0].Symbol.Offset : 0, dimensions) { CountsVolume = isVolume };
    }

    /// <summary>A number as its digits and a power of ten: 0.001, 1e-3 and 10^-3 are all 1 and -3.</summary>
    private static bool TryNumber(string text, out double mantissa, out int decade)
    {
        (mantissa, decade) = (1, 0);
        if (text.StartsWith("10^", StringComparison.Ordinal)) return int.TryParse(text.AsSpan(3), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decade);
        if (text is ['1', '0', '-', ..]) return int.TryParse(text.AsSpan(2), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decade);
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || value <= 0) return false;
        for (; value < 1; decade--) value *= 10;
        for (; value >= 10; decade++) value /= 10;
        mantissa = (double)value;
        return true;
    }

    // One way to write signs, powers and degrees. Words that only comment are dropped: "ITS-90, deg C", "umol/kg of seawater".
    private static string Normalise(string text)
    {
        var plain = new StringBuilder(text.Length + 8);
        var raised = false;
        foreach (var character in text.Trim())
        {
            var digit = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079".IndexOf(character, StringComparison.Ordinal);
            if (digit >= 0 || character == '\u207b')
            {
                if (!raised) plain.Append('^');
                plain.Append(digit >= 0 ? (char)('0' + digit) : '-');
                raised = true;
                continue;
            }

            raised = false;
            _ = character switch
            {
                '\u00b5' or '\u03bc' => plain.Append('u'),
                '\u00b0' or '\u00ba' => plain.Append("deg"),
                '\u2212' or '\u2013' => plain.Append('-'),
                '\u00b7' or '\u22c5' or '\u00d7' => plain.Append(' '),
                _ => plain.Append(character),
            };
        }

        var result = plain.Replace("**", "^").Replace("*", " ").ToString();
        if (result is ['[', .., ']'] or ['(', .., ')']) result = result[1..^1];
        result = Prefix().Replace(Per().Replace(result, "/"), "$1");
        if (Scale68().IsMatch(result)) return "degC68";
        result = Scale90().Replace(result, "");
        return Blanks().Replace(result, " ").Trim();
    }

    [GeneratedRegex(@"\G(?:[ .]+|(?<slash>\s*/\s*)|(?<number>10\^?[-+]\d+(?![\d.eE])|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|(?<name>[A-Za-z_%\u2030]+)(?<exponent>\^?[-+]?\d+)?)")]
    private static partial Regex Token();

    [GeneratedRegex("[A-Z]{2}")]
    private static partial Regex Word();

    [GeneratedRegex(@"\bper\b", RegexOptions.IgnoreCase)]
    private static partial Regex Per();

    // "micro einstein" is one word.
    [GeneratedRegex(@"\b(nano|micro|milli|centi|kilo|hecto)\s+(?=[a-z])", RegexOptions.IgnoreCase)]
    private static partial Regex Prefix();

    [GeneratedRegex(@"^\s*\(?I?PTS[-_ ]?(19)?68\)?[ ,]*(deg[ _]?C)?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Scale68();

    [GeneratedRegex(@"\(?\bITS[-_ ]?(19)?90\)?[ ,]*(?=deg)|(?<=\w)[ ,]+\(?(ITS[-_ ]?(19)?90|PSS[-_ ]?78)\)?$|\bof sea ?water\b", RegexOptions.IgnoreCase)]
    private static partial Regex Scale90();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
