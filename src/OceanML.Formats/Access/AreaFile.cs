using System.Text.Json;
using OceanML.Core;

namespace OceanML.Formats.Access;

/// <summary>Areas given on the command line or in a file: WKT, GeoJSON (RFC 7946), or vertices longitude,latitude.</summary>
public static class AreaFile
{
    /// <summary>An area from a text, or from the file that the text names.</summary>
    /// <param name="textOrPath">WKT, vertices, GeoJSON, or the path of a file with one of them.</param>
    /// <exception cref="OceanException">It is none of them.</exception>
    public static GeoPolygon Read(string textOrPath)
    {
        if (!File.Exists(textOrPath)) return Parse(textOrPath);
        if (new FileInfo(textOrPath).Length > 100_000_000) throw OceanException.BadInput($"{textOrPath}: is too large for an area");
        try
        {
            return Parse(File.ReadAllText(textOrPath));
        }
        catch (OceanException exception)
        {
            throw OceanException.BadInput($"{textOrPath}: {exception.Message}", exception);
        }
    }

    private static GeoPolygon Parse(string text)
    {
        if (!text.TrimStart('\uFEFF', ' ', '\n', '\r', '\t').StartsWith('{')) return GeoPolygon.Parse(text.TrimStart('\uFEFF'));
        try
        {
            using var json = JsonDocument.Parse(text.TrimStart('\uFEFF'));
            var polygons = new List<IReadOnlyList<IReadOnlyList<(double, double)>>>();
            Collect(json.RootElement, polygons);
            return polygons.Count > 0 ? new GeoPolygon(polygons) : throw OceanException.Usage("the GeoJSON holds no Polygon or MultiPolygon");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw OceanException.Usage($"the GeoJSON cannot be read: {exception.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static void Collect(JsonElement element, List<IReadOnlyList<IReadOnlyList<(double, double)>>> polygons)
    {
        if (element.ValueKind != JsonValueKind.Object) return;
        switch (element.GetProperty("type").GetString())
        {
            case "FeatureCollection":
                foreach (var feature in element.GetProperty("features").EnumerateArray()) Collect(feature, polygons);
                break;
            case "Feature":
                Collect(element.GetProperty("geometry"), polygons);
                break;
            case "GeometryCollection":
                foreach (var geometry in element.GetProperty("geometries").EnumerateArray()) Collect(geometry, polygons);
                break;
            case "Polygon":
                polygons.Add(Rings(element.GetProperty("coordinates")));
                break;
            case "MultiPolygon":
                foreach (var polygon in element.GetProperty("coordinates").EnumerateArray()) polygons.Add(Rings(polygon));
                break;
            default:
                break;
        }
    }

    private static List<IReadOnlyList<(double, double)>> Rings(JsonElement rings) =>
        [.. rings.EnumerateArray().Select(ring => (IReadOnlyList<(double, double)>)[.. ring.EnumerateArray().Select(vertex => (vertex[0].GetDouble(), vertex[1].GetDouble()))])];
}
