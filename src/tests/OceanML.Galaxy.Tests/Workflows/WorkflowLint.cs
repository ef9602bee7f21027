using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using YamlDotNet.RepresentationModel;

namespace OceanML.Galaxy.Tests;

/// <summary>The strict schema and the lint rules of gxformat2, planemo's rules for the IWC, and that steps agree with the wrappers.</summary>
internal static partial class WorkflowLint
{
    private static readonly HashSet<string> TopKeys =
    [
        "name", "class", "a_galaxy_workflow", "format-version", "annotation", "tags", "version", "license", "release", "creator", "report", "readme", "help", "logo_url", "doi",
        "source_metadata", "comments", "steps", "subworkflows", "uuid",
    ];

    private static readonly HashSet<string> StepKeys =
    [
        "annotation", "content_id", "errors", "id", "input_connections", "inputs", "label", "name", "outputs", "position", "post_job_actions", "tool_id", "tool_shed_repository",
        "tool_state", "tool_version", "type", "uuid", "when", "workflow_outputs",
    ];

    private static readonly HashSet<string> Directives =
    [
        "history_dataset_as_image", "history_dataset_as_table", "history_dataset_display", "history_dataset_embedded", "history_dataset_link", "history_dataset_name", "history_dataset_info",
        "history_dataset_type", "history_dataset_peek", "history_dataset_collection_display", "job_parameters", "job_metrics", "tool_stdout", "tool_stderr", "workflow_display", "workflow_image",
        "workflow_license", "invocation_inputs", "invocation_outputs", "invocation_time", "generate_time", "generate_galaxy_version",
    ];

    /// <summary>Every rule by name.</summary>
    public static IReadOnlyDictionary<string, Func<WorkflowFolder, IEnumerable<string>>> Rules { get; } = new Dictionary<string, Func<WorkflowFolder, IEnumerable<string>>>(StringComparer.Ordinal)
    {
        ["Schema"] = Schema,
        ["BestPractices"] = BestPractices,
        ["Tools"] = Tools,
        ["ToolState"] = ToolStates,
        ["Connections"] = Connections,
        ["Outputs"] = Outputs,
        ["Report"] = Report,
        ["Frames"] = Frames,
        ["Files"] = Files,
        ["TestsFile"] = TestsFile,
    };

    private static IEnumerable<string> Schema(WorkflowFolder workflow)
    {
        foreach (var (key, _) in workflow.Json.Where(pair => !TopKeys.Contains(pair.Key))) yield return $"the key {key} is not in the schema";
        if (workflow.Json["a_galaxy_workflow"]?.ToString() != "true" || workflow.Json["format-version"]?.ToString() != "0.1") yield return "a_galaxy_workflow must be true and format-version 0.1";
        var uuids = new HashSet<string>(StringComparer.Ordinal);
        if (!Guid.TryParse(workflow.Json["uuid"]?.ToString(), out _)) yield return "the workflow has no uuid";
        foreach (var (key, value) in workflow.Json["steps"]!.AsObject())
        {
            var step = value!.AsObject();
            if (key != step["id"]!.ToString()) yield return $"step {key} has the id {step["id"]}";
            foreach (var (stranger, _) in step.Where(pair => !StepKeys.Contains(pair.Key))) yield return $"step {key}: the key {stranger} is not in the schema";
            if (!Guid.TryParse(step["uuid"]?.ToString(), out _) || !uuids.Add(step["uuid"]!.ToString())) yield return $"step {key} has no uuid of its own";
            if (step["tool_state"] is not JsonValue state || state.GetValueKind() != System.Text.Json.JsonValueKind.String) yield return $"step {key}: tool_state must be a string of JSON";
            if (step["type"]!.ToString() is not ("data_input" or "data_collection_input" or "parameter_input" or "tool" or "pick_value")) yield return $"step {key}: a step of type {step["type"]} cannot run unattended";
            if (step.ContainsKey("errors") && step["errors"] is not null) yield return $"step {key} was exported with errors";
            foreach (var output in step["workflow_outputs"]!.AsArray())
            {
                if (!Guid.TryParse(output!["uuid"]?.ToString(), out _) || !uuids.Add(output["uuid"]!.ToString())) yield return $"step {key}: the output {output["label"]} has no uuid of its own";
            }
        }
    }

