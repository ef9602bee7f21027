using System.Globalization;
using OceanML.Core;
using YamlDotNet.RepresentationModel;
using static OceanML.Formats.Yaml.YamlText;

namespace OceanML.Formats.Labels;

/// <summary>Reads label vocabularies: the built-in one, and files of the same form that extend it.</summary>
public static class LabelVocabularyFile
{
    private const string BuiltInName = "labels/vocabulary.yaml";

    private static readonly string[] Keys = ["confidence", "labels"];

    private static readonly string[] TermKeys = ["name", "kind", "definition", "uri", "uri_title", "aliases"];

    private static readonly Lazy<LabelVocabulary> BuiltIn = new(() =>
    {
        using var reader = new StreamReader(typeof(LabelVocabularyFile).Assembly.GetManifestResourceStream(BuiltInName)
            ?? throw new InvalidOperationException($"{BuiltInName} is not embedded"));
        return Parse(reader, BuiltInName);
    });

    /// <summary>The built-in labels.</summary>
    public static LabelVocabulary Load() => BuiltIn.Value;

    /// <summary>The built-in labels, extended by files; a label of the same name is replaced by that of the later file.</summary>
    /// <exception cref="OceanException">A file does not exist or is not a label vocabulary.</exception>
    public static LabelVocabulary Load(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var vocabulary = Load();
        foreach (var path in paths)
        {
            if (!File.Exists(path)) throw OceanException.BadInput($"{path}: no such file");
            using var reader = new StreamReader(path);
            vocabulary = vocabulary.With(Parse(reader, path));
        }

        return vocabulary;
    }

    /// <summary>Parses a vocabulary: a mapping with <c>labels</c> (name, kind, definition, uri, uri_title, aliases) and <c>confidence</c> (word: number).</summary>
    /// <param name="reader">The YAML text.</param>
    /// <param name="where">How messages name it.</param>
    /// <exception cref="OceanException">Not of that form; the message names the label and the key.</exception>
    public static LabelVocabulary Parse(TextReader reader, string where)
    {
        if (Mapping(reader, where) is not { } root)
            throw OceanException.BadInput($"{where}: a label vocabulary is one YAML mapping with labels, a list of name, kind and definition");
        RequireKeys(root, Keys, where);
        var terms = new List<LabelTerm>();
        foreach (var node in (Child(root, "labels") as YamlSequenceNode)?.Children ?? [])
        {
            if (node is not YamlMappingNode map) throw OceanException.BadInput($"{where}: line {node.Start.Line}: a label needs name, kind and definition");
            var term = Term(map, where);
            if (terms.Exists(other => other.Name == term.Name)) throw OceanException.BadInput($"{where}: label '{term.Name}' stands there twice");
            terms.Add(term);
        }

        if (terms.Count == 0 && Child(root, "confidence") is null) throw OceanException.BadInput($"{where}: 'labels' is missing; it is a list of name, kind and definition");
        return new LabelVocabulary(terms, Words(root, where));
    }

    private static LabelTerm Term(YamlMappingNode map, string where)
    {
        if (Text(map, "name") is not { } name) throw OceanException.BadInput($"{where}: line {map.Start.Line}: a label needs a name");
        where = $"{where}: label '{name}'";
        RequireKeys(map, TermKeys, where);
        if (name.AsSpan().ContainsAny("|,; \t") || name.Any(char.IsUpper))
            throw OceanException.BadInput($"{where}: a name is one word in lower case, with hyphens, e.g. marine-heatwave");
        if (!Enum.TryParse<LabelKind>(Text(map, "kind"), ignoreCase: true, out var kind) || int.TryParse(Text(map, "kind"), out _))
            throw OceanException.BadInput($"{where}: 'kind' must be one of {string.Join(", ", Enum.GetNames<LabelKind>()).ToLowerInvariant()}");
        if (Text(map, "definition") is not { } definition) throw OceanException.BadInput($"{where}: needs a definition, one sentence");
        var uri = Text(map, "uri");
        if (uri is not null && !Uri.TryCreate(uri, UriKind.Absolute, out _)) throw OceanException.BadInput($"{where}: uri '{uri}' is not an absolute address");
        var aliases = Child(map, "aliases") switch
        {
            YamlSequenceNode list => list.Children.Select(Scalar).ToList(),
            YamlScalarNode single => [Scalar(single)],
            _ => [],
        };
        return new LabelTerm(name, kind, definition, uri, Text(map, "uri_title"), aliases);
    }

    private static Dictionary<string, double> Words(YamlMappingNode root, string where)
    {
        var words = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        if (Child(root, "confidence") is not YamlMappingNode map) return words;
        foreach (var (key, value) in map.Children)
        {
            if (!double.TryParse(Scalar(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number is not (>= 0 and <= 1))
                throw OceanException.BadInput($"{where}: confidence '{Scalar(key)}' must be a number from 0 to 1, not '{Scalar(value)}'");
            words[Scalar(key)] = number;
        }

        return words;
    }

    private static string? Text(YamlMappingNode node, string key) => Child(node, key) is YamlScalarNode { Value: { Length: > 0 } value } ? value.Trim() : null;
}
