using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// What the columns of a model's input and outputs are. It travels in the metadata of the model file, so that a prediction needs
/// <c>model.onnx</c> alone: keys <c>oceanml.features</c> and <c>oceanml.targets</c>, each a JSON list of objects with <c>name</c> and,
/// where known, <c>unit</c>, <c>standard_name</c>, <c>long_name</c>, <c>low</c>, <c>high</c>.
/// </summary>
/// <remarks>
/// The graph takes <see cref="Input"/> [rows, features] in the unit of each feature, unscaled, and gives <see cref="Prediction"/>
/// [rows, targets] and <see cref="Sigma"/> [rows, targets] (one standard deviation), both in the unit of each target,
/// <see cref="ApplicabilityIndex"/> [rows, 1], see <see cref="Applicability"/>, and where it has them <see cref="Lower"/> and
/// <see cref="Upper"/> [rows, targets].
/// </remarks>
/// <param name="Features">The columns of the input, in order.</param>
/// <param name="Targets">The columns of the prediction and of its sigma, in order.</param>
public sealed record ModelSignature(IReadOnlyList<ModelVariable> Features, IReadOnlyList<ModelVariable> Targets)
{
    /// <summary>Name of the graph's input.</summary>
    public const string Input = "features";

    /// <summary>Name of the output that holds the predictions.</summary>
    public const string Prediction = "prediction";

    /// <summary>Name of the output that holds one standard deviation of each prediction.</summary>
    public const string Sigma = "sigma";

    /// <summary>Name of the optional output that holds the part of <see cref="Sigma"/> that is of the data (aleatoric); the squares of the parts sum to its square.</summary>
    public const string SigmaData = "sigma_data";

    /// <summary>Name of the optional output that holds the part of <see cref="Sigma"/> that is of the model (epistemic).</summary>
    public const string SigmaModel = "sigma_model";

    /// <summary>Name of the optional output of a logarithmic target that holds one standard deviation of its logarithm to base 10.</summary>
    public const string SigmaLog10 = "sigma_log10";

    /// <summary>Name of the output of a classification that holds the probabilities [rows, classes]; its <see cref="Prediction"/> is the index of the most probable class.</summary>
    public const string Probability = "probability";

    /// <summary>Name of the output of a classification that holds the entropy of the probabilities, nats, [rows, 1].</summary>
    public const string Entropy = "entropy";

    /// <summary>Name of the output of a classification that holds the part of <see cref="Entropy"/> that is of the data: the mean entropy of the members.</summary>
    public const string EntropyData = "entropy_data";

    /// <summary>Name of the output of a classification that holds the part of <see cref="Entropy"/> that is of the model: how far the members disagree.</summary>
    public const string EntropyModel = "entropy_model";

    /// <summary>Key of the metadata that names the classes of a classification, a JSON list of texts.</summary>
    public const string ClassesKey = "oceanml.classes";

    /// <summary>Name of the optional output that holds the lower end of an interval of each prediction.</summary>
    public const string Lower = "lower";

    /// <summary>Name of the optional output that holds the upper end.</summary>
    public const string Upper = "upper";

    /// <summary>Key of the metadata that says which share of the truth the interval is made to hold, e.g. <c>0.8</c>.</summary>
    public const string IntervalCoverage = "oceanml.interval_coverage";

    /// <summary>Name of the output that holds the applicability index.</summary>
    public const string ApplicabilityIndex = "applicability";

    private const string MissingKey = "oceanml.takes_missing";
    internal const string FeatureKey = "oceanml.features";
    private const string TargetKey = "oceanml.targets";

    /// <summary>Names of the classes, in the order of <see cref="Probability"/>; null for a regression.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Whether a feature may be missing (NaN), as trees allow.</summary>
    public bool TakesMissing { get; init; }

    /// <summary>Writes the signature into the metadata of a graph under construction.</summary>
    public void AddTo(GraphBuilder builder)
    {
        builder.Metadata(FeatureKey, Write(Features)).Metadata(TargetKey, Write(Targets));
        if (TakesMissing) builder.Metadata(MissingKey, "true");
        if (Classes is not null) builder.Metadata(ClassesKey, WriteTexts(Classes));
    }

