using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace OceanML.Galaxy.Tests;

/// <summary>
/// Runs a workflow as Galaxy would, step after step: values from the stored tool state, files along the connections, every tool
/// rendered and really run.
/// </summary>
internal sealed class WorkflowRun(WorkflowFolder workflow) : IDisposable
{
    private readonly Dictionary<(int Step, string Output), JsonNode?> values = [];
    private readonly List<GalaxyJob> jobs = [];

    /// <summary>Runs one test job; the labelled outputs by label.</summary>
    public Dictionary<string, JobOutput> Run(YamlMappingNode job)
    {
        var outputs = new Dictionary<string, JobOutput>(StringComparer.Ordinal);
        foreach (var step in workflow.Steps)
        {
            var id = step["id"]!.GetValue<int>();
            if (step["type"]!.GetValue<string>() != "tool")
            {
                values[(id, "output")] = Input(step, job);
                continue;
            }

            var done = Tool(step);
            foreach (var labelled in step["workflow_outputs"]!.AsArray().Select(output => output!.AsObject()))
            {
                if (done.TryGetValue(labelled["output_name"]!.GetValue<string>(), out var output)) outputs[labelled["label"]!.GetValue<string>()] = output;
            }
        }

        return outputs;
    }

    public void Dispose() => jobs.ForEach(job => job.Dispose());

    private Dictionary<string, JobOutput> Tool(JsonObject step)
    {
        var wrapper = Wrapper.Load(step["tool_id"]!.GetValue<string>());
        var state = WorkflowFolder.ToolState(step);
        foreach (var (name, connection) in step["input_connections"]!.AsObject())
        {
            var sources = connection is JsonArray list ? list.Select(source => source!.AsObject()).ToList() : [connection!.AsObject()];
            var flowing = sources.Select(source => values[(source["id"]!.GetValue<int>(), source["output_name"]!.GetValue<string>())]).ToList();
            Place(state, name, flowing.Count == 1 ? flowing[0]?.DeepClone() : new JsonArray([.. flowing.SelectMany(value => value is JsonArray items ? items.ToList() : [value]).Select(value => value?.DeepClone())]));
        }

        var job = new GalaxyJob(wrapper, Running(wrapper, state));
        jobs.Add(job);
        job.Run();
        var label = step["label"]!.GetValue<string>();
        Assert.True(job.Said.ExitCode == 0, $"step '{label}' failed with exit code {job.Said.ExitCode}\ncommand: {job.Command}\n{job.Said.Error}");
        foreach (var (name, output) in job.Outputs)
        {
            values[(step["id"]!.GetValue<int>(), name)] = new JsonObject { ["path"] = output.Path, ["ext"] = output.Format, ["element_identifier"] = label, ["files_path"] = output.FilesPath };
        }

        return job.Outputs;
    }

    private static JsonObject Running(Wrapper wrapper, JsonObject state) => OceanML.Galaxy.Tests.ToolState.Build(wrapper.Root.Element("inputs")!, WithoutMarkers(state));

    /// <summary>Removes what stands for a value that comes at run time and did not: an optional input left open.</summary>
    private static JsonObject WithoutMarkers(JsonObject state)
    {
        foreach (var (name, value) in state.ToList())
        {
            if (value is JsonObject members && members.ContainsKey("__class__")) state.Remove(name);
            else if (value is JsonObject group && !group.ContainsKey("path")) WithoutMarkers(group);
            else if (value is JsonArray items) items.OfType<JsonObject>().Where(item => !item.ContainsKey("path")).ToList().ForEach(item => WithoutMarkers(item));
        }

        return state;
    }

    private static void Place(JsonObject state, string name, JsonNode? value)
    {
        var parts = name.Split('|');
        JsonNode place = state;
        foreach (var part in parts[..^1]) place = place[part] ?? throw new InvalidDataException($"the tool state has no group {part} for {name}");
        place.AsObject()[parts[^1]] = value;
    }

    private JsonNode? Input(JsonObject step, YamlMappingNode job)
    {
        var label = step["label"]!.GetValue<string>();
        if (!job.Children.TryGetValue(new YamlScalarNode(label), out var given))
        {
            var state = JsonNode.Parse(step["tool_state"]!.GetValue<string>())!;
            return state["default"]?.DeepClone();
        }

        if (given is not YamlMappingNode file) return JsonValue.Create(given.ToString());
        return file.Children["class"].ToString() == "Collection"
            ? new JsonArray([.. ((YamlSequenceNode)file.Children["elements"]).Children.Cast<YamlMappingNode>().Select(FileOf)])
            : FileOf(file);
    }

    private JsonObject FileOf(YamlMappingNode file)
    {
        var path = Path.GetFullPath(Path.Combine(workflow.Folder, file.Children["path"].ToString()));
        var identifier = file.Children.TryGetValue(new YamlScalarNode("identifier"), out var given) ? given.ToString() : Path.GetFileName(path);
        return new JsonObject { ["path"] = path, ["ext"] = file.Children["filetype"].ToString(), ["element_identifier"] = identifier };
    }
}
