using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OceanML.Crates;

/// <summary>A Galaxy workflow (<c>.ga</c>) as far as describing, drawing and packaging it needs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Annotation">What it does, one paragraph.</param>
/// <param name="License">SPDX identifier.</param>
/// <param name="Release">Version.</param>
/// <param name="Tags">Key words.</param>
/// <param name="Creators">Who made it: name, and identifier or address where known.</param>
/// <param name="Inputs">Data and parameter inputs.</param>
/// <param name="Steps">Tool steps.</param>
/// <param name="Outputs">Labelled outputs.</param>
/// <param name="Frames">Frames that group steps by phase.</param>
public sealed record GalaxyWorkflow(
    string Name,
    string Annotation,
    string License,
    string Release,
    IReadOnlyList<string> Tags,
    IReadOnlyList<WorkflowCreator> Creators,
    IReadOnlyList<WorkflowInput> Inputs,
    IReadOnlyList<WorkflowStep> Steps,
    IReadOnlyList<WorkflowOutput> Outputs,
    IReadOnlyList<WorkflowFrame> Frames)
{
    /// <summary>Reads a workflow.</summary>
    /// <exception cref="InvalidDataException">The file is not a Galaxy workflow.</exception>
    public static GalaxyWorkflow Read(string path)
    {
        JsonObject root;
        try
        {
            root = JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject ?? throw new JsonException("the document is not an object");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}: is not a Galaxy workflow: {exception.Message}", exception);
        }

        if (root["a_galaxy_workflow"]?.ToString() != "true" || root["steps"] is not JsonObject steps) throw new InvalidDataException($"{path}: is not a Galaxy workflow (.ga)");
        var inputs = new List<WorkflowInput>();
        var tools = new List<WorkflowStep>();
        var outputs = new List<WorkflowOutput>();
        foreach (var step in steps.Select(pair => pair.Value!.AsObject()).OrderBy(step => step["id"]!.GetValue<int>()))
        {
            var id = step["id"]!.GetValue<int>();
            var label = Text(step, "label") is { Length: > 0 } given ? given : Text(step, "name");
            var at = (Number(step["position"]?["left"]), Number(step["position"]?["top"]));
            if (Text(step, "type") == "tool") tools.Add(Tool(step, id, label, at));
            else inputs.Add(Input(step, id, label, at));
            foreach (var output in (step["workflow_outputs"] as JsonArray ?? []).OfType<JsonObject>())
            {
                if (Text(output, "label") is { Length: > 0 } name) outputs.Add(new WorkflowOutput(id, Text(output, "output_name"), name));
            }
        }

        var creators = (root["creator"] as JsonArray ?? []).OfType<JsonObject>().Select(creator => new WorkflowCreator(Text(creator, "class"), Text(creator, "name"), Text(creator, "identifier"), Text(creator, "url"))).ToList();
        var tags = (root["tags"] as JsonArray ?? []).Select(tag => tag!.ToString()).ToList();
        var frames = (root["comments"] as JsonArray ?? []).OfType<JsonObject>().Where(comment => Text(comment, "type") == "frame").Select(Frame).ToList();
        return new GalaxyWorkflow(Text(root, "name"), Text(root, "annotation"), Text(root, "license"), Text(root, "release"), tags, creators, inputs, tools, outputs, frames);
    }

    private static WorkflowInput Input(JsonObject step, int id, string label, (double X, double Y) at)
    {
        var state = JsonNode.Parse(Text(step, "tool_state") is { Length: > 0 } text ? text : "{}")!.AsObject();
        var type = Text(step, "type") switch
        {
            "data_input" => "File",
            "data_collection_input" => "Collection",
            _ => state["parameter_type"]?.ToString() switch { "integer" => "Integer", "float" => "Float", "boolean" => "Boolean", _ => "Text" },
        };
        var formats = (state["format"] as JsonArray ?? []).Select(format => format!.ToString()).ToList();
        return new WorkflowInput(id, label, Text(step, "annotation"), type, state["optional"]?.ToString() == "true", formats, state["default"]?.ToString(), at.X, at.Y);
    }

    private static WorkflowStep Tool(JsonObject step, int id, string label, (double X, double Y) at)
    {
        var connections = new List<WorkflowConnection>();
        foreach (var (name, value) in step["input_connections"] as JsonObject ?? [])
        {
            foreach (var source in (value is JsonArray list ? list.ToList() : [value]).OfType<JsonObject>()) connections.Add(new WorkflowConnection(name, source["id"]!.GetValue<int>(), Text(source, "output_name")));
        }

        var outputs = (step["outputs"] as JsonArray ?? []).OfType<JsonObject>().Select(output => (Text(output, "name"), Text(output, "type"))).ToList();
        return new WorkflowStep(id, label, Text(step, "annotation"), Text(step, "tool_id"), Text(step, "tool_version"), connections, outputs, at.X, at.Y);
    }

    private static WorkflowFrame Frame(JsonObject frame)
    {
        var position = frame["position"] as JsonArray ?? new JsonArray((JsonNode)0, (JsonNode)0);
        var size = frame["size"] as JsonArray ?? new JsonArray((JsonNode)0, (JsonNode)0);
        return new WorkflowFrame(Text(frame["data"] as JsonObject ?? [], "title"), Number(position[0]), Number(position[1]), Number(size[0]), Number(size[1]));
    }

    private static string Text(JsonObject json, string name) => json[name]?.ToString() ?? "";

    private static double Number(JsonNode? node) => node is null ? 0 : double.Parse(node.ToString(), CultureInfo.InvariantCulture);
}
