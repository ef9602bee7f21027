using System.Text.Json;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// A committee of boosted trees that has learned. The prediction is the mean of the members, the variance of the model their spread; the
/// variance of the data is learned from held-out residuals, as <see cref="BoostingInterval"/> says. Of a classification the
/// probabilities are the mean of the members', and entropy is split into expected entropy and mutual information.
/// </summary>
public sealed class FittedBoosting : FittedModel
{
    /// <summary>Share of values beyond each end of the interval.</summary>
    internal const double Tail = 0.1;

    private const double LeastVariance = 1e-8;

    private readonly Forest forest;
    private readonly TargetScaling? targets;
    private readonly int classes;
    private readonly int members;
    private readonly BoostingInterval interval;
    private readonly int[] rounds;

    internal FittedBoosting(Forest forest, TargetScaling? targets, int classes, int members, BoostingInterval interval, int[] rounds) =>
        (this.forest, this.targets, this.classes, this.members, this.interval, this.rounds) = (forest, targets, classes, members, interval, rounds);

    /// <summary>All trees: for each target the members' standardised predictions and the outputs of uncertainty; of a classification the members' scores.</summary>
    public Forest Trees => forest;

    /// <summary>Members of the committee.</summary>
    public int Members => members;

    /// <summary>
    /// What is explained: the trees that give the mean of the members for each target in the model's space; of a classification the mean
    /// score of each class (the logarithm of its probability but for a constant; of two classes the logarithm of the odds).
    /// </summary>
    public Forest Means => MeansOf(forest, targets?.Mean, targets?.Deviation, classes, members);

    /// <summary>Outputs per member of a classification.</summary>
    private int Scores => classes == 2 ? 1 : classes;

    /// <summary>Outputs per target of a regression.</summary>
    private int PerTarget => members + (interval == BoostingInterval.Quantiles ? 2 : 1);

    internal static Forest MeansOf(Forest forest, double[]? mean, double[]? deviation, int classes, int members)
    {
        var (outputOf, factorOf) = (new int[forest.OutputCount], new double[forest.OutputCount]);
        if (mean is not null && deviation is not null)
        {
            var perTarget = forest.OutputCount / mean.Length;
            for (var k = 0; k < outputOf.Length; k++)
            {
                var (target, part) = (k / perTarget, k % perTarget);
                (outputOf[k], factorOf[k]) = part < members ? (target, deviation[target] / members) : (-1, 0);
            }

            return ForestParts.Joined(forest, outputOf, factorOf, mean);
        }

        var scores = classes == 2 ? 1 : classes;
        for (var k = 0; k < outputOf.Length; k++) (outputOf[k], factorOf[k]) = (classes == 2 ? 1 : k % scores, 1.0 / members);
        var joined = ForestParts.Joined(forest, outputOf, factorOf, new double[classes]);
        if (classes != 2) return joined;
        Tree[] opposite = [.. joined.Trees.Select(tree => new Tree(tree.Nodes, Array.ConvertAll(tree.Values, value => -value), 0))];
        return new Forest([.. opposite, .. joined.Trees], forest.FeatureCount, [-joined.Start[1], joined.Start[1]], averaged: false);
    }

    /// <inheritdoc/>
    public override Predictive Predict(float[] features, ReadOnlySpan<int> rows)
    {
        var outputs = forest.Predict(features, rows);
        return targets is null ? Classes(outputs, rows.Length) : Numbers(outputs, rows.Length, targets);
    }

    /// <inheritdoc/>
    public override ModelOutputs AddTo(GraphBuilder builder, GraphSignal features)
    {
        builder.Metadata(StoredForest.Key, StoredForest.Write(members, classes));
        var outputs = ForestNode.AddTo(builder, forest, features);
        return targets is null ? Classes(builder, outputs) : Numbers(builder, outputs, targets);
    }

    /// <inheritdoc/>
    public override void Describe(Utf8JsonWriter json)
    {
        json.WriteStartArray("kept_rounds");
        foreach (var kept in rounds) json.WriteNumberValue(kept);
        json.WriteEndArray();
        json.WriteNumber("leaves", forest.Trees.Sum(tree => tree.LeafCount));
    }

    private Predictive Numbers(double[] outputs, int count, TargetScaling scaling)
    {
        var width = scaling.Count;
        var (mean, ofData, ofModel) = (new double[count * width], new double[count * width], new double[count * width]);
        var (lower, upper) = interval == BoostingInterval.Quantiles ? (new double[count * width], new double[count * width]) : (null, null);
        for (var at = 0; at < mean.Length; at++)
        {
            var own = outputs.AsSpan(at * PerTarget, PerTarget);
            var (deviation, sum, spread) = (scaling.Deviation[at % width], 0.0, 0.0);
            for (var m = 0; m < members; m++) sum += own[m] / members;
            for (var m = 0; m < members; m++) spread += (own[m] - sum) * (own[m] - sum) / members;
            mean[at] = sum * deviation + scaling.Mean[at % width];
            ofModel[at] = spread * deviation * deviation;
            if (lower is null || upper is null)
            {
                ofData[at] = Math.Max(LeastVariance, Math.Exp(own[members])) * deviation * deviation;
                continue;
            }

            (lower[at], upper[at]) = (Math.Max(0, -own[members]) * deviation, Math.Max(0, own[members + 1]) * deviation);
            var half = (lower[at] + upper[at]) / (2 * ConformalCalibration.NormalQuantile);
            ofData[at] = Math.Max(LeastVariance * deviation * deviation, half * half);
        }

        return new Predictive(count, width, mean, ofData, ofModel) { LowerDeviation = lower, UpperDeviation = upper };
    }

