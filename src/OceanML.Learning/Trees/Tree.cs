namespace OceanML.Learning;

/// <summary>A decision tree whose leaves add values to one or several outputs that follow each other.</summary>
public sealed class Tree
{
    /// <summary>A tree.</summary>
    /// <param name="nodes">The nodes, the root first, children after their parent.</param>
    /// <param name="values">[leaves, outputs].</param>
    /// <param name="firstOutput">First output of the forest that this tree adds to.</param>
    /// <param name="outputCount">Number of outputs it adds to.</param>
    /// <exception cref="ArgumentException">A child stands before its parent or outside, or values and leaves do not fit.</exception>
    public Tree(TreeNode[] nodes, float[] values, int firstOutput = 0, int outputCount = 1)
    {
        (Nodes, Values, FirstOutput, OutputCount) = (nodes, values, firstOutput, outputCount);
        var depths = new int[nodes.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            var node = nodes[i];
            if (node.IsLeaf)
            {
                if (node.Leaf < 0 || (node.Leaf + 1) * outputCount > values.Length) throw new ArgumentException($"leaf {node.Leaf} has no values", nameof(nodes));
                LeafCount++;
                Depth = Math.Max(Depth, depths[i]);
                continue;
            }

            if (node.Left <= i || node.Left >= nodes.Length || node.Right <= i || node.Right >= nodes.Length) throw new ArgumentException($"node {i} has a child before it or none", nameof(nodes));
            depths[node.Left] = depths[node.Right] = depths[i] + 1;
        }

        if (LeafCount == 0 || LeafCount * outputCount != values.Length) throw new ArgumentException($"{LeafCount} leaves and {values.Length} values do not fit", nameof(values));
    }

    /// <summary>The nodes; the root is the first.</summary>
    public TreeNode[] Nodes { get; }

    /// <summary>What each leaf gives, [leaves, outputs].</summary>
    public float[] Values { get; }

    /// <summary>First output that the tree adds to.</summary>
    public int FirstOutput { get; }

    /// <summary>Number of outputs it adds to.</summary>
    public int OutputCount { get; }

    /// <summary>Number of leaves.</summary>
    public int LeafCount { get; }

    /// <summary>Most questions from the root to a leaf.</summary>
    public int Depth { get; }

    /// <summary>The leaf a row comes to.</summary>
    public int LeafOf(ReadOnlySpan<float> row)
    {
        var node = Nodes[0];
        while (!node.IsLeaf) node = Nodes[node.Next(row[node.Feature])];
        return node.Leaf;
    }
}
