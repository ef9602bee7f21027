namespace OceanML.Learning.Tests;

/// <summary>Trees with random questions, for tests of what is computed from trees.</summary>
internal static class RandomTrees
{
    /// <summary>A forest whose covers are those of random rows.</summary>
    public static Forest Forest(int features, int trees, int leaves, int outputs, int seed, bool averaged = false, bool shared = true)
    {
        var random = new RandomStream(seed, 4711);
        var made = new List<Tree>();
        for (var t = 0; t < trees; t++) made.Add(shared ? Tree(features, leaves, 0, outputs, random) : Tree(features, leaves, t % outputs, 1, random));
        double[] start = [.. Enumerable.Range(0, outputs).Select(_ => random.NextNormal())];
        return new Forest(made, features, start, averaged);
    }

    /// <summary>Rows of which a tenth of the values is missing.</summary>
    public static float[] Rows(int count, int features, int seed, double missing = 0.1)
    {
        var random = new RandomStream(seed, 815);
        var rows = new float[count * features];
        for (var i = 0; i < rows.Length; i++) rows[i] = random.NextDouble() < missing ? float.NaN : (float)random.NextNormal();
        return rows;
    }

    private static Tree Tree(int features, int leaves, int firstOutput, int outputs, RandomStream random)
    {
        List<(int Feature, float Threshold, int Left, int Right, bool Missing)> nodes = [(-1, 0, 0, 0, false)];
        List<int> open = [0];
        for (var i = 1; i < leaves; i++)
        {
            var pick = random.Next(open.Count);
            var at = open[pick];
            open.RemoveAt(pick);
            nodes[at] = (random.Next(features), (float)random.NextNormal(), nodes.Count, nodes.Count + 1, random.Next(2) == 0);
            open.AddRange([nodes.Count, nodes.Count + 1]);
            nodes.AddRange([(-1, 0, 0, 0, false), (-1, 0, 0, 0, false)]);
        }

        var cover = new float[nodes.Count];
        for (var i = nodes.Count - 1; i >= 0; i--) cover[i] = nodes[i].Feature < 0 ? 1 + random.Next(20) : cover[nodes[i].Left] + cover[nodes[i].Right];
        var leaf = 0;
        TreeNode[] laid = [.. nodes.Select((node, i) => node.Feature < 0 ? TreeNode.OfLeaf(leaf++, cover[i]) : new TreeNode(node.Feature, node.Threshold, node.Left, node.Right, node.Missing, cover[i]))];
        var values = new float[leaf * outputs];
        for (var i = 0; i < values.Length; i++) values[i] = (float)random.NextNormal();
        return new Tree(laid, values, firstOutput, outputs);
    }
}
