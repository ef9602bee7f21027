using System.Globalization;
using System.Text;
using OceanML.Core;

namespace OceanML.Formats.Models;

/// <summary>The YAML that a user completes for a model that another program made, filled in with what its file says.</summary>
public static class ModelDescriptionTemplate
{
    private const int MostFeatures = 300;

    /// <summary>The text, ready to be saved under a name such as <c>model.yaml</c> and completed.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="label">Its file, for the title.</param>
    public static string Of(Graph graph, string label)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var yaml = new StringBuilder();
        var output = graph.Outputs.FirstOrDefault(value => value.Element == GraphElement.Float32) ?? graph.Outputs[0];
        var isClassification = EndsInSoftmax(graph, output.Name);
        Line($"# What oceanml-predict must know of {Path.GetFileName(label)}. Complete it, save it, and give it with --description.");
        foreach (var value in graph.Inputs) Line($"# input '{value.Name}': {Shape(value)}");
        foreach (var value in graph.Outputs) Line($"# output '{value.Name}': {Shape(value)}");
        Line($"title: {Path.GetFileNameWithoutExtension(label)}");
        Line(isClassification ? "kind: classification   # or regression" : "kind: regression   # or classification");
        if (graph.Outputs.Count > 1) Line($"output: {output.Name}   # the one that holds the {(isClassification ? "probabilities" : "predictions")}");
        Line("features:   # in the order of the model; mean and scale where values are scaled outside the file: (value - mean) / scale");
        foreach (var value in graph.Inputs) Features(value);
        if (isClassification)
        {
            Line("target: class   # name of the column of classes");
            Line("classes:   # in the order of the output");
            for (var i = 0; i < Math.Clamp(output.Width, 2, MostFeatures); i++) Line($"  - class_{i}");
        }
        else
        {
            Line("targets:   # in the order of the output; mean and scale where the output is scaled: output * scale + mean; log10: true where it is a logarithm");
            for (var i = 0; i < Math.Clamp(output.Width, 1, MostFeatures); i++) Line($"  - {{name: target_{i + 1}, unit: '1'}}");
        }

        Line("# training_start: 2002-07-01   # optional: beyond it the verdict of a row says so");
        Line("# training_end: 2015-06-30");
        return yaml.ToString();

        void Line(string text) => yaml.Append(text).Append('\n');

        void Features(GraphValue value)
        {
            var input = graph.Inputs.Count > 1 ? $", input: {value.Name}" : "";
            for (var i = 0; i < Math.Clamp(value.Width, 1, MostFeatures); i++)
            {
                var name = graph.Inputs.Count > 1 && value.Width == 1 ? value.Name : $"feature_{i + 1}";
                Line($"  - {{name: {name}, unit: '1', mean: 0, scale: 1{input}}}   # low: 0, high: 1 (training range, optional)");
            }
        }
    }

    private static bool EndsInSoftmax(Graph graph, string output)
    {
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            if (graph.Nodes.FirstOrDefault(node => node.Outputs.Contains(output)) is not { } maker) return false;
            if (maker.Operation is "Softmax" or "LogSoftmax") return true;
            if (maker.Operation is not ("Identity" or "Cast")) return false;
            output = maker.Inputs[0];
        }

        return false;
    }

    private static string Shape(GraphValue value) =>
        "[" + string.Join(", ", value.Shape.Select(size => size.Symbol ?? size.Size.ToString(CultureInfo.InvariantCulture)).Select(text => text.Length == 0 ? "?" : text)) + "]";
}