    private static IEnumerable<string> BestPractices(WorkflowFolder workflow)
    {
        if (!BeginsWell().IsMatch(workflow.Workflow.Annotation)) yield return "the annotation should begin: This workflow does / runs / performs / trains / matches …";
        if (workflow.Workflow.License is not ("MIT" or "Apache-2.0")) yield return $"the licence is '{workflow.Workflow.License}'";
        if (workflow.Workflow.Creators.Count == 0) yield return "there is no creator";
        if (workflow.Workflow.Tags.Count == 0) yield return "there are no tags";
        foreach (var key in new[] { "readme", "help" })
        {
            if (string.IsNullOrWhiteSpace(workflow.Json[key]?.ToString())) yield return $"{key} is empty";
        }

        foreach (var step in workflow.Steps)
        {
            var label = step["label"]?.ToString() ?? "";
            if (label.Length == 0) yield return $"step {step["id"]} has no label";
            if (label.Contains('_')) yield return $"'{label}': a label is made of words, not underscores";
            if (string.IsNullOrWhiteSpace(step["annotation"]?.ToString())) yield return $"'{label}' has no annotation";
        }

        foreach (var twice in workflow.Steps.GroupBy(step => step["label"]!.ToString()).Where(group => group.Count() > 1)) yield return $"the label '{twice.Key}' occurs twice";
        var used = workflow.ToolSteps.SelectMany(step => Sources(step)).Select(source => source["id"]!.GetValue<int>()).ToHashSet();
        foreach (var input in workflow.Workflow.Inputs.Where(input => !used.Contains(input.Id))) yield return $"the input '{input.Label}' flows nowhere";
        foreach (var input in workflow.Workflow.Inputs.Where(input => input.Type is "File" or "Collection" && input.Formats.Count == 0)) yield return $"the input '{input.Label}' has no format";
        if (workflow.Json["steps"]!.ToJsonString().Contains("${", StringComparison.Ordinal)) yield return "there is a free parameter ${…}";
    }

    private static IEnumerable<string> Tools(WorkflowFolder workflow)
    {
        foreach (var step in workflow.ToolSteps)
        {
            var wrapper = Wrapper.Load(step["tool_id"]!.ToString());
            var label = step["label"]!.ToString();
            if (step["tool_version"]!.ToString() != wrapper.Version) yield return $"'{label}': the version is {step["tool_version"]}, the wrapper's is {wrapper.Version}";
            if (step["content_id"]!.ToString() != wrapper.Id) yield return $"'{label}': content_id is {step["content_id"]}";
            if (step["name"]!.ToString() != (string?)wrapper.Root.Attribute("name")) yield return $"'{label}': the tool is now called '{(string?)wrapper.Root.Attribute("name")}'";
            var declared = wrapper.Outputs.ToDictionary(output => (string)output.Attribute("name")!, output => (string?)output.Attribute("format") ?? "input", StringComparer.Ordinal);
            foreach (var output in step["outputs"]!.AsArray())
            {
                var name = output!["name"]!.ToString();
                if (!declared.TryGetValue(name, out var format)) yield return $"'{label}': the wrapper has no output {name}; there are {string.Join(", ", declared.Keys)}";
                else if (format != output["type"]!.ToString()) yield return $"'{label}': the output {name} is of format {format}, not {output["type"]}";
            }
        }
    }

    private static IEnumerable<string> ToolStates(WorkflowFolder workflow)
    {
        foreach (var step in workflow.ToolSteps)
        {
            var label = step["label"]!.ToString();
            var inputs = Wrapper.Load(step["tool_id"]!.ToString()).Root.Element("inputs")!;
            foreach (var problem in Compare(inputs, WorkflowFolder.ToolState(step), "")) yield return $"'{label}': {problem}";
        }
    }

    private static IEnumerable<string> Compare(XElement inputs, JsonObject state, string prefix)
    {
        var names = new List<string>();
        foreach (var element in inputs.Elements())
        {
            var name = Wrapper.NameOf(element);
            names.Add(name);
            if (!state.ContainsKey(name)) yield return $"the tool state lacks {prefix}{name}";
            else if (element.Name == "section" && state[name] is JsonObject members) foreach (var problem in Compare(element, members, prefix + name + "|")) yield return problem;
            else if (element.Name == "repeat") foreach (var problem in state[name]!.AsArray().SelectMany(item => Compare(element, item!.AsObject(), prefix + name + "|"))) yield return problem;
            else if (element.Name == "conditional" && state[name] is JsonObject branch)
            {
                var selector = Wrapper.NameOf(element.Element("param")!);
                var when = element.Elements("when").FirstOrDefault(candidate => (string?)candidate.Attribute("value") == branch[selector]?.ToString());
                if (when is null) yield return $"{prefix}{name}: no branch '{branch[selector]}'";
                else foreach (var problem in Compare(new XElement("inputs", element.Element("param"), when.Elements()), branch, prefix + name + "|")) yield return problem;
            }
        }

        foreach (var (stranger, _) in state.Where(pair => !names.Contains(pair.Key))) yield return $"the tool state has {prefix}{stranger}, which the wrapper does not";
    }

