using System.Text.RegularExpressions;

namespace OceanML.Crates;

/// <summary>
/// A workflow folder as a Workflow RO-Crate 1.0 with its tests described by Workflow Testing RO-Crate 0.1: what a registry such as
/// WorkflowHub takes in.
/// </summary>
public static partial class WorkflowCrate
{
    private static readonly string[] Generated = [CrateGraph.MetadataFile, CratePreview.FileName];

    /// <summary>The crate of a folder that holds one <c>.ga</c>, README.md, CHANGELOG.md, a diagram, an abstract CWL and tests.</summary>
    /// <exception cref="InvalidDataException">There is no single workflow, or the changelog names no release.</exception>
    public static CratePackage Of(string folder)
    {
        var paths = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(path => !Generated.Contains(path)).Order(StringComparer.Ordinal).ToList();
        var mains = paths.Where(path => path.EndsWith(".ga", StringComparison.Ordinal)).ToList();
        if (mains.Count != 1) throw new InvalidDataException($"{folder}: a workflow folder holds one .ga file; here are {mains.Count}");
        var workflow = GalaxyWorkflow.Read(Path.Combine(folder, mains[0]));
        var released = Release().Match(File.ReadAllText(Path.Combine(folder, "CHANGELOG.md")));
        if (!released.Success) throw new InvalidDataException($"{folder}/CHANGELOG.md: the first release should read ## [{workflow.Release}] - 2026-01-31");

        var crate = new CrateGraph(workflow.Name, workflow.Annotation, released.Groups[2].Value);
        crate.Conform(CrateProfile.Workflow);
        var main = crate.AddWorkflow(workflow, mains[0], File.ReadAllBytes(Path.Combine(folder, mains[0])));
        crate.Root.Link("author", main.Links("creator"));
        crate.Root.Set("version", workflow.Release).Set("keywords", workflow.Tags).Link("license", $"https://spdx.org/licenses/{workflow.License}");
        crate.Root.Link("citation", crate.Add(Entities.ArgoCitation()).Id);
        foreach (var tool in workflow.Steps.DistinctBy(step => step.Tool))
        {
            main.Link("hasPart", crate.Add(new CrateEntity("#" + tool.Tool, "SoftwareApplication").Set("name", tool.Tool).Set("version", tool.Version).Set("description", tool.Annotation)).Id);
        }

        foreach (var path in paths.Where(path => path != mains[0])) AddFile(crate, main, folder, path);
        return new CratePackage(crate, paths.ToDictionary(path => path, path => (Func<Stream>)(() => File.OpenRead(Path.Combine(folder, path))), StringComparer.Ordinal));
    }

    private static void AddFile(CrateGraph crate, CrateEntity main, string folder, string path)
    {
        var content = File.ReadAllBytes(Path.Combine(folder, path));
        if (path == "README.md")
        {
            crate.AddDocument(path, content, "How to use the workflow").Link("about", "./");
        }
        else if (path.EndsWith(".cwl", StringComparison.Ordinal))
        {
            main.Link("subjectOf", crate.AddFile(path, content, "Abstract description in CWL", "SoftwareSourceCode", "HowTo").Link("programmingLanguage", crate.Add(Entities.CwlLanguage()).Id).Id);
        }
        else if (path.EndsWith(".svg", StringComparison.Ordinal))
        {
            main.Link("image", crate.AddFile(path, content, "Diagram of the workflow", "ImageObject").Link("about", main.Id).Id);
        }
        else if (path.EndsWith("-tests.yml", StringComparison.Ordinal))
        {
            crate.Conform(CrateProfile.WorkflowTesting);
            var engine = crate.Add(new CrateEntity("https://w3id.org/ro/terms/test#PlanemoEngine", "SoftwareApplication").Set("name", "Planemo").Link("url", "https://github.com/galaxyproject/planemo"));
            var definition = crate.AddFile(path, content, "Tests of the workflow", "TestDefinition").Link("conformsTo", engine.Id).Set("engineVersion", ">=0.75");
            var suite = crate.Add(new CrateEntity("#tests", "TestSuite").Set("name", "Tests of the workflow").Link("mainEntity", main.Id).Link("definition", definition.Id));
            crate.Root.Link("mentions", suite.Id);
        }
        else
        {
            crate.AddDocument(path, content, path switch { "CHANGELOG.md" => "What changed between releases", ".dockstore.yml" => "Description for Dockstore", "run.sh" => "The same chain without Galaxy", _ => path });
        }
    }

    [GeneratedRegex(@"(?m)^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})\s*$")]
    private static partial Regex Release();
}
