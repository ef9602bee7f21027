namespace OceanML.Learning;

/// <summary>One boosting under way.</summary>
internal sealed class BoostingRounds
{
    private readonly BinnedTable table;
    private readonly double[] targets;
    private readonly double[]? weights;
    private readonly int[] training;
    private readonly int[] held;
    private readonly BoostingLoss loss;
    private readonly BoostingOptions options;
    private readonly RandomStream random;
    private readonly int threads;
    private readonly int outputs;
    private readonly double[] start;
    private readonly double[] predicted;
    private readonly double[][] derivatives;
    private readonly BoostingGrower grower;
    private readonly List<Tree> trees = [];
    private readonly List<double> losses = [];
    private readonly int[] allFeatures;
    private readonly bool[]? sampled;
    private int best;
    private bool learned = true;

    public BoostingRounds(
        BinnedTable table, double[] targets, double[]? weights, int[] training, int[] held, BoostingLoss loss, BoostingOptions options, RandomStream random, int threads)
    {
        (this.table, this.targets, this.weights, this.training, this.held) = (table, targets, weights, training, held);
        (this.loss, this.options, this.random, this.threads, outputs) = (loss, options, random, threads, loss.Outputs);
        start = loss.Start(targets, weights, training);
        predicted = new double[table.Count * outputs];
        foreach (var rows in new[] { training, held })
        {
            foreach (var row in rows) start.CopyTo(predicted, row * outputs);
        }

        derivatives = new double[outputs][];
        for (var k = 0; k < outputs; k++) derivatives[k] = new double[2 * table.Count];
        grower = new BoostingGrower(table, options, threads);
        allFeatures = [.. Enumerable.Range(0, table.FeatureCount)];
        sampled = options.RowShare < 1 ? new bool[table.Count] : null;
        if (held.Length > 0) losses.Add(loss.Mean(targets, weights, predicted, held));
    }

    /// <summary>Whether another round may help.</summary>
    public bool Continues => learned && training.Length > 0 && (held.Length == 0 || losses.Count - 1 - best < options.Patience);

    public void Next()
    {
        Derive();
        learned = false;
        var rows = Sample();
        var features = Features();
        for (var k = 0; k < outputs; k++)
        {
            grower.Grow(derivatives[k], [.. rows], features, !loss.IsFlat || weights is not null);
            learned |= grower.Nodes.Count > 1;
            var values = new double[grower.Nodes.Count];
            foreach (var node in grower.Nodes)
            {
                if (node.Left < 0) values[node.Number] = (float)(options.LearningRate * LeafValue(node));
            }

            trees.Add(grower.Tree(node => values[node.Number], k));
            foreach (var node in grower.Nodes)
            {
                if (node.Left >= 0) continue;
                foreach (var row in grower.Rows(node)) predicted[row * outputs + k] += values[node.Number];
            }

            foreach (var row in held) predicted[row * outputs + k] += values[grower.LeafOf(row).Number];
            if (sampled is null) continue;
            foreach (var row in training)
            {
                if (!sampled[row]) predicted[row * outputs + k] += values[grower.LeafOf(row).Number];
            }
        }

        if (held.Length == 0) return;
        losses.Add(loss.Mean(targets, weights, predicted, held));
        if (losses[^1] < losses[best] - options.Tolerance * Math.Abs(losses[0])) best = losses.Count - 1;
    }

    public BoostedTrees Result()
    {
        var rounds = held.Length == 0 ? trees.Count / outputs : best;
        return new BoostedTrees(new Forest(trees[..(rounds * outputs)], table.FeatureCount, start, averaged: false), rounds, losses);
    }

    private double LeafValue(GrowingNode node)
    {
        if (double.IsNaN(loss.LeafQuantile)) return node.Value;
        var residuals = new double[node.Count];
        var rows = grower.Rows(node);
        for (var i = 0; i < residuals.Length; i++) residuals[i] = targets[rows[i]] - predicted[rows[i]];
        return Math.Clamp(BoostingPinball.Quantile(residuals, loss.LeafQuantile), node.Lowest, node.Highest);
    }

    /// <summary>Derivatives of every training row; a row's do not depend on another's, so threads may share the rows.</summary>
    private void Derive()
    {
        const int Part = 16384;
        var parts = (training.Length + Part - 1) / Part;
        if (threads > 1 && parts > 1) Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads }, part => Derive(training.AsSpan(part * Part, Math.Min(Part, training.Length - part * Part))));
        else Derive(training);
    }

    private void Derive(ReadOnlySpan<int> rows)
    {
        Span<double> pairs = stackalloc double[outputs <= 32 ? 2 * outputs : 0];
        if (pairs.IsEmpty) pairs = new double[2 * outputs];
        foreach (var row in rows)
        {
            loss.Derive(targets[row], predicted.AsSpan(row * outputs, outputs), pairs);
            var weight = weights is null ? 1 : weights[row];
            for (var k = 0; k < outputs; k++)
            {
                derivatives[k][2 * row] = weight * pairs[2 * k];
                derivatives[k][2 * row + 1] = weight * pairs[2 * k + 1];
            }
        }
    }

    /// <summary>Rows of this round, in their order: each row still to be drawn is taken with the chance that makes the number right.</summary>
    private int[] Sample()
    {
        if (sampled is null) return training;
        var wanted = Math.Max(1, (int)Math.Round(options.RowShare * training.Length));
        var chosen = new int[wanted];
        var at = 0;
        for (var i = 0; i < training.Length; i++)
        {
            var taken = at < wanted && random.NextDouble() * (training.Length - i) < wanted - at;
            sampled[training[i]] = taken;
            if (taken) chosen[at++] = training[i];
        }

        return chosen;
    }

    private int[] Features()
    {
        if (options.ColumnShare >= 1) return allFeatures;
        var wanted = Math.Max(1, (int)Math.Round(options.ColumnShare * allFeatures.Length));
        var order = (int[])allFeatures.Clone();
        random.Shuffle<int>(order);
        var chosen = order[..wanted];
        Array.Sort(chosen);
        return chosen;
    }
}
