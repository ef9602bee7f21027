using System.Collections.Concurrent;

namespace OceanML.Learning;

/// <summary>A random forest in the making; each tree is a job.</summary>
public sealed class ForestFit : ModelFit
{
    private const int MostQuantileTargets = 4;
    private const int Levels = 33;

    private readonly Dataset data;
    private readonly int[] training;
    private readonly ForestOptions options;
    private readonly BinnedTable table;
    private readonly ForestRows rows;
    private readonly ForestBag bag;
    private readonly TargetScaling? targets;
    private readonly double[][] levels;
    private readonly Tree[] trees;
    private readonly ConcurrentBag<ForestGrower> growers = [];
    private readonly Lazy<FittedForest> model;

    /// <summary>Cuts the features into bins and lays out the targets.</summary>
    /// <param name="data">The data.</param>
    /// <param name="training">The rows to learn from.</param>
    /// <param name="options">How.</param>
    /// <param name="seed">Seed of the random numbers.</param>
    /// <param name="stream">Which forest of the seed this is.</param>
    public ForestFit(Dataset data, int[] training, ForestOptions options, int seed, int stream)
    {
        (this.data, this.training, this.options) = (data, training, options);
        table = BinnedTable.Of(data.Features, data.FeatureCount, training, options.Bins);
        if (data.Classes is null)
        {
            targets = TargetScaling.Fit(data.Targets, data.TargetCount, training, data.Log10, data.Floor);
            rows = ForestRows.OfNumbers(data, training, targets);
            levels = data.TargetCount <= MostQuantileTargets ? QuantileLevels() : [];
        }
        else
        {
            (rows, levels) = (ForestRows.OfClasses(data, training, options.Balanced), []);
        }

        bag = new ForestBag([.. training.Select(row => data.Groups[row])], options.Sampling, seed, stream);
        trees = new Tree[options.Trees];
        model = new Lazy<FittedForest>(Assemble);
    }

    /// <inheritdoc/>
    public override int JobCount => trees.Length;

    /// <inheritdoc/>
    public override FittedModel Model => model.Value;

    /// <summary>Grows one tree.</summary>
    public override void Run(int job, Action<int>? progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!growers.TryTake(out var grower))
        {
            var statistics = new LeafStatistics(rows, data.Classes is not null, options.MinimumLeaf, levels);
            grower = new ForestGrower(table, rows, options, options.Tried(data.FeatureCount, data.Classes is not null), statistics);
        }

        var (times, random) = bag.Draw(job);
        trees[job] = grower.Grow(times, random);
        growers.Add(grower);
        progress?.Invoke(1);
    }

    private FittedForest Assemble()
    {
        var width = trees[0].OutputCount;
        var forest = new Forest(trees, data.FeatureCount, new double[width], averaged: true);
        return new FittedForest(forest, targets, levels, data.Classes?.Count ?? 0, bag.LeavesOut ? new OutOfBag(data, training, bag) : null);
    }

    /// <summary>Levels that cut the standardised training values of each target into equal shares, from the smallest to the largest.</summary>
    private double[][] QuantileLevels()
    {
        var made = new double[data.TargetCount][];
        for (var t = 0; t < made.Length; t++)
        {
            var values = new List<double>();
            for (var i = 0; i < rows.Count; i++)
            {
                var row = rows.Row(i);
                if (row[rows.MassOf(t)] > 0) values.Add(row[rows.FirstTarget + t]);
            }

            double[] sorted = [.. values.Order()];
            made[t] = new double[Levels];
            for (var k = 0; k < Levels && sorted.Length > 0; k++) made[t][k] = sorted[(int)((long)k * (sorted.Length - 1) / (Levels - 1))];
        }

        return made;
    }
}
