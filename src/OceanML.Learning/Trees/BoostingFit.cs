namespace OceanML.Learning;

/// <summary>
/// A committee of boosted trees in the making: a job for every member and target; the last member of a target to be done goes on with the
/// uncertainty, which needs them all.
/// </summary>
public sealed class BoostingFit : ModelFit
{
    private const int VarianceKey = 1_000_003;

    // What a residual's size depends on is harder to see than its mean: fewer, larger leaves.
    private const int UncertaintyLeaves = 7;
    private const int UncertaintyMinimumLeaf = 40;

    private readonly BoostingOptions options;
    private readonly BoostingInterval interval;
    private readonly BinnedTable table;
    private readonly TargetScaling? targets;
    private readonly double[][] values;
    private readonly double[]? weights;
    private readonly int[] fold;
    private readonly int members;
    private readonly int classes;
    private readonly int seed;
    private readonly int stream;
    private readonly BoostedTrees[,] fitted;
    private readonly BoostedTrees[,] uncertainty;
    private readonly double[][] missed;
    private readonly int[] open;
    private readonly Lazy<FittedBoosting> model;

    /// <summary>Cuts the features into bins and the groups into parts.</summary>
    public BoostingFit(Dataset data, int[] training, BoostingOptions options, int members, BoostingInterval interval, bool balanced, int seed, int stream)
    {
        (this.options, this.interval, this.seed, this.stream) = (options, interval, seed, stream);
        table = BinnedTable.Of(data.Features, data.FeatureCount, training, options.Bins);
        classes = data.Classes?.Count ?? 0;
        fold = Parts(data, training, ref members, seed);
        this.members = members;
        if (classes == 0)
        {
            targets = TargetScaling.Fit(data.Targets, data.TargetCount, training, data.Log10, data.Floor);
            values = [.. Enumerable.Range(0, data.TargetCount).Select(t => Array.ConvertAll(training, row => (data.Targets[row * data.TargetCount + t] - targets.Mean[t]) / targets.Deviation[t]))];
        }
        else
        {
            values = [Array.ConvertAll(training, row => data.Targets[row])];
            var ofClass = ClassWeights.Of(data.Targets, training, classes, balanced);
            weights = balanced ? Array.ConvertAll(training, row => ofClass[(int)data.Targets[row]]) : null;
        }

        fitted = new BoostedTrees[values.Length, members];
        uncertainty = new BoostedTrees[values.Length, interval == BoostingInterval.Quantiles ? 2 : 1];
        missed = [.. values.Select(_ => new double[training.Length])];
        open = [.. values.Select(_ => members)];
        model = new Lazy<FittedBoosting>(Assemble);
    }

    /// <inheritdoc/>
    public override int JobCount => values.Length * members;

    /// <inheritdoc/>
    public override FittedModel Model => model.Value;

    /// <summary>Trains one member for one target.</summary>
    public override void Run(int job, Action<int>? progress, CancellationToken cancellation)
    {
        var (target, member) = (job / members, job % members);
        var (learned, held) = Split(target, member);
        var loss = classes == 0 ? new BoostingSquares() : classes == 2 ? (BoostingLoss)new BoostingLogistic() : new BoostingSoftmax(classes);
        var made = BoostedTrees.Fit(table, values[target], weights, learned, held, loss, options, new RandomStream(seed, stream, target, member), 1, Shared(progress), cancellation);
        fitted[target, member] = made;
        if (classes == 0) Miss(target, made, held);
        if (Interlocked.Decrement(ref open[target]) == 0 && classes == 0) Uncertain(target, cancellation);

        // Progress counts members times rounds, whatever the number of targets.
        Action<int>? Shared(Action<int>? to) => to is null ? null : values.Length == 1 ? to : rounds =>
        {
            if (target == 0) to(rounds);
        };
    }

    /// <summary>What a member misses on the rows it was stopped on.</summary>
    private void Miss(int target, BoostedTrees made, int[] held)
    {
        foreach (var row in held)
        {
            var predicted = made.Forest.Start[0];
            foreach (var tree in made.Forest.Trees) predicted += tree.Values[LeafOf(tree, row)];
            missed[target][row] = values[target][row] - predicted;
        }
    }

    private int LeafOf(Tree tree, int row)
    {
        var node = tree.Nodes[0];
        while (!node.IsLeaf)
        {
            var bin = table.Columns[(long)node.Feature * table.Count + row];
            var left = bin == FeatureBins.Missing ? node.MissingLeft : table.Bins.End(node.Feature, bin) <= node.Threshold;
            node = tree.Nodes[left ? node.Left : node.Right];
        }

        return node.Leaf;
    }

    private void Uncertain(int target, CancellationToken cancellation)
    {
        var (learned, held) = Split(target, 0);
        var own = options with { MaximumLeaves = Math.Min(options.MaximumLeaves, UncertaintyLeaves), MinimumLeaf = Math.Max(options.MinimumLeaf, UncertaintyMinimumLeaf), Monotone = null };
        BoostedTrees Fit(double[] y, BoostingLoss loss, int key) =>
            BoostedTrees.Fit(table, y, null, learned, held, loss, own, new RandomStream(seed, stream, target, VarianceKey + key), 1, null, cancellation);
        if (interval == BoostingInterval.Variance)
        {
            uncertainty[target, 0] = Fit(Array.ConvertAll(missed[target], residual => residual * residual), new BoostingVariance(), 0);
            return;
        }

        uncertainty[target, 0] = Fit(missed[target], new BoostingPinball(FittedBoosting.Tail), 0);
        uncertainty[target, 1] = Fit(missed[target], new BoostingPinball(1 - FittedBoosting.Tail), 1);
    }

    /// <summary>The rows a member learns from and those it is stopped on, where the target is known.</summary>
    private (int[] Learned, int[] Held) Split(int target, int member)
    {
        var (learned, held) = (new List<int>(), new List<int>());
        for (var row = 0; row < fold.Length; row++)
        {
            if (double.IsNaN(values[target][row])) continue;
            (fold[row] == member ? held : learned).Add(row);
        }

        return ([.. learned], [.. held]);
    }

    /// <summary>The part of each row: by group, or, where there are fewer groups than members, as many parts as groups; one group alone is cut into runs of rows.</summary>
    private static int[] Parts(Dataset data, int[] training, ref int members, int seed)
    {
        int[] groups = [.. training.Select(row => data.Groups[row])];
        var count = groups.Distinct().Count();
        if (count >= 2)
        {
            members = Math.Min(members, count);
            return GroupSplit.ByGroup(groups, members, seed);
        }

        members = Math.Max(1, Math.Min(members, training.Length / 2));
        var parts = members;
        return [.. Enumerable.Range(0, training.Length).Select(i => (int)((long)i * parts / training.Length))];
    }

    private FittedBoosting Assemble()
    {
        var trees = new List<Tree>();
        var start = new List<double>();
        void Append(BoostedTrees made)
        {
            foreach (var tree in made.Forest.Trees) trees.Add(new Tree(tree.Nodes, tree.Values, start.Count + tree.FirstOutput));
            start.AddRange(made.Forest.Start);
        }

        for (var t = 0; t < values.Length; t++)
        {
            for (var m = 0; m < members; m++) Append(fitted[t, m]);
            for (var k = 0; k < uncertainty.GetLength(1) && classes == 0; k++) Append(uncertainty[t, k]);
        }

        var rounds = fitted.Cast<BoostedTrees>().Select(made => made.Rounds).ToArray();
        return new FittedBoosting(new Forest(trees, table.FeatureCount, [.. start], averaged: false), targets, classes, members, interval, rounds);
    }
}
