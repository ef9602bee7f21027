using System.Globalization;

namespace OceanML.Core;

/// <summary>Areas written as text: WKT, or plain vertices.</summary>
internal static class GeoPolygonText
{
    private const string Expected = "write POLYGON((3 42, 6 42, 6 44, 3 42)), MULTIPOLYGON(…), or vertices as longitude,latitude: 3,42 6,42 6,44";

    public static GeoPolygon Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.StartsWith("SRID", StringComparison.OrdinalIgnoreCase)) trimmed = trimmed[(trimmed.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim();
        if (trimmed.StartsWith("MULTIPOLYGON", StringComparison.OrdinalIgnoreCase)) return new GeoPolygon(Groups(Inside(trimmed["MULTIPOLYGON".Length..])).Select(Rings));
        if (trimmed.StartsWith("POLYGON", StringComparison.OrdinalIgnoreCase)) return new GeoPolygon([Rings(Inside(trimmed["POLYGON".Length..]))]);
        if (trimmed.Length == 0 || char.IsAsciiLetter(trimmed[0])) throw OceanException.Usage($"'{Shorten(text)}' is not an area; {Expected}");
        return new GeoPolygon([[[.. trimmed.Split([' ', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(vertex => Vertex(vertex.Split(',')))]]]);
    }

    private static List<IReadOnlyList<(double Longitude, double Latitude)>> Rings(string text) =>
        [.. Groups(text).Select(ring => (IReadOnlyList<(double Longitude, double Latitude)>)[.. ring.Split(',').Select(vertex => Vertex(vertex.Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)))])];

    /// <summary>A third and fourth number, height and measure, are let pass.</summary>
    private static (double Longitude, double Latitude) Vertex(string[] numbers)
    {
        if (numbers.Length is >= 2 and <= 4
            && double.TryParse(numbers[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude)
            && double.TryParse(numbers[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude)) return (longitude, latitude);
        throw OceanException.Usage($"'{Shorten(string.Join(' ', numbers))}' is not a vertex of an area; {Expected}");
    }

    /// <summary>What the outermost parentheses hold; Z, M or nothing may stand before them.</summary>
    private static string Inside(string text)
    {
        var groups = Groups(text.TrimStart(' ', 'Z', 'M', 'z', 'm'));
        return groups.Count == 1 ? groups[0] : throw OceanException.Usage($"the area '{Shorten(text)}' is not one text in parentheses; {Expected}");
    }

    /// <summary>The texts in parentheses, next to each other and separated by commas.</summary>
    private static List<string> Groups(string text)
    {
        var groups = new List<string>();
        var (depth, start) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '(' && depth++ == 0) start = i + 1;
            else if (text[i] == ')' && --depth == 0) groups.Add(text[start..i]);
            else if (depth == 0 && text[i] is not (',' or ' ' or '\n' or '\r' or '\t' or ')')) depth = -1;
            if (depth < 0) break;
        }

        return depth == 0 && groups.Count > 0 ? groups : throw OceanException.Usage($"the parentheses of the area '{Shorten(text)}' are not right; {Expected}");
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
