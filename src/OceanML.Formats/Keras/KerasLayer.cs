using System.Text.Json;
using OceanML.Core;

namespace OceanML.Formats.Keras;

/// <summary>A layer of a Keras model.</summary>
/// <param name="Name">Its name, under which its weights lie.</param>
/// <param name="Kind">Its class: Dense, Activation, Dropout…</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Path">The file, for messages.</param>
internal sealed record KerasLayer(string Name, string Kind, JsonElement Settings, string Path)
{
    /// <summary>Number of values per row it takes, where it says so: the first layer alone.</summary>
    public int? InputWidth => (Shape("batch_input_shape") ?? Shape("batch_shape")) is { } shape
        ? shape is [_, var width] ? width
        : throw OceanException.BadInput($"{Path}: the model takes arrays of {shape.Length - 1} dimensions per row; models of rows of numbers are supported (export a sequence or image model to ONNX)")
        : null;

    /// <summary>The function named by a setting, in lower case: <c>tanh</c>; <c>linear</c> where it names none.</summary>
    public string Function(string key = "activation")
    {
        if (!Settings.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null) return "linear";
        if (value.ValueKind == JsonValueKind.String) return value.GetString()!.ToLowerInvariant();
        var config = value.TryGetProperty("config", out var inner) ? inner : value;
        if (config.ValueKind == JsonValueKind.String) return config.GetString()!.ToLowerInvariant();
        return (value.TryGetProperty("class_name", out var kind) ? kind.GetString()! : "unknown").ToLowerInvariant();
    }

    /// <summary>A number among the settings.</summary>
    public float Number(string key, float otherwise) =>
        Settings.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetSingle() : otherwise;

    /// <summary>A truth value among the settings.</summary>
    public bool Truth(string key, bool otherwise) =>
        Settings.TryGetProperty(key, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : otherwise;

    /// <summary>The layers of a model from input to output.</summary>
    /// <exception cref="OceanException">The layers are not a chain.</exception>
    public static IReadOnlyList<KerasLayer> Chain(JsonElement model, string path)
    {
        var config = model.GetProperty("config");
        var list = config.ValueKind == JsonValueKind.Array ? config : config.GetProperty("layers");
        var isSequential = model.GetProperty("class_name").GetString() == "Sequential";
        var layers = new List<KerasLayer>();
        string? before = null;
        foreach (var element in list.EnumerateArray())
        {
            var settings = element.GetProperty("config");
            var name = settings.TryGetProperty("name", out var own) ? own.GetString()! : element.GetProperty("name").GetString()!;
            if (!isSequential) RequireChain(element, name, before, path);
            layers.Add(new KerasLayer(name, element.GetProperty("class_name").GetString()!, settings, path));
            before = name;
        }

        if (layers.Count == 0) throw OceanException.BadInput($"{path}: the model has no layers");
        if (config.ValueKind == JsonValueKind.Object && config.TryGetProperty("output_layers", out var outputs) && LayerNames(outputs).Distinct().Count() > 1)
            throw OceanException.BadInput($"{path}: the model has several outputs; models with one are supported (or export it to ONNX)");
        return layers;
    }

    private static void RequireChain(JsonElement element, string name, string? before, string path)
    {
        var inbound = element.TryGetProperty("inbound_nodes", out var nodes) ? LayerNames(nodes).ToList() : [];
        if (before is null ? inbound.Count == 0 : inbound is [var only] && only == before) return;
        throw OceanException.BadInput(
            $"{path}: layer '{name}' takes {(inbound.Count == 0 ? "an input of its own" : string.Join(" and ", inbound.Select(layer => $"'{layer}'")))}; a chain of layers is supported (export a model with branches to ONNX)");
    }

    // Keras 2 writes [[["dense_28", 0, 0, {}]]], Keras 3 {"args": [{"config": {"keras_history": ["dense_28", 0, 0]}}]}.
    private static IEnumerable<string> LayerNames(JsonElement node)
    {
        switch (node.ValueKind)
        {
            case JsonValueKind.Array when node.GetArrayLength() >= 3 && node[0].ValueKind == JsonValueKind.String && node[1].ValueKind == JsonValueKind.Number:
                return [node[0].GetString()!];
            case JsonValueKind.Array:
                return node.EnumerateArray().SelectMany(LayerNames);
            case JsonValueKind.Object:
                return node.EnumerateObject().SelectMany(property => LayerNames(property.Value));
            default:
                return [];
        }
    }

    private int[]? Shape(string key)
    {
        if (!Settings.TryGetProperty(key, out var value) || value.ValueKind != JsonValueKind.Array) return null;
        return [.. value.EnumerateArray().Select(size => size.ValueKind == JsonValueKind.Number ? size.GetInt32() : -1)];
    }
}
