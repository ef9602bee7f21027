using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Networks that give one number for each target, in standardised units. The part of the model is the variance of the numbers. The part of the data is the same
/// for every row: the mean squared error on groups that were left out while training. It is an upper bound, since some of that error is of the model.
/// </summary>
/// <param name="targets">How outputs become targets.</param>
/// <param name="residuals">For each target: mean squared error of the networks on groups they left out, in the model's space.</param>
public sealed class PointHead(TargetScaling targets, IReadOnlyList<double> residuals) : PredictiveHead
{
    /// <inheritdoc/>
    public override int Width => targets.Count;

    /// <inheritdoc/>
    public override int OutputCount => targets.Count;

    /// <inheritdoc/>
    public override int SumCount => 2 * targets.Count;

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, Span<double> sums)
    {
        for (var t = 0; t < targets.Count; t++)
        {
            double value = outputs[t];
            sums[t] += value;
            sums[targets.Count + t] += value * value;
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
            data[at] = residuals[t];
            model[at] = Math.Max(0, own[count + t] / networks - m * m) * deviation * deviation;
        }

        return new Predictive(rows, count, mean, data, model);
    }

    /// <inheritdoc/>
    public override ModelOutputs AddTo(GraphBuilder builder, GraphSignal outputs)
    {
        var (mean, spread) = Moments(builder, outputs);
        var model = builder.Mul(spread, Row(builder, "target_variance", [.. targets.Deviation.Select(value => value * value)]));
        return new ModelOutputs(
            builder.Add(builder.Mul(mean, Row(builder, "target_deviation", targets.Deviation)), Row(builder, "target_mean", targets.Mean)),
            builder.Add(builder.Mul(model, builder.Constant(0f)), Row(builder, "residual_variance", residuals)),
            model);
    }
}
