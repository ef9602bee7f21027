using System.Text;
using OceanML.Core;
using OceanML.Formats.Yaml;
using YamlDotNet.RepresentationModel;

namespace OceanML.Formats.Learning;

/// <summary>
/// The settings of a model as YAML: <c>model: mlp</c>, then one line for each setting; a list stands for values separated by commas. The layers of
/// <c>model: network</c> stand under <c>layers:</c>, see <see cref="LayerList"/>.
/// </summary>
public static class LearnerSettingsFile
{
    private const string ModelKey = "model";
    private const string LayersKey = "layers";

    /// <summary>Reads settings.</summary>
    /// <exception cref="OceanException">Not well-formed, no model named, or a value is neither a text, a number nor a list of them.</exception>
    public static LearnerSettings Read(string path)
    {
        using var reader = new StreamReader(path);
        if (YamlText.Mapping(reader, path) is not { } root)
            throw OceanException.BadInput($"{path}: settings of a model are lines such as 'model: mlp' and 'epochs: 60'");
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        IReadOnlyList<LayerSettings> layers = [];
        foreach (var (key, value) in root.Children)
        {
            if (key is YamlScalarNode { Value: LayersKey })
            {
                layers = LayerList.Read(value, path);
                continue;
            }

            values[((YamlScalarNode)key).Value!.Replace('-', '_')] = value switch
            {
                YamlScalarNode scalar => scalar.Value ?? "",
                YamlSequenceNode list when list.Children.All(child => child is YamlScalarNode) => string.Join(',', list.Children.Select(child => ((YamlScalarNode)child).Value)),
                _ => throw OceanException.BadInput($"{path}: '{key}' (line {value.Start.Line}) must be one value or a list of values"),
            };
        }

        return values.Remove(ModelKey, out var model)
            ? new LearnerSettings(model, values) { Layers = layers }
            : throw OceanException.BadInput($"{path}: the line 'model:' is missing; it names the kind of model, e.g. mlp");
    }

    /// <summary>The settings as text for a file.</summary>
    public static string Text(LearnerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var text = new StringBuilder().Append(ModelKey).Append(": ").Append(settings.Model).Append('\n');
        foreach (var (name, value) in settings.Values) text.Append(name).Append(": ").Append(value.Contains(',') ? $"[{value}]" : value).Append('\n');
        if (settings.Layers.Count > 0) LayerList.Write(text.Append(LayersKey).Append(":\n"), settings.Layers, "  ");
        return text.ToString();
    }
}