    private static IEnumerable<string> Connections(WorkflowFolder workflow)
    {
        var steps = workflow.Steps.ToDictionary(step => step["id"]!.GetValue<int>());
        foreach (var step in workflow.ToolSteps)
        {
            var label = step["label"]!.ToString();
            var wrapper = Wrapper.Load(step["tool_id"]!.ToString());
            foreach (var (name, value) in step["input_connections"]!.AsObject())
            {
                var param = wrapper.Params.FirstOrDefault(candidate => candidate.Name == name).Param;
                if (param is null)
                {
                    yield return $"'{label}': the wrapper has no input {name}; there are {string.Join(", ", wrapper.Params.Select(candidate => candidate.Name))}";
                    continue;
                }

                var sources = value is JsonArray list ? list.Select(source => source!.AsObject()).ToList() : [value!.AsObject()];
                if (sources.Count > 1 && (string?)param.Attribute("multiple") != "true") yield return $"'{label}': {name} takes one file";
                // Galaxy's editor refuses the second kind on the same terminal.
                if (sources.Count > 1 && (string?)param.Attribute("type") == "data" && sources.Any(source => IsCollection(steps, source))) yield return $"'{label}': {name} takes one collection or datasets, never both";
                var accepted = ((string?)param.Attribute("format") ?? "").Split(',');
                foreach (var source in sources)
                {
                    if (!steps.TryGetValue(source["id"]!.GetValue<int>(), out var from) || from["id"]!.GetValue<int>() >= step["id"]!.GetValue<int>()) yield return $"'{label}': {name} comes from step {source["id"]}, which does not come before";
                    else if (from["type"]!.ToString() == "tool")
                    {
                        var output = from["outputs"]!.AsArray().FirstOrDefault(candidate => candidate!["name"]!.ToString() == source["output_name"]!.ToString());
                        if (output is null) yield return $"'{label}': step {source["id"]} has no output {source["output_name"]}";
                        else if ((string?)param.Attribute("type") == "data" && !accepted.Contains("data") && !accepted.Contains(output["type"]!.ToString())) yield return $"'{label}': {name} takes {string.Join(", ", accepted)}, not {output["type"]}";
                    }
                    else if ((string?)param.Attribute("type") == "data")
                    {
                        var formats = workflow.Workflow.Inputs.Single(input => input.Id == source["id"]!.GetValue<int>()).Formats;
                        foreach (var format in formats.Where(format => !accepted.Contains(format) && !accepted.Contains("data"))) yield return $"'{label}': {name} takes {string.Join(", ", accepted)}, not {format}";
                    }
                }
            }
        }
    }

    private static bool IsCollection(Dictionary<int, JsonObject> steps, JsonObject source)
    {
        if (!steps.TryGetValue(source["id"]!.GetValue<int>(), out var from)) return false;
        if (from["type"]!.ToString() != "tool") return from["type"]!.ToString() == "data_collection_input";
        var wrapper = Wrapper.Load(from["tool_id"]!.ToString());
        return wrapper.Outputs.Any(output => output.Name == "collection" && (string?)output.Attribute("name") == source["output_name"]!.ToString())
            || wrapper.Params.Any(param => (string?)param.Param.Attribute("type") == "data" && (string?)param.Param.Attribute("multiple") != "true"
                && from["input_connections"]![param.Name] is JsonObject over && IsCollection(steps, over));
    }

    private static IEnumerable<string> Outputs(WorkflowFolder workflow)
    {
        if (workflow.Workflow.Outputs.Count is 0 or > 12) yield return $"there are {workflow.Workflow.Outputs.Count} labelled outputs; 1 to 12 can be taken in";
        foreach (var step in workflow.ToolSteps)
        {
            var labelled = step["workflow_outputs"]!.AsArray().Select(output => output!["output_name"]!.ToString()).ToHashSet();
            var names = step["outputs"]!.AsArray().Select(output => output!["name"]!.ToString()).ToList();
            foreach (var missing in labelled.Except(names)) yield return $"'{step["label"]}': the labelled output {missing} is none of its outputs";
            var actions = step["post_job_actions"]!.AsObject().Select(pair => pair.Key).ToHashSet();
            foreach (var hidden in names.Except(labelled).Where(name => !actions.Contains("HideDatasetAction" + name))) yield return $"'{step["label"]}': the intermediate output {hidden} should be hidden";
            foreach (var shown in labelled.Where(name => !actions.Contains("RenameDatasetAction" + name))) yield return $"'{step["label"]}': the output {shown} should be renamed for people";
        }
    }

