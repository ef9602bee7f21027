using OceanML.Core;
using static OceanML.Formats.Yaml.YamlText;

namespace OceanML.Formats.Learning;

/// <summary>A search space as it stands in a YAML file, as a tree of settings.</summary>
public static class SearchSpaceFile
{
    private const string Prefix = "spaces/";

    /// <summary>The models that have a search space built in.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(SearchSpaceFile).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^".yaml".Length]).Order(StringComparer.Ordinal)];

    /// <summary>The space that is searched for a kind of model where no other is given.</summary>
    /// <exception cref="OceanException">There is none for that model.</exception>
    public static Settings BuiltIn(string model)
    {
        if (!Names.Contains(model)) throw OceanException.Usage($"there is no search space built in for model '{model}', only for {string.Join(", ", Names)}; give one with --space");
        using var reader = new StreamReader(typeof(SearchSpaceFile).Assembly.GetManifestResourceStream($"{Prefix}{model}.yaml")!);
        return Read(reader, $"space of {model}");
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="OceanException">It is not well-formed, or no mapping; a key stands twice.</exception>
    public static Settings Read(string path)
    {
        using var reader = new StreamReader(path);
        return Read(reader, path);
    }

    /// <summary>Reads text.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="where">How messages name it.</param>
    /// <exception cref="OceanException">It is not well-formed, or no mapping; a key stands twice.</exception>
    public static Settings Read(TextReader reader, string where)
    {
        return Mapping(reader, where) is { } node
            ? Tree(node, where)
            : throw OceanException.BadInput($"{where}: a search space is lines such as 'learning_rate: {{float: [0.0001, 0.01], log: true}}'");
    }
}
