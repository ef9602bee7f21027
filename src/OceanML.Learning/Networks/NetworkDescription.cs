using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// The layers of a network as JSON, for model files: <c>{"steps": 1, "width": 8, "layers": [{"kind": "dense", "units": "24"}, …]}</c>.
/// Values are text; layers that a layer wraps stand in its own <c>layers</c>. The numbers travel as tensors, see <see cref="Network.AddTo"/>.
/// </summary>
public static class NetworkDescription
{
    /// <summary>The layers of a network as JSON.</summary>
    public static string Write(Network network)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("steps", network.Input.Steps);
            json.WriteNumber("width", network.Input.Width);
            Write(json, [.. network.Layers.Select(layer => layer.Settings)]);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The network that JSON describes, with parameters of zero.</summary>
    /// <param name="text">What <see cref="Write(Network)"/> wrote.</param>
    /// <param name="label">How messages name where it comes from: the model's file.</param>
    /// <exception cref="OceanException">It is not such a description, or its layers do not fit together.</exception>
    public static Network Read(string text, string label)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var (steps, width) = (json.RootElement.GetProperty("steps").GetInt32(), json.RootElement.GetProperty("width").GetInt32());
            if (steps < 1 || width < 1) throw OceanException.BadInput($"{label}: the network takes {steps} steps of {width} numbers");
            var layers = LayerCatalogue.MakeAll(Layers(json.RootElement), new SignalShape(steps, width));
            return layers.Count > 0 ? new Network(layers) : throw OceanException.BadInput($"{label}: the network has no layers");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw OceanException.BadInput($"{label}: the description of the network cannot be read: {exception.Message}", exception);
        }
        catch (OceanException exception) when (exception.Code == ExitCode.Usage)
        {
            throw OceanException.BadInput($"{label}: {exception.Message}", exception);
        }
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<LayerSettings> layers)
    {
        json.WriteStartArray("layers");
        foreach (var layer in layers)
        {
            json.WriteStartObject();
            json.WriteString("kind", layer.Kind);
            foreach (var (name, value) in layer.Values.OrderBy(entry => entry.Key, StringComparer.Ordinal)) json.WriteString(name, value);
            if (layer.Inner.Count > 0) Write(json, layer.Inner);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static List<LayerSettings> Layers(JsonElement json) =>
    [
        .. json.GetProperty("layers").EnumerateArray().Select(layer => new LayerSettings(
            layer.GetProperty("kind").GetString()!,
            layer.EnumerateObject().Where(entry => entry.Name is not ("kind" or "layers")).ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!),
            layer.TryGetProperty("layers", out _) ? Layers(layer) : [])),
    ];
}