    private Predictive Classes(double[] outputs, int count)
    {
        var (mean, ofData, ofModel) = (new double[count * classes], new double[count], new double[count]);
        Span<double> own = new double[classes];
        for (var i = 0; i < count; i++)
        {
            for (var m = 0; m < members; m++)
            {
                var scores = outputs.AsSpan((i * members + m) * Scores, Scores);
                if (classes == 2) (own[0], own[1]) = (1 / (1 + Math.Exp(scores[0])), 1 / (1 + Math.Exp(-scores[0])));
                else Softmax(scores, own);
                for (var k = 0; k < classes; k++)
                {
                    mean[i * classes + k] += own[k] / members;
                    if (own[k] > 0) ofData[i] -= own[k] * Math.Log(own[k]) / members;
                }
            }

            for (var k = 0; k < classes; k++) ofModel[i] -= mean[i * classes + k] > 0 ? mean[i * classes + k] * Math.Log(mean[i * classes + k]) : 0;
            ofModel[i] = Math.Max(0, ofModel[i] - ofData[i]);
        }

        return new Predictive(count, classes, mean, ofData, ofModel);
    }

    private static void Softmax(ReadOnlySpan<double> scores, Span<double> probabilities)
    {
        var (largest, sum) = (double.NegativeInfinity, 0.0);
        foreach (var score in scores) largest = Math.Max(largest, score);
        for (var k = 0; k < scores.Length; k++) sum += probabilities[k] = Math.Exp(scores[k] - largest);
        for (var k = 0; k < scores.Length; k++) probabilities[k] /= sum;
    }

    private ModelOutputs Numbers(GraphBuilder builder, GraphSignal outputs, TargetScaling scaling)
    {
        var width = scaling.Count;
        var parts = builder.Reshape(outputs, 0, width, PerTarget);
        var means = Along(0, members);
        var mean = builder.ReduceMean(means, 2);
        var deviation = builder.Sub(means, mean);
        var scale = Row("target_deviation", scaling.Deviation);
        var square = Row("target_variance", [.. scaling.Deviation.Select(value => value * value)]);
        var center = builder.Add(builder.Mul(builder.Squeeze(mean, 2), scale), Row("target_mean", scaling.Mean));
        var ofModel = builder.Mul(builder.ReduceMean(builder.Mul(deviation, deviation), 2, keep: false), square);
        if (interval == BoostingInterval.Variance)
        {
            var variance = builder.Max(builder.Exp(builder.Squeeze(Along(members, members + 1), 2)), builder.Constant((float)LeastVariance));
            return new ModelOutputs(center, builder.Mul(variance, square), ofModel);
        }

        var lower = builder.Mul(builder.Relu(builder.Node("Neg", [builder.Squeeze(Along(members, members + 1), 2)])), scale);
        var upper = builder.Mul(builder.Relu(builder.Squeeze(Along(members + 1, members + 2), 2)), scale);
        var half = builder.Mul(builder.Add(lower, upper), builder.Constant((float)(0.5 / ConformalCalibration.NormalQuantile)));
        var least = Row("least_variance", [.. scaling.Deviation.Select(value => LeastVariance * value * value)]);
        return new ModelOutputs(center, builder.Max(builder.Mul(half, half), least), ofModel, lower, upper);

        GraphSignal Along(long from, long to) => builder.Node("Slice", [parts, builder.Indices(from), builder.Indices(to), builder.Indices(2)]);
        GraphSignal Row(string name, double[] numbers) => builder.Constant(name, [.. numbers.Select(value => (float)value)], 1, numbers.Length);
    }

    private ModelOutputs Classes(GraphBuilder builder, GraphSignal outputs)
    {
        var scores = builder.Reshape(outputs, 0, members, Scores);
        var probabilities = classes == 2
            ? builder.Concat(2, builder.Sigmoid(builder.Node("Neg", [scores])), builder.Sigmoid(scores))
            : builder.Softmax(scores);
        var mean = builder.ReduceMean(probabilities, 1, keep: false);
        var ofData = builder.ReduceMean(ForestParts.AddEntropy(builder, probabilities), 1, keep: false);
        return new ModelOutputs(mean, ofData, builder.Relu(builder.Sub(ForestParts.AddEntropy(builder, mean), ofData)));
    }
}
