using System.Text;
using OceanML.Core;
using YamlDotNet.RepresentationModel;

namespace OceanML.Formats.Learning;

/// <summary>
/// Layers as a YAML list: a name alone, <c>- layer_norm</c>; with settings, <c>- dense: {units: 64}</c>; or with layers of its own,
/// <c>- residual: [...]</c>.
/// </summary>
internal static class LayerList
{
    /// <summary>Reads a list.</summary>
    /// <param name="node">What stands under <c>layers:</c>.</param>
    /// <param name="source">The file.</param>
    /// <exception cref="OceanException">It is not such a list; the line is told.</exception>
    public static IReadOnlyList<LayerSettings> Read(YamlNode node, string source) =>
        node is YamlSequenceNode { Children.Count: > 0 } list
            ? [.. list.Children.Select(item => Layer(item, source))]
            : throw OceanException.BadInput($"{source}, line {node.Start.Line}: layers are a list such as - dense: {{units: 64}}");

    /// <summary>Writes a list.</summary>
    public static void Write(StringBuilder text, IReadOnlyList<LayerSettings> layers, string indent)
    {
        foreach (var layer in layers)
        {
            text.Append(indent).Append("- ").Append(layer.Kind);
            if (layer.Inner.Count > 0) Write(text.Append(":\n"), layer.Inner, indent + "    ");
            else text.Append(layer.Values.Count == 0 ? "\n" : $": {{{string.Join(", ", layer.Values.Select(value => $"{value.Key}: {value.Value}"))}}}\n");
        }
    }

    private static LayerSettings Layer(YamlNode item, string source)
    {
        if (item is YamlScalarNode { Value.Length: > 0 } alone) return Named(alone.Value!, new Dictionary<string, string>(), [], item, source);
        if (item is not YamlMappingNode { Children.Count: 1 } map || map.Children[0].Key is not YamlScalarNode { Value.Length: > 0 } kind)
            throw OceanException.BadInput($"{source}, line {item.Start.Line}: one layer is a name such as layer_norm, or a name with settings such as dense: {{units: 64}}");
        return map.Children[0].Value switch
        {
            YamlSequenceNode inner => Named(kind.Value!, new Dictionary<string, string>(), Read(inner, source), item, source),
            YamlMappingNode values => Named(kind.Value!, Values(values, kind.Value!, source), [], item, source),
            YamlScalarNode { Value: null or "" } => Named(kind.Value!, new Dictionary<string, string>(), [], item, source),
            var other => throw OceanException.BadInput($"{source}, line {other.Start.Line}: '{kind.Value}: {other}' does not say which setting is meant; write {kind.Value}: {{name: {other}}}"),
        };
    }

    private static LayerSettings Named(string kind, IReadOnlyDictionary<string, string> values, IReadOnlyList<LayerSettings> inner, YamlNode at, string source) =>
        new(kind, values, inner) { Label = $"{source}, line {at.Start.Line}: layer {kind}" };

    private static SortedDictionary<string, string> Values(YamlMappingNode map, string kind, string source)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Children)
        {
            values[((YamlScalarNode)key).Value!] = value is YamlScalarNode scalar
                ? scalar.Value ?? ""
                : throw OceanException.BadInput($"{source}, line {value.Start.Line}: '{key}' of the layer {kind} must be one value");
        }

        return values;
    }
}
