using System.Globalization;
using System.Text.RegularExpressions;

namespace OceanML.Formats.Observations;

/// <summary>Latitudes and longitudes as people and instruments write them.</summary>
internal static partial class PositionText
{
    /// <summary>
    /// Degrees, positive north and east: <c>42 30.50 N</c>, <c>42° 30' 15" N</c>, <c>N 42 30.5</c>, <c>003-12.3W</c>, <c>42.508</c>,
    /// <c>-3.2</c>. False where it is none, or beyond 90 degrees (latitude) or 360 (longitude).
    /// </summary>
    public static bool TryParse(string text, bool isLatitude, out double degrees)
    {
        degrees = double.NaN;
        var match = Angle().Match(text.Trim());
        if (!match.Success) return false;
        var letter = (match.Groups["before"].Value + match.Groups["after"].Value).ToUpperInvariant();
        if (letter.Length > 1 || (letter.Length == 1 && isLatitude != letter is "N" or "S")) return false;
        double[] parts = [Part(match, "d"), Part(match, "m"), Part(match, "s")];
        if (parts[1] >= 60 || parts[2] >= 60) return false;
        var size = parts[0] + (parts[1] / 60) + (parts[2] / 3600);
        if (size > (isLatitude ? 90 : 360)) return false;
        degrees = match.Groups["sign"].Value == "-" || letter is "S" or "W" ? -size : size;
        return true;
    }

    private static double Part(Match match, string group) =>
        match.Groups[group] is { Success: true } part ? double.Parse(part.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<before>[NSEWnsew])?\s*(?<sign>[-+])?\s*(?<d>\d{1,3}(\.\d+)?)\s*°?((?:\s*[-:\s]\s*|(?<=°)\s*)(?<m>\d{1,2}(\.\d+)?)\s*['′]?((?:[\s:]\s*|(?<=['′])\s*)(?<s>\d{1,2}(\.\d+)?)\s*(""|″|'')?)?)?\s*(?<after>[NSEWnsew])?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Angle();
}
