using System.Globalization;
using System.Text.Json.Nodes;

namespace OceanML.Figures.Reports;

/// <summary>Reads JSON that other steps wrote, asking for little: what is absent is null, never a failure.</summary>
internal static class JsonText
{
    public static string? Text(this JsonNode? node, string name) => node is JsonObject o && o[name] is JsonValue value ? Show(value) : null;

    public static double Number(this JsonNode? node, string name) =>
        node is JsonObject o && o[name] is JsonValue value && value.TryGetValue<double>(out var number) ? number : double.NaN;

    public static JsonObject? Object(this JsonNode? node, string name) => node is JsonObject o ? o[name] as JsonObject : null;

    public static IEnumerable<JsonNode> List(this JsonNode? node, string name) =>
        node is JsonObject o && o[name] is JsonArray array ? array.OfType<JsonNode>() : [];

    public static string Show(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag ? "yes" : "no",
        JsonValue value when value.TryGetValue<double>(out var number) => Number(number),
        JsonArray array => string.Join(", ", array.Select(Show)),
        _ => node.ToJsonString(),
    };

    /// <summary>A number as people read it: counts whole with thin groups, others to four significant digits.</summary>
    public static string Number(double value) =>
        !double.IsFinite(value) ? ""
        : value == Math.Round(value) && Math.Abs(value) < 1e12 ? value.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", "\u202F", StringComparison.Ordinal)
        : Math.Abs(value) is >= 1e-3 and < 1e5 ? value.ToString(Math.Abs(value) switch { >= 100 => "0.0", >= 10 => "0.00", >= 1 => "0.000", _ => "0.0000" }, CultureInfo.InvariantCulture)
        : value.ToString("0.###e0", CultureInfo.InvariantCulture);
}
