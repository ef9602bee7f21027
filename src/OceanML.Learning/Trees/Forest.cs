namespace OceanML.Learning;

/// <summary>
/// Decision trees that are added up, or averaged, to one or several outputs: boosted trees, a random forest, or the trees of a model
/// file of another tool.
/// </summary>
public sealed class Forest
{
    private readonly Lazy<ForestKernel> kernel;

    /// <summary>A forest.</summary>
    /// <param name="trees">The trees.</param>
    /// <param name="featureCount">Number of features of a row.</param>
    /// <param name="start">What each output is without trees.</param>
    /// <param name="averaged">Whether the sum over trees is divided by their number.</param>
    public Forest(IReadOnlyList<Tree> trees, int featureCount, double[] start, bool averaged)
    {
        (Trees, FeatureCount, Start, Averaged) = (trees, featureCount, start, averaged);
        foreach (var tree in trees)
        {
            if (tree.FirstOutput < 0 || tree.FirstOutput + tree.OutputCount > start.Length) throw new ArgumentException("a tree adds to an output that the forest does not have", nameof(trees));
        }

        kernel = new Lazy<ForestKernel>(() => new ForestKernel(this));
    }

    /// <summary>The trees.</summary>
    public IReadOnlyList<Tree> Trees { get; }

    /// <summary>Number of features of a row.</summary>
    public int FeatureCount { get; }

    /// <summary>What each output is without trees.</summary>
    public double[] Start { get; }

    /// <summary>Number of outputs.</summary>
    public int OutputCount => Start.Length;

    /// <summary>Whether the sum over trees is divided by their number.</summary>
    public bool Averaged { get; }

    /// <summary>Whether every node knows the weight of the training rows that came through, which path-dependent Shapley values need.</summary>
    public bool HasCover => Trees.All(tree => tree.Nodes.All(node => node.Cover > 0));

    /// <summary>What a tree's values are multiplied with.</summary>
    public double Scale => Averaged ? 1.0 / Math.Max(1, Trees.Count) : 1;

    internal ForestKernel Kernel => kernel.Value;

    /// <summary>Evaluates rows, sums in 64 bits.</summary>
    /// <param name="features">[rows, features]; NaN where missing.</param>
    /// <param name="rows">The rows to evaluate.</param>
    /// <returns>[rows, outputs].</returns>
    public double[] Predict(float[] features, ReadOnlySpan<int> rows)
    {
        var outputs = new double[rows.Length * OutputCount];
        Kernel.Predict(features, rows, outputs);
        return outputs;
    }

    /// <summary>The leaf that each row comes to in each tree, counted through the whole forest: tree after tree.</summary>
    /// <returns>[rows, trees].</returns>
    public int[] Leaves(float[] features, ReadOnlySpan<int> rows)
    {
        var leaves = new int[rows.Length * Trees.Count];
        Kernel.Leaves(features, rows, leaves);
        return leaves;
    }
}
