using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// The way from a root to a leaf, one condition per feature: how Shapley values see a forest, since the sum over leaves of value times
/// the product of conditions is the forest.
/// </summary>
/// <param name="Value">What the leaf adds to the output.</param>
/// <param name="Features">The features asked about, each once.</param>
/// <param name="Above">The value must be larger than this.</param>
/// <param name="AtMost">And at most this.</param>
/// <param name="Missing">Whether a missing value passes.</param>
/// <param name="Share">Share of the training rows that pass the questions about the feature, of those that come to them.</param>
internal sealed record TreePath(double Value, int[] Features, double[] Above, double[] AtMost, bool[] Missing, double[] Share)
{
    /// <summary>Most features on a path whose conditions fit into one word.</summary>
    public const int MaximumLength = 63;

    public int Length => Features.Length;

    /// <summary>The value of the leaf by the shares of training rows alone.</summary>
    public double Expected
    {
        get
        {
            var product = Value;
            foreach (var share in Share) product *= share;
            return product;
        }
    }

    /// <summary>Which conditions a row meets, one bit each.</summary>
    public ulong Met(ReadOnlySpan<float> row)
    {
        var met = 0UL;
        for (var j = 0; j < Features.Length; j++)
        {
            var value = row[Features[j]];
            if (float.IsNaN(value) ? Missing[j] : value > Above[j] && value <= AtMost[j]) met |= 1UL << j;
        }

        return met;
    }

    /// <summary>The paths of a tree to the leaves that give something to an output.</summary>
    /// <exception cref="OceanException">A path asks about more than <see cref="MaximumLength"/> features.</exception>
    public static void AddTo(List<TreePath> paths, Tree tree, int output, double scale)
    {
        var column = output - tree.FirstOutput;
        if (column < 0 || column >= tree.OutputCount) return;
        Descend(paths, tree, column, scale, 0, new Dictionary<int, (double Above, double AtMost, bool Missing, double Share)>());
    }

    private static void Descend(List<TreePath> paths, Tree tree, int column, double scale, int at, Dictionary<int, (double Above, double AtMost, bool Missing, double Share)> asked)
    {
        var node = tree.Nodes[at];
        if (node.IsLeaf)
        {
            var value = tree.Values[node.Leaf * tree.OutputCount + column] * scale;
            if (value == 0) return;
            if (asked.Count > MaximumLength) throw OceanException.BadInput($"a tree asks about {asked.Count} features on one path; Shapley values are computed for {MaximumLength} at most");
            int[] features = [.. asked.Keys.Order()];
            paths.Add(new TreePath(
                value,
                features,
                Array.ConvertAll(features, feature => asked[feature].Above),
                Array.ConvertAll(features, feature => asked[feature].AtMost),
                Array.ConvertAll(features, feature => asked[feature].Missing),
                Array.ConvertAll(features, feature => asked[feature].Share)));
            return;
        }

        var known = asked.TryGetValue(node.Feature, out var before);
        if (!known) before = (double.NegativeInfinity, double.PositiveInfinity, true, 1);
        var (left, right) = (tree.Nodes[node.Left].Cover / (double)node.Cover, tree.Nodes[node.Right].Cover / (double)node.Cover);
        asked[node.Feature] = (before.Above, Math.Min(before.AtMost, node.Threshold), before.Missing && node.MissingLeft, before.Share * left);
        Descend(paths, tree, column, scale, node.Left, asked);
        asked[node.Feature] = (Math.Max(before.Above, node.Threshold), before.AtMost, before.Missing && !node.MissingLeft, before.Share * right);
        Descend(paths, tree, column, scale, node.Right, asked);
        if (known) asked[node.Feature] = before;
        else asked.Remove(node.Feature);
    }
}
