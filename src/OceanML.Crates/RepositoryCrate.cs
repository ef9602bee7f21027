using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OceanML.Crates;

/// <summary>The repository itself as an RO-Crate: its workflows, Galaxy tools, containers, test data and documents as parts.</summary>
public static partial class RepositoryCrate
{
    private static readonly (string Path, string Name, string Media)[] Documents =
    [
        ("CHANGELOG.md", "What changed between releases", "text/markdown"), ("CITATION.cff", "How to cite", "application/yaml"), ("CONTRIBUTING.md", "Architecture, and how to add to it", "text/markdown"),
        ("LICENSE", "Licence", "text/plain"), ("README.md", "What this is and how to use it", "text/markdown"),
    ];

    /// <summary>The metadata of the repository.</summary>
    /// <param name="root">Root folder of the repository.</param>
    /// <exception cref="InvalidDataException">CHANGELOG.md names no release.</exception>
    public static CrateGraph Of(string root)
    {
        var release = Release().Match(File.ReadAllText(Path.Combine(root, "CHANGELOG.md")));
        if (!release.Success) throw new InvalidDataException("CHANGELOG.md: the first release should read ## [0.1.0] - 2026-01-31");
        var crate = new CrateGraph(
            "galaxy-oceanml",
            "Small executables that each do one step of ocean machine learning (gather, check, match, train, predict, validate, draw, package), with their Galaxy tools, containers and workflows.",
            release.Groups[2].Value);
        crate.Root.Set("version", release.Groups[1].Value).Set("keywords", ["ocean", "machine learning", "Argo", "ocean colour", "Galaxy"]).Link("license", crate.Add(Entities.License("MIT")).Id);
        crate.Root.Link("author", crate.Add(Entities.Organization("galaxy-oceanml developers", null)).Id);
        foreach (var (path, name, media) in Documents.Where(document => File.Exists(Path.Combine(root, document.Path))))
        {
            var document = crate.AddPart(new CrateEntity(path, "File").Set("name", name).Set("encodingFormat", media));
            if (path == "README.md") document.Link("about", "./");
        }

        foreach (var folder in Folders(root, "workflows")) AddWorkflow(crate, root, folder);
        foreach (var folder in Folders(root, "tools")) AddTool(crate, root, folder);
        foreach (var folder in Folders(root, "containers")) AddContainer(crate, root, folder);
        crate.AddPart(new CrateEntity("test-data/", "Dataset").Set("name", "Test data").Set("description", "Small files in authentic formats with a planted truth, written by a generator; test-data/README.md says what is planted."));
        return crate;
    }

    private static IEnumerable<string> Folders(string root, string parent) =>
        Directory.Exists(Path.Combine(root, parent)) ? Directory.EnumerateDirectories(Path.Combine(root, parent)).Select(folder => $"{parent}/{Path.GetFileName(folder)}").Order(StringComparer.Ordinal) : [];

    private static void AddWorkflow(CrateGraph crate, string root, string folder)
    {
        var path = $"{folder}/{Path.GetFileName(folder)}.ga";
        if (!File.Exists(Path.Combine(root, path))) return;
        var workflow = GalaxyWorkflow.Read(Path.Combine(root, path));
        var main = crate.Add(new CrateEntity(path, "File", "SoftwareSourceCode", "ComputationalWorkflow").Set("name", workflow.Name).Set("description", workflow.Annotation).Set("version", workflow.Release)
            .Set("encodingFormat", "application/json").Link("programmingLanguage", crate.Add(Entities.GalaxyLanguage()).Id).Link("license", $"https://spdx.org/licenses/{workflow.License}"));
        foreach (var tool in workflow.Steps.Select(step => step.Tool).Distinct()) main.Link("hasPart", Folders(root, "tools").Select(tools => $"{tools}/{tool}.xml").First(file => File.Exists(Path.Combine(root, file))));
        crate.AddPart(new CrateEntity(folder + "/", "Dataset").Set("name", workflow.Name).Set("description", "The workflow with its tests, documents and a Workflow RO-Crate of its own.").Link("hasPart", path));
    }

    // A folder holds the tool of its name, and those of subcommands that are tools of their own.
    private static void AddTool(CrateGraph crate, string root, string folder)
    {
        var id = Path.GetFileName(folder);
        if (!File.Exists(Path.Combine(root, folder, id + ".xml"))) return;
        var part = crate.AddPart(new CrateEntity(folder + "/", "Dataset").Set("name", $"Galaxy tool {id}"));
        foreach (var tool in Directory.EnumerateFiles(Path.Combine(root, folder), id + "*.xml").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal))
        {
            var path = $"{folder}/{tool}.xml";
            var xml = XDocument.Load(Path.Combine(root, path)).Root!;
            crate.Add(new CrateEntity(path, "File", "SoftwareSourceCode").Set("name", (string?)xml.Attribute("name")).Set("description", $"{(string?)xml.Attribute("name")} {xml.Element("description")?.Value.Trim()}")
                .Set("identifier", tool).Set("encodingFormat", "application/xml"));
            part.Link("hasPart", path);
        }
    }

    private static void AddContainer(CrateGraph crate, string root, string folder)
    {
        var path = $"{folder}/Dockerfile";
        if (!File.Exists(Path.Combine(root, path))) return;
        var label = Description().Match(File.ReadAllText(Path.Combine(root, path))).Groups[1].Value;
        crate.AddPart(new CrateEntity(path, "File", "SoftwareSourceCode").Set("name", $"Container of {Path.GetFileName(folder)}").Set("description", label).Set("encodingFormat", "text/plain"));
    }

    [GeneratedRegex(@"(?m)^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})\s*$")]
    private static partial Regex Release();

    [GeneratedRegex("org\\.opencontainers\\.image\\.description=\"([^\"]*)\"")]
    private static partial Regex Description();
}
