using System.Text.Json.Nodes;
using OceanML.Crates;
using YamlDotNet.RepresentationModel;

namespace OceanML.Galaxy.Tests;

/// <summary>One folder of workflows/: the workflow as JSON and as read by the crate library, and its tests.</summary>
internal sealed class WorkflowFolder
{
    private static readonly string Root = Path.Combine(SharedData.Repository, "workflows");

    public WorkflowFolder(string name)
    {
        Folder = Path.Combine(Root, name);
        Name = name;
        Json = JsonNode.Parse(File.ReadAllBytes(GaPath))!.AsObject();
        Workflow = GalaxyWorkflow.Read(GaPath);
    }

    public static TheoryData<string> All => Directory.Exists(Root)
        ? new(Directory.EnumerateDirectories(Root).Select(Path.GetFileName).Order(StringComparer.Ordinal)!)
        : [];

    public string Name { get; }

    public string Folder { get; }

    public string GaPath => Path.Combine(Folder, Name + ".ga");

    public JsonObject Json { get; }

    public GalaxyWorkflow Workflow { get; }

    public IEnumerable<JsonObject> Steps => Json["steps"]!.AsObject().Select(pair => pair.Value!.AsObject()).OrderBy(step => step["id"]!.GetValue<int>());

    public IEnumerable<JsonObject> ToolSteps => Steps.Where(step => step["type"]!.GetValue<string>() == "tool");

    public string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));

    /// <summary>The tests of the workflow: a list of doc, job and outputs.</summary>
    public YamlSequenceNode Tests()
    {
        using var reader = File.OpenText(Path.Combine(Folder, Name + "-tests.yml"));
        var stream = new YamlStream();
        stream.Load(reader);
        return (YamlSequenceNode)stream.Documents[0].RootNode;
    }

    /// <summary>The parameters of a tool step as the editor stored them, without its bookkeeping.</summary>
    public static JsonObject ToolState(JsonObject step) => (JsonObject)Clean(JsonNode.Parse(step["tool_state"]!.GetValue<string>())!)!;

    private static JsonNode? Clean(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Where(pair => pair.Key is not ("__page__" or "__rerun_remap_job_id__" or "__current_case__" or "__index__" or "__input_ext" or "chromInfo")).Select(pair => KeyValuePair.Create(pair.Key, Clean(pair.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Clean)]),
        _ => node?.DeepClone(),
    };
}
