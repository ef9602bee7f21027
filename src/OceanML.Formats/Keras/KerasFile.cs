using System.Text.Json;
using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Keras;

/// <summary>
/// Reads a Keras model from HDF5 (<c>model.save("name.h5")</c>): a chain of layers without branches, as a <see cref="Graph"/> with one input and
/// one output named as the first and last layers are. Layers that act in training alone (dropout, noise) are left out.
/// </summary>
/// <remarks>HDF5 is read through libnetcdf. The attribute <c>model_config</c> holds the layers as JSON; the weights lie under <c>model_weights</c>.</remarks>
public static class KerasFile
{
    private const string Configuration = "model_config";
    private const string Weights = "model_weights";

    /// <summary>Whether a file is HDF5 and a model or the weights of Keras.</summary>
    /// <param name="path">A file.</param>
    public static bool IsKeras(string path)
    {
        Span<byte> magic = stackalloc byte[4];
        using (var stream = File.OpenRead(path))
        {
            if (stream.ReadAtLeast(magic, 4, throwOnEndOfStream: false) < 4 || !magic.SequenceEqual((ReadOnlySpan<byte>)[0x89, (byte)'H', (byte)'D', (byte)'F'])) return false;
        }

        try
        {
            using var file = NetCdfFile.Open(path);
            return file.Attributes[Configuration] is not null || file.Attributes["keras_version"] is not null || file.Attributes["layer_names"] is not null;
        }
        catch (OceanException)
        {
            return false;
        }
    }

    /// <summary>Reads a model.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="OceanException">Not a Keras model with its architecture, a layer that is not supported, or weights that do not fit.</exception>
    public static Graph Read(string path)
    {
        using var file = NetCdfFile.Open(path);
        if (file.Attributes.Text(Configuration) is not { } text)
        {
            throw OceanException.BadInput(file.Attributes["layer_names"] is not null
                ? $"{path}: holds weights of Keras without the layers they belong to; save the whole model (model.save, not model.save_weights)"
                : $"{path}: is not a model of Keras: the attribute '{Configuration}' is missing");
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            return Build(file, json.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw OceanException.BadInput($"{path}: the attribute '{Configuration}' is not a description of layers as Keras writes it", exception);
        }
    }

    private static Graph Build(NetCdfFile file, JsonElement model)
    {
        var layers = KerasLayer.Chain(model, file.Path);
        var builder = new GraphBuilder("keras");
        var first = layers[0];
        var width = first.InputWidth ?? (FirstKernel(file, layers) is { } kernel ? (int)kernel.Dimensions[0].Length
            : throw OceanException.BadInput($"{file.Path}: the model does not say how many inputs it takes"));
        var input = $"{first.Name}_input";
        var x = builder.Input(input, width);
        var before = width;
        foreach (var layer in layers) (x, width) = KerasLayers.Add(builder, x, layer, width, name => Tensor(file, layer.Name, name));
        builder.Output(layers[^1].Name == input ? "output" : layers[^1].Name, x, width);
        if (before == 0) throw OceanException.BadInput($"{file.Path}: the model takes no inputs");
        if (file.Attributes.Text("keras_version") is { } version) builder.Metadata("keras.version", version);
        return builder.Build() with { Producer = "keras", ProducerVersion = file.Attributes.Text("keras_version") ?? "" };
    }

    private static NetCdfVariable? FirstKernel(NetCdfFile file, IReadOnlyList<KerasLayer> layers) =>
        layers.Where(layer => layer.Kind == "Dense").Select(layer => Find(file, layer.Name, "kernel")).FirstOrDefault(variable => variable is { Dimensions.Count: 2 });

    /// <summary>The weights of a layer by the last part of their name (kernel, bias, gamma…), without the ":0" of TensorFlow.</summary>
    private static GraphTensor Tensor(NetCdfFile file, string layer, string name)
    {
        var variable = Find(file, layer, name) ?? throw OceanException.BadInput($"{file.Path}: the weights '{name}' of layer '{layer}' are missing");
        var values = Array.ConvertAll(variable.ReadDoubles(), value => (float)value);
        if (Array.Exists(values, value => !float.IsFinite(value)))
            throw OceanException.BadInput($"{file.Path}: the weights '{name}' of layer '{layer}' are not all finite: the training of this model diverged");
        return GraphTensor.OfFloats(name, values, [.. variable.Dimensions.Select(dimension => (int)dimension.Length)]);
    }

    private static NetCdfVariable? Find(NetCdfFile file, string layer, string name)
    {
        var prefix = $"{Weights}/{layer}/";
        return file.Variables.FirstOrDefault(variable => variable.Path.StartsWith(prefix, StringComparison.Ordinal) && variable.Name.Split(':')[0] == name);
    }
}
