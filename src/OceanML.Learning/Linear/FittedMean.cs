using OceanML.Core;

namespace OceanML.Learning;

/// <summary>The same answer for every row: mean, variance and the variance of the mean of each target; or the shares of the classes, of which the entropy is.</summary>
public sealed class FittedMean : FittedModel
{
    private readonly double[] mean;
    private readonly double[] ofData;
    private readonly double[] ofModel;

    private FittedMean(double[] mean, double[] ofData, double[] ofModel) => (this.mean, this.ofData, this.ofModel) = (mean, ofData, ofModel);

    internal static FittedMean Learn(Dataset data, int[] rows)
    {
        if (data.Classes is { } classes)
        {
            var shares = new double[classes.Count];
            foreach (var row in rows) shares[(int)data.Targets[row]] += 1.0 / rows.Length;
            return new FittedMean(shares, [shares.Sum(share => share > 0 ? -share * Math.Log(share) : 0)], [0]);
        }

        var scaling = TargetScaling.Fit(data.Targets, data.TargetCount, rows, data.Log10, data.Floor);
        double[] variance = [.. scaling.Deviation.Select(deviation => deviation * deviation)];
        return new FittedMean(scaling.Mean, variance, [.. variance.Select((value, t) => value / Math.Max(1, rows.Count(row => !double.IsNaN(data.Targets[row * data.TargetCount + t]))))]);
    }

    /// <inheritdoc/>
    public override Predictive Predict(float[] features, ReadOnlySpan<int> rows) =>
        new(rows.Length, mean.Length, Repeated(mean, rows.Length), Repeated(ofData, rows.Length), Repeated(ofModel, rows.Length));

    /// <inheritdoc/>
    public override ModelOutputs AddTo(GraphBuilder builder, GraphSignal features)
    {
        // Zero for every row, whatever its features, missing ones included.
        var known = builder.Node("Where", [builder.Node("IsNaN", [features]), builder.Constant(0), builder.Constant(0)]);
        var zero = builder.ReduceSum(known, 1);
        return new ModelOutputs(Row(mean), Row(ofData), Row(ofModel));

        GraphSignal Row(double[] values) => builder.Add(zero, builder.Constant([.. values.Select(value => (float)value)], 1, values.Length));
    }

    private static double[] Repeated(double[] values, int rows)
    {
        var all = new double[rows * values.Length];
        for (var row = 0; row < rows; row++) values.CopyTo(all, row * values.Length);
        return all;
    }
}