    private static IEnumerable<string> Report(WorkflowFolder workflow)
    {
        var markdown = workflow.Json["report"]?["markdown"]?.ToString() ?? "";
        foreach (Match fence in Fence().Matches(markdown))
        {
            var lines = fence.Groups[1].Value.Trim().Split('\n');
            if (lines.Length != 1) yield return "a galaxy fence holds one directive";
            var directive = DirectiveLine().Match(lines[0]);
            if (!directive.Success || !Directives.Contains(directive.Groups[1].Value)) yield return $"'{lines[0]}' is not a directive of Galaxy";
            foreach (Match argument in Argument().Matches(directive.Groups[2].Value))
            {
                var labels = argument.Groups[1].Value switch
                {
                    "output" => workflow.Workflow.Outputs.Select(output => output.Label),
                    "input" => workflow.Workflow.Inputs.Select(input => input.Label),
                    "step" => workflow.Steps.Select(step => step["label"]!.ToString()),
                    _ => null,
                };
                if (labels is not null && !labels.Contains(argument.Groups[2].Value)) yield return $"'{lines[0]}': there is no {argument.Groups[1].Value} '{argument.Groups[2].Value}'";
            }
        }

        foreach (var part in new[] { "invocation_inputs", "history_dataset_as_image", "workflow_image", "workflow_license", "generate_galaxy_version", "generate_time" })
        {
            if (!markdown.Contains(part, StringComparison.Ordinal)) yield return $"the report should have {part}";
        }
    }

    private static IEnumerable<string> Frames(WorkflowFolder workflow)
    {
        var frames = workflow.Json["comments"]!.AsArray().Where(comment => comment!["type"]!.ToString() == "frame").ToList();
        var framed = frames.SelectMany(frame => frame!["child_steps"]!.AsArray()).Select(id => id!.GetValue<int>()).ToList();
        foreach (var step in workflow.ToolSteps.Where(step => !framed.Contains(step["id"]!.GetValue<int>()))) yield return $"'{step["label"]}' is in no frame";
        if (!workflow.Json["comments"]!.AsArray().Any(comment => comment!["type"]!.ToString() == "markdown")) yield return "there is no markdown comment";
    }

    private static IEnumerable<string> Files(WorkflowFolder workflow)
    {
        foreach (var file in new[] { "README.md", "CHANGELOG.md", ".dockstore.yml", workflow.Name + "-tests.yml", workflow.Name + ".svg", workflow.Name + ".abstract.cwl", "ro-crate-metadata.json" })
        {
            if (!File.Exists(Path.Combine(workflow.Folder, file))) yield return $"{file} is missing";
        }

        if (!FolderName().IsMatch(workflow.Name)) yield return "the folder's name should be lower case with dashes";
        if (Release().Match(workflow.Text("CHANGELOG.md")).Groups[1].Value != workflow.Workflow.Release) yield return $"the first release of CHANGELOG.md should be {workflow.Workflow.Release}";
        var dockstore = workflow.Text(".dockstore.yml");
        foreach (var line in new[] { "subclass: Galaxy", $"primaryDescriptorPath: /{workflow.Name}.ga", $"- /{workflow.Name}-tests.yml", "authors:" })
        {
            if (!dockstore.Contains(line, StringComparison.Ordinal)) yield return $".dockstore.yml should have '{line}'";
        }

        if (dockstore.Contains("mailto", StringComparison.Ordinal)) yield return ".dockstore.yml has a mailto";
    }

    private static IEnumerable<string> TestsFile(WorkflowFolder workflow)
    {
        foreach (var test in workflow.Tests().Children.Cast<YamlMappingNode>())
        {
            var job = ((YamlMappingNode)test.Children["job"]).Children.Keys.Select(key => key.ToString()).ToList();
            foreach (var stranger in job.Except(workflow.Workflow.Inputs.Select(input => input.Label))) yield return $"the job gives '{stranger}', which is no input";
            foreach (var missing in workflow.Workflow.Inputs.Where(input => !input.Optional && input.Default is null).Select(input => input.Label).Except(job)) yield return $"the job does not give '{missing}'";
            foreach (var stranger in ((YamlMappingNode)test.Children["outputs"]).Children.Keys.Select(key => key.ToString()).Except(workflow.Workflow.Outputs.Select(output => output.Label))) yield return $"'{stranger}' is no output";
        }
    }

    private static IEnumerable<JsonObject> Sources(JsonObject step) => step["input_connections"]!.AsObject().SelectMany(pair => pair.Value is JsonArray list ? list.Select(source => source!.AsObject()) : [pair.Value!.AsObject()]);

    [GeneratedRegex("^This workflow [a-z]+s ")]
    private static partial Regex BeginsWell();

    [GeneratedRegex("(?s)```galaxy\n(.*?)```")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^(\w+)\((.*)\)$")]
    private static partial Regex DirectiveLine();

    [GeneratedRegex(@"(\w+)=""([^""]*)""")]
    private static partial Regex Argument();

    [GeneratedRegex("^[a-z0-9-]+$")]
    private static partial Regex FolderName();

    [GeneratedRegex(@"(?m)^## \[(\d+\.\d+\.\d+)\]")]
    private static partial Regex Release();
}