    /// <summary>Reads the signature of a model.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="label">How messages name it: its file.</param>
    /// <exception cref="OceanException">The model has none: another program made it.</exception>
    public static ModelSignature Of(Graph graph, string label)
    {
        var signature = new ModelSignature(Read(graph, FeatureKey, label), Read(graph, TargetKey, label)) { Classes = ReadTexts(graph, ClassesKey, label), TakesMissing = graph.Metadata.GetValueOrDefault(MissingKey) == "true" };
        Check(graph.Inputs.FirstOrDefault(value => value.Name == Input), Input, signature.Features.Count, label);
        if (signature.Classes is { } classes) Check(graph.Outputs.FirstOrDefault(value => value.Name == Probability), Probability, classes.Count, label);
        else Check(graph.Outputs.FirstOrDefault(value => value.Name == Prediction), Prediction, signature.Targets.Count, label);
        return signature;
    }

    /// <summary>The classes of a classification, or null.</summary>
    /// <exception cref="OceanException">They are not a list of texts.</exception>
    public static IReadOnlyList<string>? ClassesOf(Graph graph, string label)
    {
        if (!graph.Metadata.TryGetValue(ClassesKey, out var text)) return null;
        try
        {
            using var json = JsonDocument.Parse(text);
            return [.. json.RootElement.EnumerateArray().Select(one => one.GetString()!)];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw OceanException.BadInput($"{label}: metadata '{ClassesKey}' is not a list of names", exception);
        }
    }

    private static void Check(GraphValue? value, string name, int width, string label)
    {
        if (value is null) throw OceanException.BadInput($"{label}: the model has no input or output named '{name}'; train it with oceanml-train");
        if (value.Width != width) throw OceanException.BadInput($"{label}: '{name}' has {value.Width} columns and the metadata name {width}");
    }

    private static string Write(IReadOnlyList<ModelVariable> variables)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var variable in variables)
            {
                json.WriteStartObject();
                json.WriteString("name", variable.Name);
                if (variable.Unit is not null) json.WriteString("unit", variable.Unit);
                if (variable.StandardName is not null) json.WriteString("standard_name", variable.StandardName);
                if (variable.LongName is not null) json.WriteString("long_name", variable.LongName);
                if (double.IsFinite(variable.Low)) json.WriteNumber("low", variable.Low);
                if (double.IsFinite(variable.High)) json.WriteNumber("high", variable.High);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string WriteTexts(IReadOnlyList<string> texts)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var text in texts) json.WriteStringValue(text);
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static List<string>? ReadTexts(Graph graph, string key, string label)
    {
        if (!graph.Metadata.TryGetValue(key, out var text)) return null;
        try
        {
            using var json = JsonDocument.Parse(text);
            return [.. json.RootElement.EnumerateArray().Select(element => element.GetString()!)];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw OceanException.BadInput($"{label}: metadata '{key}' is not a list of texts", exception);
        }
    }

    private static List<ModelVariable> Read(Graph graph, string key, string label)
    {
        if (!graph.Metadata.TryGetValue(key, out var text))
            throw OceanException.BadInput(string.Create(CultureInfo.InvariantCulture, $"{label}: the model does not say what its columns are (metadata '{key}'); train it with oceanml-train"));
        try
        {
            using var json = JsonDocument.Parse(text);
            return [.. json.RootElement.EnumerateArray().Select(Variable)];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw OceanException.BadInput($"{label}: metadata '{key}' is not a list of named variables", exception);
        }
    }

    private static ModelVariable Variable(JsonElement json) => new(
        json.GetProperty("name").GetString()!,
        Text(json, "unit"),
        Text(json, "standard_name"),
        Text(json, "long_name"),
        Number(json, "low"),
        Number(json, "high"));

    private static string? Text(JsonElement json, string key) => json.TryGetProperty(key, out var value) ? value.GetString() : null;

    private static double Number(JsonElement json, string key) => json.TryGetProperty(key, out var value) ? value.GetDouble() : double.NaN;
}
