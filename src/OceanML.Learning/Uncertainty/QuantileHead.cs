using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Networks that give quantiles of each target, see <see cref="QuantileLoss"/>; they are averaged level by level. The mean of the prediction is the
/// median. The part of the data is that of a normal distribution whose 10 and 90 % quantiles lie as far apart, the part of the model the variance of
/// the medians; the interval reaches from the quantiles, each widened by the part of the model: deviation² + (1.2816 · sigma of the model)².
/// </summary>
public sealed class QuantileHead : PredictiveHead
{
    private readonly TargetScaling targets;
    private readonly QuantileLoss loss;
    private readonly int low;
    private readonly int high;

    /// <summary>Declares the levels.</summary>
    /// <param name="targets">How outputs become targets.</param>
    /// <param name="levels">Levels of the quantiles; 0.1, 0.5 and 0.9 among them.</param>
    public QuantileHead(TargetScaling targets, IReadOnlyList<double> levels)
    {
        this.targets = targets;
        loss = new QuantileLoss([.. levels]);
        (low, high) = (levels.ToList().IndexOf(0.1), levels.ToList().IndexOf(0.9));
        if (low < 0 || high < 0) throw new ArgumentException("0.1 and 0.9 must be among the levels", nameof(levels));
    }

    /// <inheritdoc/>
    public override int Width => targets.Count;

    /// <inheritdoc/>
    public override int OutputCount => loss.OutputCount(targets.Count);

    /// <inheritdoc/>
    public override int SumCount => 4 * targets.Count;

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, Span<double> sums)
    {
        var count = targets.Count;
        Span<double> parts = stackalloc double[loss.Parts];
        for (var t = 0; t < count; t++)
        {
            for (var k = 0; k < parts.Length; k++) parts[k] = outputs[k * count + t];
            loss.ToQuantiles(parts);
            var median = parts[loss.Median];
            sums[t] += median;
            sums[count + t] += median * median;
            sums[2 * count + t] += median - parts[low];
            sums[3 * count + t] += parts[high] - median;
        }
    }

    /// <inheritdoc/>
    public override Predictive Combine(ReadOnlySpan<double> sums, int rows, int networks)
    {
        var count = targets.Count;
        var (mean, data, model) = (new double[rows * count], new double[rows * count], new double[rows * count]);
        var (lower, upper) = (new double[rows * count], new double[rows * count]);
        for (var at = 0; at < mean.Length; at++)
        {
            var (row, t) = Math.DivRem(at, count);
            var own = sums.Slice(row * SumCount, SumCount);
            var (deviation, m) = (targets.Deviation[t], own[t] / networks);
            var (below, above) = (own[2 * count + t] / networks * deviation, own[3 * count + t] / networks * deviation);
            mean[at] = m * deviation + targets.Mean[t];
            model[at] = Math.Max(0, own[count + t] / networks - m * m) * deviation * deviation;
            var sigma = (below + above) / (2 * ConformalCalibration.NormalQuantile);
            data[at] = sigma * sigma;
            var widened = ConformalCalibration.NormalQuantile * ConformalCalibration.NormalQuantile * model[at];
            lower[at] = Math.Sqrt(below * below + widened);
            upper[at] = Math.Sqrt(above * above + widened);
        }

        return new Predictive(rows, count, mean, data, model) { LowerDeviation = lower, UpperDeviation = upper };
    }

    /// <inheritdoc/>
    public override ModelOutputs AddTo(GraphBuilder builder, GraphSignal outputs)
    {
        var count = targets.Count;
        var (median, spread) = Moments(builder, Part(builder, outputs, loss.Median, count));
        var scale = Row(builder, "target_deviation", targets.Deviation);
        var (below, above) = (Side(low, loss.Median - 1), Side(loss.Median + 1, high));
        var model = builder.Mul(spread, Row(builder, "target_variance", [.. targets.Deviation.Select(value => value * value)]));
        var sigma = builder.Mul(builder.Add(below, above), builder.Constant((float)(0.5 / ConformalCalibration.NormalQuantile)));
        var widened = builder.Mul(model, builder.Constant((float)(ConformalCalibration.NormalQuantile * ConformalCalibration.NormalQuantile)));
        return new ModelOutputs(
            builder.Add(builder.Mul(median, scale), Row(builder, "target_mean", targets.Mean)),
            builder.Mul(sigma, sigma),
            model,
            builder.Sqrt(builder.Add(builder.Mul(below, below), widened)),
            builder.Sqrt(builder.Add(builder.Mul(above, above), widened)));

        // The mean over networks of the steps between neighbouring quantiles from one level to another.
        GraphSignal Side(int from, int to)
        {
            var steps = builder.Softplus(Part(builder, outputs, from, count));
            for (var k = from + 1; k <= to; k++) steps = builder.Add(steps, builder.Softplus(Part(builder, outputs, k, count)));
            return builder.Mul(builder.ReduceMean(steps, 1, keep: false), scale);
        }
    }
}
