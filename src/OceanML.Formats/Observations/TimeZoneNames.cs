using System.Globalization;
using System.Text.RegularExpressions;
using OceanML.Core;

namespace OceanML.Formats.Observations;

/// <summary>Time zones that the name of a column states: <c>time PST</c>, <c>Date (UTC+2)</c>. Names that mean different zones in different countries (CST, IST) are none.</summary>
internal static partial class TimeZoneNames
{
    private static readonly Dictionary<string, double> Hours = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UTC"] = 0, ["GMT"] = 0, ["Z"] = 0, ["WET"] = 0, ["WEST"] = 1, ["CET"] = 1, ["CEST"] = 2, ["MEZ"] = 1, ["MESZ"] = 2, ["EET"] = 2, ["EEST"] = 3,
        ["EST"] = -5, ["EDT"] = -4, ["MST"] = -7, ["MDT"] = -6, ["PST"] = -8, ["PDT"] = -7, ["AKST"] = -9, ["AKDT"] = -8, ["HST"] = -10,
        ["JST"] = 9, ["AWST"] = 8, ["AEST"] = 10, ["AEDT"] = 11, ["NZST"] = 12, ["NZDT"] = 13,
    };

    /// <summary>The zone a name ends with, its offset in microseconds, and the name without it; null where it names none.</summary>
    public static (string Zone, long Offset, string Name)? Of(string name)
    {
        var match = Zone().Match(name.Trim().Trim('\'', '"'));
        if (!match.Success || match.Groups["name"].Length == 0) return null;
        var (word, sign) = (match.Groups["zone"].Value, match.Groups["sign"].Value);
        if (!Hours.TryGetValue(word, out var hours)) return null;
        if (sign.Length > 0)
        {
            var parts = match.Groups["hours"].Value.Split(':');
            var shift = double.Parse(parts[0], CultureInfo.InvariantCulture) + (parts.Length > 1 ? double.Parse(parts[1], CultureInfo.InvariantCulture) / 60 : 0);
            hours += sign == "-" ? -shift : shift;
        }

        return (word.ToUpperInvariant() + sign + match.Groups["hours"].Value, (long)(hours * 3600 * Timestamp.PerSecond), match.Groups["name"].Value.Trim());
    }

    [GeneratedRegex(@"^(?<name>.*?)[\s_]*[\s_(\[](?<zone>[A-Za-z]{1,4})(?:(?<sign>[-+])(?<hours>\d{1,2}(?::\d{2})?))?[)\]]?$")]
    private static partial Regex Zone();
}
