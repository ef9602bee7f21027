using OceanML.Core;
using YamlDotNet.RepresentationModel;
using static OceanML.Formats.Yaml.YamlText;

namespace OceanML.Formats.Protocols;

/// <summary>Matchup protocols: those built in, by name, and a user's own, by the path of a YAML file.</summary>
public static class ProtocolFile
{
    private const string Prefix = "protocols/";

    private static readonly string[] OwnKeys = ["title", "reference", "notes", "options"];

    /// <summary>Names of the built-in protocols.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(ProtocolFile).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^".yaml".Length]).Order(StringComparer.Ordinal)];

    /// <summary>Reads a protocol.</summary>
    /// <param name="nameOrPath">The name of a built-in protocol, or the path of a file.</param>
    /// <param name="known">Names of the options that a protocol may set.</param>
    /// <exception cref="OceanException">Neither; not well-formed; a key or an option does not exist.</exception>
    public static ProtocolDescription Read(string nameOrPath, IReadOnlyCollection<string> known)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        if (Names.Contains(nameOrPath))
        {
            using var builtIn = new StreamReader(typeof(ProtocolFile).Assembly.GetManifestResourceStream($"{Prefix}{nameOrPath}.yaml")!);
            return Read(nameOrPath, builtIn, nameOrPath, known);
        }

        if (!File.Exists(nameOrPath)) throw OceanException.Usage($"there is no protocol '{nameOrPath}' and no file of that name; built in are {string.Join(", ", Names)}");
        using var own = new StreamReader(nameOrPath);
        return Read(Path.GetFileNameWithoutExtension(nameOrPath), own, nameOrPath, known);
    }

    private static ProtocolDescription Read(string id, TextReader reader, string source, IReadOnlyCollection<string> known)
    {
        if (Mapping(reader, source) is not { } root)
            throw OceanException.BadInput($"{source}: a protocol is one YAML mapping with title and options");
        foreach (var key in root.Children.Keys.Select(Scalar))
        {
            if (!OwnKeys.Contains(key)) throw OceanException.Missing(source, "key", key, OwnKeys);
        }

        if (Child(root, "options") is not YamlMappingNode options) throw OceanException.BadInput($"{source}: 'options' is missing; it is a mapping such as box: 5");
        var values = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var (node, value) in options.Children)
        {
            var key = Scalar(node);
            if (!known.Contains(key)) throw OceanException.Missing(source, "option", key, known);
            values[key] = [.. Words(value)];
        }

        return new ProtocolDescription(
            id,
            Child(root, "title") is { } title ? Scalar(title) : id,
            Child(root, "reference") is { } reference ? Scalar(reference) : null,
            Child(root, "notes") is { } notes ? [.. Words(notes)] : [],
            values);
    }

    // A list is its items; a mapping is key:value per item of each value.
    private static IEnumerable<string> Words(YamlNode node) => node switch
    {
        YamlSequenceNode sequence => sequence.Children.SelectMany(Words),
        YamlMappingNode map => map.Children.SelectMany(pair => Words(pair.Value).Select(word => $"{Scalar(pair.Key)}:{word}")),
        _ => [Scalar(node)],
    };
}
