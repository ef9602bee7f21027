using System.Xml.Linq;

namespace OceanML.Galaxy.Tests;

/// <summary>One Galaxy tool: its file, and its XML with macros expanded.</summary>
internal sealed class Wrapper
{
    private Wrapper(string path)
    {
        FilePath = path;
        Document = MacroExpansion.Load(path);
    }

    public string FilePath { get; }

    public string Folder => Path.GetDirectoryName(FilePath)!;

    public XDocument Document { get; }

    public XElement Root => Document.Root!;

    public string Id => (string?)Root.Attribute("id") ?? "";

    /// <summary>The step it wraps: <c>colocate</c> of <c>oceanml_colocate</c> and of <c>oceanml_colocate_extract</c>.</summary>
    public string Step => Id.Split('_')[1];

    /// <summary>The subcommand it wraps, <c>extract</c> of <c>oceanml_colocate_extract</c>; null for the tool that bears the step's name.</summary>
    public string? Subcommand => Id.Split('_') is [_, _, var subcommand] ? subcommand : null;

    public string Version => (string?)Root.Attribute("version") ?? "";

    public string Command => Root.Element("command")?.Value ?? "";

    public IReadOnlyList<XElement> Tests => Root.Element("tests")?.Elements("test").ToList() ?? [];

    /// <summary>Every param, at any depth, with the pipe-separated name Galaxy gives it.</summary>
    public IEnumerable<(string Name, XElement Param)> Params => Walk(Root.Element("inputs"), "");

    public IEnumerable<XElement> Outputs => Root.Element("outputs")?.Elements().Where(element => element.Name.LocalName is "data" or "collection") ?? [];

    public static IReadOnlyList<string> Folders { get; } =
        Directory.EnumerateDirectories(Path.Combine(SharedData.Repository, "tools"), "oceanml_*").Order(StringComparer.Ordinal).ToList();

    /// <summary>The names of all tools, e.g. <c>oceanml_describe</c>.</summary>
    public static TheoryData<string> All => new(Folders.SelectMany(folder => Directory.EnumerateFiles(folder, "oceanml_*.xml")).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!);

    /// <summary>The tools of a step: the one of its name, and those that wrap a subcommand.</summary>
    public static IReadOnlyList<Wrapper> OfStep(string step) => [.. All.Select(row => Load(row.Data)).Where(wrapper => wrapper.Step == step)];

    public static Wrapper Load(string name) =>
        new(Folders.SelectMany(folder => Directory.EnumerateFiles(folder, name + ".xml")).Single());

    /// <summary>The name of a param: given, or derived from its option as Galaxy does.</summary>
    public static string NameOf(XElement param) =>
        (string?)param.Attribute("name") ?? ((string?)param.Attribute("argument") ?? "").TrimStart('-').Replace('-', '_');

    private static IEnumerable<(string, XElement)> Walk(XElement? group, string prefix)
    {
        foreach (var element in group?.Elements() ?? [])
        {
            var name = prefix + NameOf(element);
            switch (element.Name.LocalName)
            {
                case "param":
                    yield return (name, element);
                    break;
                case "section" or "repeat":
                    foreach (var inner in Walk(element, name + "|")) yield return inner;
                    break;
                case "conditional":
                    yield return (name + "|" + NameOf(element.Element("param")!), element.Element("param")!);
                    foreach (var inner in element.Elements("when").SelectMany(when => Walk(when, name + "|"))) yield return inner;
                    break;
            }
        }
    }
}
