namespace OceanML.Learning;

/// <summary>
/// Grows one tree on first and second derivatives: always the leaf that gains most is split next. Histograms are made for the smaller
/// child alone; the other child's are the parent's less those (Ke et al. 2017, LightGBM). Work on a node is spread over threads by feature,
/// and each feature's sums are taken in the order of the rows, so the tree does not depend on the number of threads.
/// </summary>
internal sealed class BoostingGrower(BinnedTable table, BoostingOptions options, int threads)
{
    // Below this many additions threads cost more than they save.
    private const int WorthSpreading = 40_000;

    private readonly SplitFinder finder = new(table, options);
    private readonly Stack<NodeHistogram> spare = new();
    private readonly SplitChoice[] leftBest = new SplitChoice[table.FeatureCount];
    private readonly SplitChoice[] rightBest = new SplitChoice[table.FeatureCount];
    private readonly int[] aside = new int[table.Count];
    private readonly double[] gathered = new double[2 * table.Count];
    private readonly List<GrowingNode> nodes = [];
    private double[] derivatives = [];
    private int[] rows = [];
    private int[] features = [];
    private bool counts;

    /// <summary>The nodes of the tree grown last, children after their parents.</summary>
    public IReadOnlyList<GrowingNode> Nodes => nodes;

    /// <summary>The rows that came to a node of the tree grown last.</summary>
    public ReadOnlySpan<int> Rows(GrowingNode node) => rows.AsSpan(node.Start, node.Count);

    /// <summary>Grows a tree.</summary>
    /// <param name="ofRows">First and second derivative of each row of the table.</param>
    /// <param name="chosen">The rows to learn from, rising; they get reordered.</param>
    /// <param name="allowed">The features that may be asked about, rising.</param>
    /// <param name="counting">Whether second derivatives are not all 1, so that rows must be counted apart.</param>
    public void Grow(double[] ofRows, int[] chosen, int[] allowed, bool counting)
    {
        (derivatives, rows, features) = (ofRows, chosen, allowed);
        if (counting != counts) spare.Clear();
        counts = counting;
        nodes.Clear();
        var (gradient, curvature) = (0.0, 0.0);
        foreach (var row in rows)
        {
            gradient += derivatives[2 * row];
            curvature += derivatives[2 * row + 1];
        }

        var root = Node(0, rows.Length, 0, gradient, curvature, double.NegativeInfinity, double.PositiveInfinity);
        var waiting = new PriorityQueue<GrowingNode, (double, int)>();
        if (MaySplit(root))
        {
            root.Histogram = Take();
            var all = rows.Length == table.Count;
            var part = all ? derivatives : Gather(root);
            Spread(root.Count, group =>
            {
                HistogramKernel.Fill(table, group, all ? [] : rows, part.AsSpan(0, 2 * root.Count), root.Histogram);
                foreach (var feature in group) leftBest[feature] = finder.Best(root, feature);
            });
            Choose(root, leftBest, waiting);
        }

        for (var leaves = 1; leaves < options.MaximumLeaves && waiting.TryDequeue(out var node, out _); leaves++) Split(node, leaves + 1 == options.MaximumLeaves, waiting);
        foreach (var node in nodes) Give(node);
    }

    /// <summary>The tree grown last, with values of leaves given by number of node.</summary>
    public Tree Tree(Func<GrowingNode, double> value, int output)
    {
        var laid = new TreeNode[nodes.Count];
        var values = new List<float>();
        for (var i = 0; i < laid.Length; i++)
        {
            var node = nodes[i];
            if (node.Left < 0)
            {
                laid[i] = TreeNode.OfLeaf(values.Count, node.Count);
                values.Add((float)value(node));
                continue;
            }

            laid[i] = new TreeNode(node.Split.Feature, table.Bins.End(node.Split.Feature, node.Split.Bin), node.Left, node.Right, node.Split.MissingLeft, node.Count);
        }

        return new Tree(laid, [.. values], output);
    }

    /// <summary>The node that a row of the table comes to.</summary>
    public GrowingNode LeafOf(int row)
    {
        var node = nodes[0];
        while (node.Left >= 0)
        {
            var split = node.Split;
            var bin = table.Columns[(long)split.Feature * table.Count + row];
            var left = bin == FeatureBins.Missing ? split.MissingLeft : bin <= split.Bin;
            node = nodes[left ? node.Left : node.Right];
        }

        return node;
    }

