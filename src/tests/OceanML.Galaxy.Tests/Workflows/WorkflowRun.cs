using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace OceanML.Galaxy.Tests;

/// <summary>
/// Runs a workflow as Galaxy would, step after step: values from the stored tool state, files along the connections, collections
/// mapped over or taken whole, every tool rendered and really run.
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
        var flowing = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var (name, connection) in step["input_connections"]!.AsObject())
        {
            var sources = connection is JsonArray list ? list.Select(source => source!.AsObject()).ToList() : [connection!.AsObject()];
            var given = sources.Select(source => values[(source["id"]!.GetValue<int>(), source["output_name"]!.GetValue<string>())]).ToList();
            flowing[name] = given.Count == 1 ? given[0] : new JsonArray([.. given.SelectMany(value => value is JsonArray items ? items.ToList() : [value]).Select(value => value?.DeepClone())]);
        }

        var mapped = flowing.Where(pair => pair.Value is JsonArray && MapsOver(wrapper, pair.Key)).Select(pair => pair.Key).ToList();
        return mapped.Count == 0 ? One(step, wrapper, state, flowing) : Each(step, wrapper, state, flowing, mapped);
    }

    /// <summary>A collection that flows into an input for one dataset makes a job of each of its elements. The branches of a conditional may have inputs of one name.</summary>
    private static bool MapsOver(Wrapper wrapper, string input)
    {
        var param = wrapper.Params.First(candidate => candidate.Name == input).Param;
        return (string?)param.Attribute("type") == "data" && (string?)param.Attribute("multiple") != "true";
    }

    private Dictionary<string, JobOutput> One(JsonObject step, Wrapper wrapper, JsonObject state, Dictionary<string, JsonNode?> flowing)
    {
        var job = Job(step, wrapper, state, flowing);
        foreach (var (name, output) in job.Outputs) values[(step["id"]!.GetValue<int>(), name)] = Dataset(output, step["label"]!.GetValue<string>());
        return job.Outputs;
    }

    /// <summary>The outputs become collections whose elements have the identifiers of the first collection mapped over.</summary>
    private Dictionary<string, JobOutput> Each(JsonObject step, Wrapper wrapper, JsonObject state, Dictionary<string, JsonNode?> flowing, List<string> mapped)
    {
        var label = step["label"]!.GetValue<string>();
        var lengths = mapped.Select(name => flowing[name]!.AsArray().Count).Distinct().ToList();
        Assert.True(lengths.Count == 1, $"step '{label}' maps over collections of different lengths: {string.Join(", ", lengths)}");
        var gathered = new Dictionary<string, JobOutput>(StringComparer.Ordinal);
        for (var i = 0; i < lengths[0]; i++)
        {
            var identifier = flowing[mapped[0]]![i]!["element_identifier"]!.GetValue<string>();
            var element = flowing.ToDictionary(pair => pair.Key, pair => mapped.Contains(pair.Key) ? pair.Value![i] : pair.Value);
            foreach (var (name, output) in Job(step, wrapper, (JsonObject)state.DeepClone(), element).Outputs)
            {
                if (!gathered.TryGetValue(name, out var collection))
                {
                    gathered[name] = collection = new JobOutput("", output.Format, "");
                    values[(step["id"]!.GetValue<int>(), name)] = new JsonArray();
                }

                collection.Elements[identifier] = output;
                values[(step["id"]!.GetValue<int>(), name)]!.AsArray().Add(Dataset(output, identifier));
            }
        }

        return gathered;
    }

    private GalaxyJob Job(JsonObject step, Wrapper wrapper, JsonObject state, Dictionary<string, JsonNode?> flowing)
    {
        foreach (var (name, value) in flowing) Place(state, name, value?.DeepClone());
        var job = new GalaxyJob(wrapper, Running(wrapper, state));
        jobs.Add(job);
        job.Run();
        Assert.True(job.Said.ExitCode == 0, $"step '{step["label"]}' failed with exit code {job.Said.ExitCode}\ncommand: {job.Command}\n{job.Said.Error}");
        return job;
    }

    private static JsonObject Dataset(JobOutput output, string identifier) =>
        new() { ["path"] = output.Path, ["ext"] = output.Format, ["element_identifier"] = identifier, ["files_path"] = output.FilesPath };

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
