using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Forests made from parts of others.</summary>
internal static class ForestParts
{
    /// <summary>The values of all leaves, tree after tree: [leaves, outputs]. Every tree gives all outputs.</summary>
    public static float[] LeafTable(Forest forest)
    {
        var table = new float[forest.Trees.Sum(tree => tree.Values.Length)];
        var at = 0;
        foreach (var tree in forest.Trees)
        {
            tree.Values.CopyTo(table, at);
            at += tree.Values.Length;
        }

        return table;
    }

    /// <summary>The first columns alone, in the unit of their targets.</summary>
    public static Forest Means(Forest forest, TargetScaling? targets, int width) =>
        Columns(forest, width, targets is null ? null : targets.Deviation, targets is null ? new double[width] : targets.Mean);

    /// <summary>The first columns of every leaf, scaled, and what is added to their sum.</summary>
    public static Forest Columns(Forest forest, int width, double[]? scale, double[] start)
    {
        var trees = new List<Tree>();
        foreach (var tree in forest.Trees)
        {
            var values = new float[tree.LeafCount * width];
            for (var i = 0; i < values.Length; i++) values[i] = (float)(tree.Values[i / width * tree.OutputCount + i % width] * (scale is null ? 1 : scale[i % width]));
            trees.Add(new Tree(tree.Nodes, values, 0, width));
        }

        return new Forest(trees, forest.FeatureCount, start, forest.Averaged);
    }

    /// <summary>
    /// Trees of several members put together: output m·width + k of member m becomes share · scale of output k, so that the sum over
    /// trees is the mean of the members.
    /// </summary>
    /// <param name="forest">The forest of all members; every tree adds to one output.</param>
    /// <param name="outputOf">For each output of the forest the output it becomes part of, or -1 for none.</param>
    /// <param name="factorOf">For each output of the forest its factor.</param>
    /// <param name="shift">What is added to each new output.</param>
    public static Forest Joined(Forest forest, int[] outputOf, double[] factorOf, double[] shift)
    {
        var start = (double[])shift.Clone();
        for (var k = 0; k < outputOf.Length; k++)
        {
            if (outputOf[k] >= 0) start[outputOf[k]] += factorOf[k] * forest.Start[k];
        }

        var trees = new List<Tree>();
        foreach (var tree in forest.Trees)
        {
            if (outputOf[tree.FirstOutput] >= 0)
                trees.Add(new Tree(tree.Nodes, Array.ConvertAll(tree.Values, value => (float)(value * factorOf[tree.FirstOutput])), outputOf[tree.FirstOutput]));
        }

        return new Forest(trees, forest.FeatureCount, start, averaged: false);
    }

    /// <summary>The entropy of probabilities, in nats: [..., classes] to [..., 1].</summary>
    public static GraphSignal AddEntropy(GraphBuilder builder, GraphSignal probabilities) =>
        builder.Node("Neg", [builder.ReduceSum(builder.Mul(probabilities, builder.Log(builder.Max(probabilities, builder.Constant(1e-30f)))), -1)]);
}
