using System.Globalization;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>The trees of a model file, as what they explain: the prediction of each target in the model's space, or the score of each class.</summary>
public static class StoredForest
{
    /// <summary>Key of the metadata that says how the outputs of the trees make a prediction.</summary>
    internal const string Key = "oceanml.trees";

    /// <summary>
    /// The trees of a graph, or null where it is not made of trees. Of a model of this collection the outputs are the means of the targets in the
    /// model's space, the probabilities of the classes (random forest) or their scores (boosting); of another's those of its only tree node.
    /// </summary>
    /// <exception cref="OceanException">The trees cannot be read.</exception>
    public static Forest? Of(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        GraphNode[] nodes = [.. graph.Nodes.Where(node => node.Operation is ForestNode.Regressor or ForestNode.Classifier)];
        if (nodes.Length != 1 || graph.Inputs.Count != 1 || graph.Inputs[0].Width <= 0) return null;
        var forest = ForestNode.Read(nodes[0], graph.Inputs[0].Width);
        var (mean, deviation) = (Row(graph, "target_mean"), Row(graph, "target_deviation"));
        var (members, classes) = Read(graph.Metadata.GetValueOrDefault(Key, ""));
        if (graph.FindTensor(ForestNode.LeafTable) is { Shape: [_, var columns] } leaves)
        {
            var width = mean?.Length ?? columns - 1;
            return ForestParts.Columns(WithLeaves(forest, leaves.Floats, columns), width, deviation, mean ?? new double[width]);
        }

        return members > 0 ? FittedBoosting.MeansOf(forest, mean, deviation, classes, members) : forest;
    }

    internal static string Write(int members, int classes) => string.Create(CultureInfo.InvariantCulture, $"members {members}, classes {classes}");

    private static (int Members, int Classes) Read(string text) =>
        text.Split([' ', ',']) is ["members", var members, "", "classes", var classes] ? (int.Parse(members, CultureInfo.InvariantCulture), int.Parse(classes, CultureInfo.InvariantCulture)) : (0, 0);

    /// <summary>Trees whose leaves hold their row of a table, with the row's values instead.</summary>
    private static Forest WithLeaves(Forest forest, float[] table, int columns)
    {
        var trees = forest.Trees.Select(tree =>
        {
            var values = new float[tree.LeafCount * columns];
            for (var leaf = 0; leaf < tree.LeafCount; leaf++) table.AsSpan((int)tree.Values[leaf * tree.OutputCount] * columns, columns).CopyTo(values.AsSpan(leaf * columns));
            return new Tree(tree.Nodes, values, 0, columns);
        });
        return new Forest([.. trees], forest.FeatureCount, new double[columns], averaged: true);
    }

    private static double[]? Row(Graph graph, string name) => graph.FindTensor(name) is { } tensor ? Array.ConvertAll(tensor.Floats, value => (double)value) : null;
}
