using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Networks that give a mean and the logarithm of a variance for each target, in standardised units. By the law of total variance: the part of the data is
/// the mean of the variances, the part of the model the variance of the means (Lakshminarayanan et al. 2017, arXiv:1612.01474).
/// </summary>
/// <param name="targets">How outputs become targets.</param>
public sealed class GaussianHead(TargetScaling targets) : PredictiveHead
{
    /// <inheritdoc/>
    public override int Width => targets.Count;

    /// <inheritdoc/>
    public override int OutputCount => 2 * targets.Count;

    /// <inheritdoc/>
    public override int SumCount => 3 * targets.Count;

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, Span<double> sums)
    {
        var count = targets.Count;
        for (var t = 0; t < count; t++)
        {
            double mean = outputs[t];
            sums[t] += mean;
            sums[count + t] += mean * mean;
            sums[2 * count + t] += Math.Exp(Math.Clamp(outputs[count + t], GaussianLoss.LowestLogVariance, GaussianLoss.HighestLogVariance));
        }
    }

    /// <inheritdoc/>
    public override Predictive Combine(ReadOnlySpan<double> sums, int rows, int networks)
    {
        var count = targets.Count;
        var (mean, data, model) = (new double[rows * count], new double[rows * count], new double[rows * count]);
        for (var at = 0; at < mean.Length; at++)
        {
            var (row, t) = Math.DivRem(at, count);
            var own = sums.Slice(row * SumCount, SumCount);
            var (deviation, m) = (targets.Deviation[t], own[t] / networks);
            mean[at] = m * deviation + targets.Mean[t];
            data[at] = own[2 * count + t] / networks * deviation * deviation;
            model[at] = Math.Max(0, own[count + t] / networks - m * m) * deviation * deviation;
        }

        return new Predictive(rows, count, mean, data, model);
    }

    /// <inheritdoc/>
    public override ModelOutputs AddTo(GraphBuilder builder, GraphSignal outputs)
    {
        var (mean, spread) = Moments(builder, Part(builder, outputs, 0, targets.Count));
        var logs = builder.Clip(Part(builder, outputs, 1, targets.Count), GaussianLoss.LowestLogVariance, GaussianLoss.HighestLogVariance);
        var square = Row(builder, "target_variance", [.. targets.Deviation.Select(value => value * value)]);
        return new ModelOutputs(
            builder.Add(builder.Mul(mean, Row(builder, "target_deviation", targets.Deviation)), Row(builder, "target_mean", targets.Mean)),
            builder.Mul(builder.ReduceMean(builder.Exp(logs), 1, keep: false), square),
            builder.Mul(spread, square));
    }
}