    private void Split(GrowingNode node, bool last, PriorityQueue<GrowingNode, (double, int)> waiting)
    {
        var split = node.Split;
        Part(node);
        var (lowest, middle, highest) = (node.Lowest, 0.0, node.Highest);
        var way = options.Monotone is { } monotone ? monotone[split.Feature] : 0;
        var (rightGradient, rightCurvature) = (node.Gradient - split.LeftGradient, node.Curvature - split.LeftCurvature);
        if (way != 0)
            middle = (finder.Value(split.LeftGradient, split.LeftCurvature, lowest, highest) + finder.Value(rightGradient, rightCurvature, lowest, highest)) / 2;
        var left = Node(node.Start, split.LeftCount, node.Depth + 1, split.LeftGradient, split.LeftCurvature, way < 0 ? middle : lowest, way > 0 ? middle : highest);
        var right = Node(node.Start + split.LeftCount, node.Count - split.LeftCount, node.Depth + 1, rightGradient, rightCurvature, way > 0 ? middle : lowest, way < 0 ? middle : highest);
        (node.Left, node.Right) = (left.Number, right.Number);
        var (seekLeft, seekRight) = (!last && MaySplit(left), !last && MaySplit(right));
        if (!seekLeft && !seekRight)
        {
            Give(node);
            return;
        }

        var (small, large) = left.Count <= right.Count ? (left, right) : (right, left);
        (small.Histogram, large.Histogram, node.Histogram) = (Take(), node.Histogram, null);
        var part = Gather(small);
        var chosen = rows;
        Spread(small.Count, group =>
        {
            HistogramKernel.Fill(table, group, chosen.AsSpan(small.Start, small.Count), part.AsSpan(0, 2 * small.Count), small.Histogram!);
            HistogramKernel.Subtract(large.Histogram!, small.Histogram!, group);
            foreach (var feature in group)
            {
                if (seekLeft) leftBest[feature] = finder.Best(left, feature);
                if (seekRight) rightBest[feature] = finder.Best(right, feature);
            }
        });
        if (seekLeft) Choose(left, leftBest, waiting);
        else Give(left);
        if (seekRight) Choose(right, rightBest, waiting);
        else Give(right);
    }

    /// <summary>Rows that go left before those that go right, each in their order.</summary>
    private void Part(GrowingNode node)
    {
        var split = node.Split;
        var column = table.Column(split.Feature);
        var own = rows.AsSpan(node.Start, node.Count);
        Span<bool> goesLeft = stackalloc bool[FeatureBins.Room];
        for (var bin = 0; bin < FeatureBins.Missing; bin++) goesLeft[bin] = bin <= split.Bin;
        goesLeft[FeatureBins.Missing] = split.MissingLeft;
        var (left, right) = (0, 0);
        for (var i = 0; i < own.Length; i++)
        {
            var row = own[i];
            var isLeft = goesLeft[column[row]] ? 1 : 0;
            own[left] = row;
            aside[right] = row;
            left += isLeft;
            right += 1 - isLeft;
        }

        aside.AsSpan(0, right).CopyTo(own[left..]);
    }

    private void Choose(GrowingNode node, SplitChoice[] bestOfFeature, PriorityQueue<GrowingNode, (double, int)> waiting)
    {
        var best = SplitChoice.None;
        foreach (var feature in features)
        {
            if (bestOfFeature[feature].Gain > best.Gain) best = bestOfFeature[feature];
        }

        if (best.IsNone)
        {
            Give(node);
            return;
        }

        // Where no value is missing here, those that come later go where most rows go.
        if (!finder.SawMissing(node, best.Feature)) best = best with { MissingLeft = 2 * best.LeftCount >= node.Count };
        node.Split = best;
        waiting.Enqueue(node, (-best.Gain, node.Number));
    }

    private GrowingNode Node(int start, int count, int depth, double gradient, double curvature, double lowest, double highest)
    {
        var node = new GrowingNode
        {
            Number = nodes.Count,
            Start = start,
            Count = count,
            Depth = depth,
            Gradient = gradient,
            Curvature = curvature,
            Lowest = lowest,
            Highest = highest,
            Value = finder.Value(gradient, curvature, lowest, highest),
        };
        nodes.Add(node);
        return node;
    }

    private bool MaySplit(GrowingNode node) => node.Count >= 2 * options.MinimumLeaf && (options.MaximumDepth == 0 || node.Depth < options.MaximumDepth);

    private double[] Gather(GrowingNode node)
    {
        var at = 0;
        foreach (var row in Rows(node))
        {
            gathered[at++] = derivatives[2 * row];
            gathered[at++] = derivatives[2 * row + 1];
        }

        return gathered;
    }

    /// <summary>Features in groups of four, or in one go where there is little to do.</summary>
    private void Spread(int count, GroupWork work)
    {
        const int Together = 4;
        if (threads <= 1 || (long)count * features.Length < WorthSpreading)
        {
            work(features);
            return;
        }

        Parallel.For(0, (features.Length + Together - 1) / Together, new ParallelOptions { MaxDegreeOfParallelism = threads }, group =>
            work(features.AsSpan(group * Together, Math.Min(Together, features.Length - (group * Together)))));
    }

    private NodeHistogram Take() => spare.TryPop(out var histogram) ? histogram : new NodeHistogram(table.FeatureCount, counts);

    private void Give(GrowingNode node)
    {
        if (node.Histogram is null) return;
        spare.Push(node.Histogram);
        node.Histogram = null;
    }

    private delegate void GroupWork(ReadOnlySpan<int> features);
}
