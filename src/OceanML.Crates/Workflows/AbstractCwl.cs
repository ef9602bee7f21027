using System.Text;

namespace OceanML.Crates;

/// <summary>
/// The abstract description of a Galaxy workflow in the Common Workflow Language v1.2: typed inputs and outputs, and every step as
/// an Operation. Registries read it for ports and steps; it is not run.
/// </summary>
public static class AbstractCwl
{
    /// <summary>The description as YAML.</summary>
    public static string Of(GalaxyWorkflow workflow)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        var text = new StringBuilder("cwlVersion: v1.2\nclass: Workflow\n");
        text.Append("label: ").Append(Quoted(workflow.Name)).Append("\ndoc: ").Append(Quoted(workflow.Annotation)).Append("\ninputs:\n");
        foreach (var input in workflow.Inputs)
        {
            text.Append("  ").Append(Id(input.Label)).Append(":\n    label: ").Append(Quoted(input.Label)).Append("\n    doc: ").Append(Quoted(input.Annotation)).Append("\n    type: ").Append(Type(input)).Append('\n');
        }

        text.Append("outputs:\n");
        foreach (var output in workflow.Outputs)
        {
            var step = workflow.Steps.Single(candidate => candidate.Id == output.Step);
            text.Append("  ").Append(Id(output.Label)).Append(":\n    label: ").Append(Quoted(output.Label)).Append("\n    type: File\n    outputSource: ").Append(Id(step.Label)).Append('/').Append(output.Output).Append('\n');
        }

        text.Append("steps:\n");
        foreach (var step in workflow.Steps)
        {
            text.Append("  ").Append(Id(step.Label)).Append(":\n    label: ").Append(Quoted(step.Label)).Append("\n    doc: ").Append(Quoted(step.Annotation)).Append("\n    run:\n      class: Operation\n      id: ")
                .Append(step.Tool).Append("\n      inputs:\n");
            var ports = step.Connections.GroupBy(connection => connection.Input).ToList();
            foreach (var port in ports) text.Append("        ").Append(Id(port.Key)).Append(": Any\n");
            text.Append("      outputs:\n");
            foreach (var (name, _) in step.Outputs) text.Append("        ").Append(name).Append(": File\n");
            text.Append("    in:\n");
            foreach (var port in ports)
            {
                var sources = port.Select(connection => Source(workflow, connection)).ToList();
                text.Append("      ").Append(Id(port.Key)).Append(": ").Append(sources.Count == 1 ? sources[0] : $"{{source: [{string.Join(", ", sources)}]}}").Append('\n');
            }

            text.Append("    out: [").AppendJoin(", ", step.Outputs.Select(output => output.Name)).Append("]\n");
        }

        return text.ToString();
    }

    private static string Source(GalaxyWorkflow workflow, WorkflowConnection connection) =>
        workflow.Inputs.FirstOrDefault(input => input.Id == connection.Source) is { } input
            ? Id(input.Label)
            : Id(workflow.Steps.Single(step => step.Id == connection.Source).Label) + "/" + connection.Output;

    private static string Type(WorkflowInput input) => input.Type switch
    {
        "File" => "File",
        "Collection" => "File[]",
        "Integer" => "int",
        "Float" => "float",
        "Boolean" => "boolean",
        _ => "string",
    } + (input.Optional ? "?" : "");

    private static string Id(string label) => Entities.Slug(label).Replace('-', '_');

    private static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings(" ") + "\"";
}
