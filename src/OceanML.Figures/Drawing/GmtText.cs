using System.Text;
using System.Text.RegularExpressions;

namespace OceanML.Figures;

/// <summary>Text as GMT sets it: Helvetica in ISO Latin 1, Greek and relations from the Symbol font, exponents raised.</summary>
public static partial class GmtText
{
    private const char Raise = '\u0001';

    // Advance widths of Helvetica, 1/1000 of the size, for the characters from blank to tilde (Adobe font metrics).
    private static readonly short[] Widths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    /// <summary>A UDUNITS unit with its exponents marked for raising: <c>mg m-3</c> becomes mg m with a raised -3.</summary>
    public static string Unit(string unit) => unit switch
    {
        "degree_Celsius" or "degree_C" or "degrees_Celsius" or "degC" or "celsius" => "\u00B0C",
        "degrees_north" or "degree_north" => "\u00B0N",
        "degrees_east" or "degree_east" => "\u00B0E",
        _ => RaiseExponents(unit),
    };

    private static string RaiseExponents(string unit) => Exponent().Replace(unit, match => $"{match.Groups[1].Value}{Raise}{match.Groups[2].Value}{Raise}");

    /// <summary>A quantity and its unit: <c>Chlorophyll (mg m-3)</c>; pure numbers have no unit.</summary>
    public static string Quantity(string label, string? unit) =>
        string.IsNullOrWhiteSpace(unit) || unit == "1" ? label : $"{label} ({Unit(unit)})";

    /// <summary>The text without the marks of <see cref="Unit"/>.</summary>
    public static string Plain(string text) => text.Replace(Raise.ToString(), "", StringComparison.Ordinal);

    /// <summary>The same for HTML, which the interactive figures understand: exponents between sup tags, everything else escaped.</summary>
    public static string Html(string text)
    {
        var html = new StringBuilder();
        foreach (var (part, isRaised) in Raised(text))
        {
            var escaped = part.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
            html.Append(isRaised ? $"<sup>{escaped.Replace('-', '\u2212')}</sup>" : escaped);
        }

        return html.ToString();
    }

    /// <summary>The parts of a text, those marked by <see cref="Unit"/> as raised.</summary>
    internal static IEnumerable<(string Text, bool IsRaised)> Raised(string text) => text.Split(Raise).Select((part, i) => (part, i % 2 == 1));

    /// <summary>Width of a text, cm.</summary>
    public static double Width(string text, double size, bool bold = false)
    {
        double total = 0;
        foreach (var character in text)
        {
            if (character == Raise) continue;
            total += character is >= ' ' and <= '~' ? Widths[character - ' '] : 556;
        }

        return total / 1000 * size * 2.54 / 72 * (bold ? 1.06 : 1);
    }

    /// <summary>Breaks a text into lines no wider than asked; a single word may be wider.</summary>
    public static IReadOnlyList<string> Wrap(string text, double size, double width, bool bold = false)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Width(longer, size, bold) > width)
            {
                lines.Add(line);
                longer = word;
            }

            line = longer;
        }

        if (line.Length > 0) lines.Add(line);
        return lines;
    }

    /// <summary>The text in GMT's notation, ASCII alone.</summary>
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length + 8);
        foreach (var character in text)
        {
            if (character == Raise)
            {
                encoded.Append("@+");
                continue;
            }

            encoded.Append(character switch
            {
                '@' => "@@",
                '\\' => "\\134",
                >= ' ' and <= '~' => character.ToString(),
                '\u03C3' => "@~s@~",
                '\u0394' => "@~D@~",
                '\u03BB' => "@~l@~",
                '\u03BC' => "\\265",
                '\u202F' or '\u00A0' or '\u2009' => " ",
                '\u2264' => "@~\\243@~",
                '\u2265' => "@~\\263@~",
                // In ISO Latin 1 fonts of PostScript the hyphen has the shape of a minus sign.
                '\u2212' or '\u2013' or '\u2014' => "-",
                '\u2018' or '\u2019' => "'",
                '\u2026' => "...",
                >= '\u00A0' and <= '\u00FF' => "\\" + Convert.ToString(character, 8),
                _ when char.IsControl(character) => " ",
                _ => "?",
            });
        }

        return encoded.ToString();
    }

    [GeneratedRegex(@"(?<![0-9])([A-Za-z\u00B5\u03BC%])\^?([-\u2212]?[1-9])(?![0-9.])")]
    private static partial Regex Exponent();
}
