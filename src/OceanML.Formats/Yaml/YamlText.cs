using OceanML.Core;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace OceanML.Formats.Yaml;

/// <summary>What every reader of a YAML file needs: the one mapping that it holds, its keys and values, and errors that say where.</summary>
internal static class YamlText
{
    /// <summary>The mapping that a text holds; null where it holds something else, or several documents.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="where">How messages name it.</param>
    /// <exception cref="OceanException">It is not well-formed.</exception>
    public static YamlMappingNode? Mapping(TextReader reader, string where)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(reader);
        }
        catch (YamlException exception)
        {
            throw OceanException.BadInput($"{where}: not well-formed YAML at line {exception.Start.Line}: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
        catch (InvalidOperationException exception)
        {
            // The parser's word for a text that ends within brackets.
            throw OceanException.BadInput($"{where}: not well-formed YAML: it ends before a bracket or quote is closed", exception);
        }

        return stream.Documents is [{ RootNode: YamlMappingNode root }] ? root : null;
    }

    /// <summary>Refuses keys that nobody reads.</summary>
    /// <exception cref="OceanException">A key is not among those known; they are listed.</exception>
    public static void RequireKeys(YamlMappingNode node, string[] keys, string where)
    {
        foreach (var key in node.Children.Keys)
        {
            if (!keys.Contains(Scalar(key))) throw OceanException.Missing(where, "key", Scalar(key), keys);
        }
    }

    /// <summary>A node as text; empty where it is a list or a mapping.</summary>
    public static string Scalar(YamlNode node) => (node as YamlScalarNode)?.Value ?? "";

    /// <summary>What stands under a key, or null.</summary>
    public static YamlNode? Child(YamlMappingNode node, string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    /// <summary>The text under a key, or null where there is none.</summary>
    public static string? Text(YamlMappingNode node, string key) => Child(node, key) is YamlScalarNode { Value: { Length: > 0 } value } ? value : null;

    /// <summary>What a list under a key holds; one value stands for a list of one.</summary>
    public static IEnumerable<YamlNode> Items(YamlMappingNode node, string key) => Child(node, key) switch
    {
        YamlSequenceNode sequence => sequence.Children,
        null => [],
        var single => [single],
    };

    /// <summary>A node and all below it as settings that know where they stand.</summary>
    public static Settings Tree(YamlNode node, string where) => node switch
    {
        YamlMappingNode map => Settings.OfMembers(where, map.Children.ToDictionary(pair => Scalar(pair.Key), pair => Tree(pair.Value, $"{where}: {Scalar(pair.Key)}"), StringComparer.Ordinal)),
        YamlSequenceNode list => Settings.OfItems(where, [.. list.Children.Select((child, i) => Tree(child, $"{where}[{i + 1}]"))]),
        _ => Settings.Of(where, Scalar(node)),
    };
}
