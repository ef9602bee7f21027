using System.Globalization;
using OceanML.Core;
using YamlDotNet.RepresentationModel;

namespace OceanML.Formats.Vocabularies;

/// <summary>Reads the vocabulary that is built into OceanML.Core, and vocabularies of the same form that a user brings.</summary>
public static class VocabularyFile
{
    private static readonly Lazy<Vocabulary> BuiltIn = new(() =>
    {
        using var stream = typeof(Vocabulary).Assembly.GetManifestResourceStream("vocabulary.yaml")
            ?? throw new InvalidOperationException("vocabulary.yaml is not embedded in OceanML.Core");
        return Parse(new StreamReader(stream), "vocabulary.yaml");
    });

    /// <summary>The built-in vocabulary, read once.</summary>
    public static Vocabulary Load() => BuiltIn.Value;

    /// <summary>Parses a vocabulary: a YAML list of entries with name, standard_name, unit, range, long_name and aliases per source.</summary>
    /// <param name="reader">The YAML text.</param>
    /// <param name="where">How messages name it.</param>
    /// <exception cref="OceanException">Not such a list; the message names the entry.</exception>
    public static Vocabulary Parse(System.IO.TextReader reader, string where)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(reader);
        }
        catch (YamlDotNet.Core.YamlException exception)
        {
            throw OceanException.BadInput($"{where}: line {exception.Start.Line}: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }

        if (yaml.Documents is not [{ RootNode: YamlSequenceNode list }, ..]) throw OceanException.BadInput($"{where}: is not a list of variables");
        return new Vocabulary([.. list.Children.Select(node => Entry(node, where))]);
    }

    private static VocabularyEntry Entry(YamlNode node, string where)
    {
        if (node is not YamlMappingNode map || Text(map, "name") is not { Length: > 0 } name)
            throw OceanException.BadInput($"{where}: line {node.Start.Line}: an entry needs a name");
        if (Text(map, "unit") is not { } unit) throw OceanException.BadInput($"{where}: '{name}' needs a unit (1 for a pure number)");
        var (minimum, maximum) = Range(map, name, where);
        return new VocabularyEntry(name, Text(map, "standard_name"), unit, minimum, maximum, Text(map, "long_name") ?? name, Aliases(map));
    }

    private static (double Minimum, double Maximum) Range(YamlMappingNode map, string name, string where)
    {
        if (!map.Children.TryGetValue("range", out var node)) return (double.NegativeInfinity, double.PositiveInfinity);
        if (node is YamlSequenceNode { Children: [YamlScalarNode low, YamlScalarNode high] }
            && double.TryParse(low.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var minimum)
            && double.TryParse(high.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var maximum)
            && minimum <= maximum)
        {
            return (minimum, maximum);
        }

        throw OceanException.BadInput($"{where}: the range of '{name}' must be two numbers, the smaller first");
    }

    private static Dictionary<string, IReadOnlyList<string>> Aliases(YamlMappingNode map)
    {
        var aliases = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (map.Children.TryGetValue("aliases", out var node) && node is YamlMappingNode sources)
        {
            foreach (var (source, names) in sources.Children)
                aliases[source.ToString()] = names is YamlSequenceNode list ? [.. list.Children.Select(child => child.ToString())] : [names.ToString()];
        }

        return aliases;
    }

    private static string? Text(YamlMappingNode map, string key) =>
        map.Children.TryGetValue(key, out var node) && node is YamlScalarNode { Value: { Length: > 0 } value } ? value : null;
}
