using OceanML.Core;
using static OceanML.Formats.Yaml.YamlText;

namespace OceanML.Formats.Quality;

/// <summary>Quality control plans: those built in, by name, and a user's own, by the path of a YAML file.</summary>
public static class PlanFile
{
    private const string Prefix = "quality/";

    private static readonly string[] Keys = ["title", "source", "scheme", "axis", "tests"];

    /// <summary>Names of the built-in plans; the first one is Argo's.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(PlanFile).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^".yaml".Length]).OrderBy(name => name != "argo").ThenBy(name => name, StringComparer.Ordinal)];

    /// <summary>The built-in plans.</summary>
    public static IReadOnlyList<PlanSettings> BuiltIn() => [.. Names.Select(Read)];

    /// <summary>Reads a plan.</summary>
    /// <param name="nameOrPath">The name of a built-in plan, or the path of a file.</param>
    /// <exception cref="OceanException">Neither; not well-formed; a key does not exist.</exception>
    public static PlanSettings Read(string nameOrPath)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        if (Names.Contains(nameOrPath))
        {
            using var builtIn = new StreamReader(typeof(PlanFile).Assembly.GetManifestResourceStream($"{Prefix}{nameOrPath}.yaml")!);
            return Read(nameOrPath, builtIn, nameOrPath);
        }

        if (!File.Exists(nameOrPath)) throw OceanException.Usage($"there is no plan '{nameOrPath}' and no file of that name; built in are {string.Join(", ", Names)}");
        using var own = new StreamReader(nameOrPath);
        return Read(Path.GetFileNameWithoutExtension(nameOrPath), own, nameOrPath);
    }

    private static PlanSettings Read(string id, TextReader reader, string source)
    {
        if (Mapping(reader, source) is not { } node)
            throw OceanException.BadInput($"{source}: a quality control plan is one YAML mapping with title and tests");
        var root = Tree(node, source);
        foreach (var key in root.Members.Keys)
        {
            if (!Keys.Contains(key)) throw OceanException.Missing(source, "key", key, Keys);
        }

        if (root.Find("tests") is not { Items.Count: > 0 } tests) throw OceanException.BadInput($"{source}: 'tests' is missing; it is a list such as - test: spike");
        return new PlanSettings(
            id,
            root.Text("title", id)!,
            root.Text("source"),
            root.Text("scheme", "")!,
            root.Text("axis", "auto")!,
            [.. tests.Items.Select(Test)]);
    }

    // A test without settings may be written as its name alone.
    private static TestSettings Test(Settings item)
    {
        if (item.Value is { } name) return new TestSettings(name, name, Settings.Empty(item.Where));
        var type = item.Text("test") ?? throw OceanException.BadInput($"{item.Where}: 'test' is missing: the type of the test, e.g. spike");
        return new TestSettings(type, item.Text("name", type)!, item, item.Flag("optional"));
    }
}
