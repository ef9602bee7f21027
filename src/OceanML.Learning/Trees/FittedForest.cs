using System.Text.Json;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// A random forest that has learned. Its mean is the mean of the leaves; the variance of the data is the mean variance within the
/// leaves, that of the model the spread of the leaves' means: together the variance of the distribution that the training values in the
/// leaves make (quantile regression forest, Meinshausen 2006). With few targets the 10 % and 90 % quantiles are of that distribution,
/// its distribution function known at levels that cut the training values into 32 equal shares and linear in between.
/// </summary>
public sealed class FittedForest : FittedModel
{
    /// <summary>
    /// The tail beyond the interval; a little more than a tenth, since with few trees shares of exactly a tenth occur, and the quantile
    /// there hangs on the last bit.
    /// </summary>
    private const double Tail = 0.10003;

    private const double LeastStep = 1e-6;

    // Leaves of equal values, such as those at a detection limit, do not make a prediction certain: a thousandth of the standard deviation is left.
    private const double LeastVariance = 1e-6;

    private readonly Forest forest;
    private readonly TargetScaling? targets;
    private readonly double[][] levels;
    private readonly int classes;
    private readonly Lazy<double[]?> outOfBag;

    internal FittedForest(Forest forest, TargetScaling? targets, double[][] levels, int classes, OutOfBag? outOfBag)
    {
        (this.forest, this.targets, this.levels, this.classes) = (forest, targets, levels, classes);
        this.outOfBag = new Lazy<double[]?>(() => outOfBag?.Score(forest, targets, Width));
    }

    /// <summary>The trees; a leaf gives standardised means, variances, and shares up to levels, or shares of classes and their entropy.</summary>
    public Forest Trees => forest;

    /// <summary>What is explained: the trees that give the mean of each target in the model's space, or the probability of each class.</summary>
    public Forest Means => ForestParts.Means(forest, targets, Width);

    /// <summary>
    /// Score on rows that trees never saw: the root mean square error of each target in the model's space, or the mean negative logarithm of
    /// the probability of the class observed. Null where every tree saw all rows.
    /// </summary>
    public IReadOnlyList<double>? OutOfBagScore => outOfBag.Value;

    private int Width => targets?.Count ?? classes;

    /// <inheritdoc/>
    public override Predictive Predict(float[] features, ReadOnlySpan<int> rows)
    {
        var (trees, columns, width) = (forest.Trees.Count, forest.OutputCount, Width);
        var leaves = forest.Leaves(features, rows);
        var table = ForestParts.LeafTable(forest);
        var parts = targets is null ? 1 : width;
        var (mean, ofData, ofModel) = (new double[rows.Length * width], new double[rows.Length * parts], new double[rows.Length * parts]);
        var (lower, upper) = levels.Length == 0 ? (null, null) : (new double[rows.Length * width], new double[rows.Length * width]);
        var sums = new double[columns];
        for (var i = 0; i < rows.Length; i++)
        {
            var own = leaves.AsSpan(i * trees, trees);
            Array.Clear(sums);
            foreach (var leaf in own)
            {
                var values = table.AsSpan(leaf * columns, columns);
                for (var k = 0; k < values.Length; k++) sums[k] += values[k];
            }

            for (var k = 0; k < columns; k++) sums[k] /= trees;
            if (targets is null)
            {
                sums.AsSpan(0, width).CopyTo(mean.AsSpan(i * width));
                ofData[i] = sums[width];
                ofModel[i] = Math.Max(0, Entropy(sums.AsSpan(0, width)) - sums[width]);
                continue;
            }

            for (var t = 0; t < width; t++)
            {
                var (spread, deviation) = (0.0, targets.Deviation[t]);
                foreach (var leaf in own)
                {
                    var difference = table[leaf * columns + t] - sums[t];
                    spread += difference * difference;
                }

                var at = i * width + t;
                mean[at] = sums[t] * deviation + targets.Mean[t];
                ofData[at] = Math.Max(LeastVariance, sums[width + t]) * deviation * deviation;
                ofModel[at] = spread / trees * deviation * deviation;
                if (levels.Length == 0) continue;
                var shares = sums.AsSpan(2 * width + t * levels[t].Length, levels[t].Length);
                lower![at] = Math.Max(0, sums[t] - Quantile(shares, levels[t], Tail)) * deviation;
                upper![at] = Math.Max(0, Quantile(shares, levels[t], 1 - Tail) - sums[t]) * deviation;
            }
        }

        return new Predictive(rows.Length, width, mean, ofData, ofModel) { LowerDeviation = lower, UpperDeviation = upper };
    }

