using System.Globalization;
using System.Text.Json.Nodes;

namespace OceanML.Figures.Reports;

/// <summary>Reads JSON that other steps wrote, asking for little: what is absent is null, never a failure.</summary>
public static class JsonText
{
    /// <summary>A member as text; null where it is absent or no plain value.</summary>
    public static string? Text(this JsonNode? node, string name) => node is JsonObject o && o[name] is JsonValue value ? Show(value) : null;

    /// <summary>A member as number; NaN where it is absent or no number.</summary>
    public static double Number(this JsonNode? node, string name) =>
        node is JsonObject o && o[name] is JsonValue value && value.TryGetValue<double>(out var number) ? number : double.NaN;

    /// <summary>A member that is an object, or null.</summary>
    public static JsonObject? Object(this JsonNode? node, string name) => node is JsonObject o ? o[name] as JsonObject : null;

    /// <summary>The elements of a member that is an array; none where it is absent.</summary>
    public static IEnumerable<JsonNode> List(this JsonNode? node, string name) =>
        node is JsonObject o && o[name] is JsonArray array ? array.OfType<JsonNode>() : [];

    /// <summary>Any value as text for people.</summary>
    public static string Show(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag ? "yes" : "no",
        JsonValue value when value.TryGetValue<double>(out var number) => Number(number),
        JsonArray array => string.Join(", ", array.Select(Show)),
        _ => node.ToJsonString(),
    };

    /// <summary>A number as people read it: whole numbers in groups of three, others to so many significant digits, with a true minus sign.</summary>
    public static string Number(double value, int digits = 4)
    {
        if (!double.IsFinite(value)) return "";
        var size = value == 0 ? 0 : (int)Math.Floor(Math.Log10(Math.Abs(value)));
        var text = value == Math.Round(value) && size < 12 ? value.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", "\u202F", StringComparison.Ordinal)
            : size is >= -4 and < 6 ? value.ToString("F" + Math.Clamp(digits - 1 - size, 0, 7).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : value.ToString("0.###e0", CultureInfo.InvariantCulture);
        return text.Replace('-', '\u2212');
    }
}
