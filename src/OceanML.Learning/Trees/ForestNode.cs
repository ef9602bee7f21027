using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Forests as nodes of a model file and back: <c>TreeEnsembleRegressor</c> and <c>TreeEnsembleClassifier</c> of the ONNX domain <c>ai.onnx.ml</c>
/// (https://onnx.ai/onnx/operators/onnx_aionnxml_TreeEnsembleRegressor.html), as scikit-learn, XGBoost and LightGBM are exported too.
/// </summary>
public static class ForestNode
{
    /// <summary>The operation that sums or averages trees.</summary>
    public const string Regressor = "ai.onnx.ml.TreeEnsembleRegressor";

    /// <summary>The operation that also picks a class.</summary>
    public const string Classifier = "ai.onnx.ml.TreeEnsembleClassifier";

    /// <summary>Name of the constant [leaves, values] in the model file of a random forest, to which its node gives the rows.</summary>
    public const string LeafTable = "forest_leaves";

    /// <summary>Largest whole number up to which 32-bit floating point has all.</summary>
    private const int MostLeaves = 1 << 24;

    /// <summary>Adds a forest: [rows, features] to [rows, outputs].</summary>
    public static GraphSignal AddTo(GraphBuilder builder, Forest forest, GraphSignal features) => Add(builder, forest, features, forest.OutputCount, (tree, number, leaf, weights) =>
    {
        for (var k = 0; k < tree.OutputCount; k++) weights.Add((tree.FirstOutput + k, tree.Values[leaf * tree.OutputCount + k]));
    }, forest.Start, forest.Averaged);

    /// <summary>Adds a forest that gives, for each tree, the leaf a row comes to, counted through the whole forest: [rows, features] to [rows, trees].</summary>
    /// <exception cref="OceanException">There are too many leaves to number them.</exception>
    public static GraphSignal AddLeavesTo(GraphBuilder builder, Forest forest, GraphSignal features)
    {
        var first = forest.Kernel.FirstLeaf.ToArray();
        if (first[^1] > MostLeaves) throw OceanException.BadInput($"the forest has {first[^1]} leaves; a model file holds {MostLeaves} at most: grow fewer trees, or larger leaves (minimum_leaf)");
        return Add(builder, forest, features, forest.Trees.Count, (_, number, leaf, weights) => weights.Add((number, first[number] + leaf)), [], averaged: false);
    }

    private static GraphSignal Add(
        GraphBuilder builder, Forest forest, GraphSignal features, int outputs, Action<Tree, int, int, List<(long Output, float Weight)>> leafWeights, double[] start, bool averaged)
    {
        var count = forest.Trees.Sum(tree => tree.Nodes.Length);
        var (trees, numbers, asked, yes, no, missing) = (new long[count], new long[count], new long[count], new long[count], new long[count], new long[count]);
        var (thresholds, covers, modes) = (new float[count], new float[count], new string[count]);
        var (targetTrees, targetNodes, targetIds, weights, some) = (new List<long>(), new List<long>(), new List<long>(), new List<float>(), new List<(long Output, float Weight)>());
        var at = 0;
        for (var t = 0; t < forest.Trees.Count; t++)
        {
            var tree = forest.Trees[t];
            for (var n = 0; n < tree.Nodes.Length; n++, at++)
            {
                var node = tree.Nodes[n];
                (trees[at], numbers[at], covers[at], modes[at]) = (t, n, node.Cover, node.IsLeaf ? "LEAF" : "BRANCH_LEQ");
                if (!node.IsLeaf)
                {
                    (asked[at], thresholds[at], yes[at], no[at], missing[at]) = (node.Feature, node.Threshold, node.Left, node.Right, node.MissingLeft ? 1 : 0);
                    continue;
                }

                some.Clear();
                leafWeights(tree, t, node.Leaf, some);
                foreach (var (output, weight) in some)
                {
                    targetTrees.Add(t);
                    targetNodes.Add(n);
                    targetIds.Add(output);
                    weights.Add(weight);
                }
            }
        }

        (string, GraphAttribute)[] attributes =
        [
            ("aggregate_function", GraphAttribute.Of(averaged ? "AVERAGE" : "SUM")),
            ("n_targets", GraphAttribute.Of((long)outputs)),
            ("nodes_treeids", new GraphAttribute.Integers(trees)),
            ("nodes_nodeids", new GraphAttribute.Integers(numbers)),
            ("nodes_modes", new GraphAttribute.Texts(modes)),
            ("nodes_featureids", new GraphAttribute.Integers(asked)),
            ("nodes_values", new GraphAttribute.Numbers(thresholds)),
            ("nodes_truenodeids", new GraphAttribute.Integers(yes)),
            ("nodes_falsenodeids", new GraphAttribute.Integers(no)),
            ("nodes_missing_value_tracks_true", new GraphAttribute.Integers(missing)),
            ("nodes_hitrates", new GraphAttribute.Numbers(covers)),
            ("target_treeids", new GraphAttribute.Integers(targetTrees)),
            ("target_nodeids", new GraphAttribute.Integers(targetNodes)),
            ("target_ids", new GraphAttribute.Integers(targetIds)),
            ("target_weights", new GraphAttribute.Numbers(weights)),
            .. start.Length > 0 ? [("base_values", new GraphAttribute.Numbers([.. start.Select(value => (float)value)]))] : Array.Empty<(string, GraphAttribute)>(),
        ];
        return builder.Node(Regressor, [features], attributes);
    }

    /// <summary>The forest of a node.</summary>
    /// <param name="node">A <see cref="Regressor"/> or <see cref="Classifier"/>.</param>
    /// <param name="featureCount">Number of features of a row.</param>
    /// <exception cref="OceanException">The node asks in a way that is not known, or its lists do not fit.</exception>
    public static Forest Read(GraphNode node, int featureCount) => new ForestReader(node, featureCount).Read();
}
