using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Products;
using YamlDotNet.RepresentationModel;
using static OceanML.Formats.Yaml.YamlText;

namespace OceanML.Formats.Models;

/// <summary>Reads the description of a model that another program made, from YAML.</summary>
public static class ModelDescriptionFile
{
    private static readonly string[] Keys =
        ["title", "kind", "features", "target", "targets", "classes", "logits", "output", "sigma_output", "training_start", "training_end"];

    private static readonly string[] VariableKeys = ["name", "unit", "mean", "scale", "log10", "low", "high", "standard_name", "long_name", "input"];

    /// <summary>Reads a description.</summary>
    /// <param name="path">The YAML file.</param>
    /// <exception cref="OceanException">Not well-formed, a key that does not exist, or one that is missing; the message says which.</exception>
    public static ModelDescription Read(string path)
    {
        if (!File.Exists(path)) throw OceanException.BadInput($"{path}: no such file");
        using var reader = new StreamReader(path);
        return Parse(reader, path);
    }

    /// <summary>Reads a description from text.</summary>
    /// <param name="reader">The YAML.</param>
    /// <param name="source">How messages name it.</param>
    /// <exception cref="OceanException">As <see cref="Read"/>.</exception>
    public static ModelDescription Parse(TextReader reader, string source)
    {
        if (Mapping(reader, source) is not { } root)
            throw OceanException.BadInput($"{source}: the description of a model is one YAML mapping with kind, features and targets (or classes)");
        RequireKeys(root, Keys, source);
        var classes = Items(root, "classes").Select(Scalar).ToList();
        var kind = Text(root, "kind") switch
        {
            "regression" => ModelKind.Regression,
            "classification" => ModelKind.Classification,
            null => classes.Count > 0 ? ModelKind.Classification : ModelKind.Regression,
            var other => throw OceanException.BadInput($"{source}: 'kind' is '{other}'; it is regression or classification"),
        };
        if (kind == ModelKind.Classification && classes.Count < 2) throw OceanException.BadInput($"{source}: 'classes' must name the classes in the order of the output, at least two");
        if (kind == ModelKind.Regression && classes.Count > 0) throw OceanException.BadInput($"{source}: a regression has no 'classes'");
        if (classes.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice) throw OceanException.BadInput($"{source}: two classes are named '{twice.Key}'");
        var features = Variables(root, "features", source);
        if (features.Count == 0) throw OceanException.BadInput($"{source}: 'features' is missing: the inputs of the model, in its order, each with name and unit");
        return new ModelDescription(kind, features, Targets(root, kind, source))
        {
            Classes = classes,
            Title = Text(root, "title"),
            Output = Text(root, "output"),
            SigmaOutput = Text(root, "sigma_output"),
            Logits = Truth(root, "logits", source),
            TrainingStart = Time(root, "training_start", source),
            TrainingEnd = Time(root, "training_end", source),
        };
    }

    private static List<DescribedVariable> Targets(YamlMappingNode root, ModelKind kind, string source)
    {
        var targets = Variables(root, "targets", source);
        targets.AddRange(Variables(root, "target", source));
        if (targets.Count == 0 && kind == ModelKind.Classification) return [new DescribedVariable("class")];
        if (targets.Count == 0) throw OceanException.BadInput($"{source}: 'targets' is missing: the outputs of the model, in its order, each with name and unit");
        if (kind == ModelKind.Classification && targets.Count > 1) throw OceanException.BadInput($"{source}: a classification has one target, the name of the column of classes; the classes themselves are named in 'classes'");
        return targets;
    }

    private static List<DescribedVariable> Variables(YamlMappingNode root, string key, string source)
    {
        var variables = new List<DescribedVariable>();
        foreach (var node in Items(root, key)) variables.Add(Variable(node, $"{source}: {key}"));
        if (variables.GroupBy(variable => variable.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw OceanException.BadInput($"{source}: {key}: '{twice.Key}' is there twice");
        return variables;
    }

    private static DescribedVariable Variable(YamlNode node, string where)
    {
        if (node is YamlScalarNode { Value.Length: > 0 } plain) return new DescribedVariable(plain.Value!);
        if (node is not YamlMappingNode map || Text(map, "name") is not { } name) throw OceanException.BadInput($"{where}: line {node.Start.Line}: each entry needs a 'name'");
        RequireKeys(map, VariableKeys, where);
        var scale = Number(map, "scale", where) ?? 1;
        if (scale is 0 or double.NaN || double.IsInfinity(scale)) throw OceanException.BadInput($"{where}: the scale of '{name}' is {Text(map, "scale")}; values are divided by it, it cannot be 0");
        var (low, high) = (Number(map, "low", where) ?? double.NaN, Number(map, "high", where) ?? double.NaN);
        if (low > high) throw OceanException.BadInput($"{where}: of '{name}' the low {Text(map, "low")} is above the high {Text(map, "high")}");
        return new DescribedVariable(name, Text(map, "unit"))
        {
            Mean = Number(map, "mean", where) ?? 0,
            Scale = scale,
            Log10 = Truth(map, "log10", where),
            Low = low,
            High = high,
            StandardName = Text(map, "standard_name"),
            LongName = Text(map, "long_name"),
            Input = Text(map, "input"),
        };
    }

    private static string? Time(YamlMappingNode root, string key, string source)
    {
        if (Text(root, key) is not { } text) return null;
        return Timestamp.TryParse(text, out _) ? text : throw OceanException.BadInput($"{source}: '{key}' is '{text}', not a time such as 2015-06-30T12:00:00Z");
    }

    private static bool Truth(YamlMappingNode map, string key, string where) => Text(map, key)?.ToLowerInvariant() switch
    {
        null or "false" or "no" => false,
        "true" or "yes" => true,
        var other => throw OceanException.BadInput($"{where}: '{key}' is '{other}'; it is true or false"),
    };

    private static double? Number(YamlMappingNode map, string key, string where) => Text(map, key) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
        : throw OceanException.BadInput($"{where}: '{key}' is '{text}', not a number");
}