    /// <inheritdoc/>
    public override ModelOutputs AddTo(GraphBuilder builder, GraphSignal features)
    {
        var columns = forest.OutputCount;
        var leaves = builder.Node("Cast", [ForestNode.AddLeavesTo(builder, forest, features)], ("to", GraphAttribute.Of(7L)));
        var table = ForestParts.LeafTable(forest);
        var values = builder.Node("Gather", [builder.Constant(ForestNode.LeafTable, table, table.Length / columns, columns), leaves], ("axis", GraphAttribute.Of(0L)));
        return targets is null ? Classes(builder, values) : Numbers(builder, values, targets);
    }

    /// <inheritdoc/>
    public override void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("leaves", forest.Trees.Sum(tree => tree.LeafCount));
        json.WriteNumber("deepest_tree", forest.Trees.Max(tree => tree.Depth));
        if (OutOfBagScore is not { } scores) return;
        json.WriteStartArray(targets is null ? "out_of_bag_log_loss" : "out_of_bag_rmse");
        foreach (var score in scores)
        {
            if (double.IsFinite(score)) json.WriteNumberValue(Math.Round(score, 6));
            else json.WriteNullValue();
        }

        json.WriteEndArray();
    }

    private ModelOutputs Classes(GraphBuilder builder, GraphSignal values)
    {
        var mean = builder.ReduceMean(values, 1, keep: false);
        var probabilities = builder.Columns(mean, 0, classes);
        var within = builder.Columns(mean, classes, classes + 1);
        return new ModelOutputs(probabilities, within, builder.Relu(builder.Sub(ForestParts.AddEntropy(builder, probabilities), within)));
    }

    private ModelOutputs Numbers(GraphBuilder builder, GraphSignal values, TargetScaling scaling)
    {
        var width = scaling.Count;
        var means = Part(0, width);
        var mean = builder.ReduceMean(means, 1);
        var deviation = builder.Sub(means, mean);
        var scale = Row("target_deviation", scaling.Deviation);
        var square = Row("target_variance", [.. scaling.Deviation.Select(value => value * value)]);
        var standard = builder.Squeeze(mean, 1);
        var outputs = new ModelOutputs(
            builder.Add(builder.Mul(standard, scale), Row("target_mean", scaling.Mean)),
            builder.Mul(builder.Max(builder.ReduceMean(Part(width, 2 * width), 1, keep: false), builder.Constant((float)LeastVariance)), square),
            builder.Mul(builder.ReduceMean(builder.Mul(deviation, deviation), 1, keep: false), square));
        if (levels.Length == 0) return outputs;

        // Every stretch between two levels counts as far as the tail reaches into its share.
        var count = levels[0].Length;
        var shares = builder.Reshape(builder.ReduceMean(Part(2 * width, 2 * width + width * count), 1, keep: false), 0, width, count);
        var (below, above) = (Along(shares, 0, count - 1), Along(shares, 1, count));
        var steps = builder.Max(builder.Sub(above, below), builder.Constant((float)LeastStep));
        var gaps = builder.Constant("quantile_gaps", [.. levels.SelectMany(own => own.Skip(1).Zip(own, (high, low) => (float)(high - low)))], 1, width, count - 1);
        var lowest = Row("quantile_lowest", [.. levels.Select(own => own[0])]);
        return outputs with
        {
            LowerDeviation = builder.Mul(builder.Relu(builder.Sub(standard, Quantile(Tail))), scale),
            UpperDeviation = builder.Mul(builder.Relu(builder.Sub(Quantile(1 - Tail), standard)), scale),
        };

        GraphSignal Quantile(double share) => builder.Add(
            builder.ReduceSum(builder.Mul(builder.Clip(builder.Div(builder.Sub(builder.Constant((float)share), below), steps), 0, 1), gaps), 2, keep: false), lowest);
        GraphSignal Part(long from, long to) => Along(values, from, to);
        GraphSignal Along(GraphSignal x, long from, long to) => builder.Node("Slice", [x, builder.Indices(from), builder.Indices(to), builder.Indices(2)]);
        GraphSignal Row(string name, double[] numbers) => builder.Constant(name, [.. numbers.Select(value => (float)value)], 1, numbers.Length);
    }

    private static double Quantile(ReadOnlySpan<double> shares, double[] levels, double share)
    {
        var value = levels[0];
        for (var k = 0; k + 1 < levels.Length; k++)
            value += (levels[k + 1] - levels[k]) * Math.Clamp((share - shares[k]) / Math.Max(shares[k + 1] - shares[k], LeastStep), 0, 1);
        return value;
    }

    private static double Entropy(ReadOnlySpan<double> probabilities)
    {
        var sum = 0.0;
        foreach (var probability in probabilities)
        {
            if (probability > 0) sum -= probability * Math.Log(probability);
        }

        return sum;
    }
}
