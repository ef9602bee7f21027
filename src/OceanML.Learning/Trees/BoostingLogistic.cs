namespace OceanML.Learning;

/// <summary>Cross-entropy of two classes, targets 0 and 1: the output is the logarithm of the odds of class 1.</summary>
public sealed class BoostingLogistic : BoostingLoss
{
    /// <inheritdoc/>
    public override double[] Start(double[] targets, double[]? weights, ReadOnlySpan<int> rows)
    {
        // Half a row of each class keeps the odds finite where one is absent.
        var (mean, count) = (WeightedMean(targets, weights, rows), rows.Length);
        return [Math.Log((mean * count + 0.5) / ((1 - mean) * count + 0.5))];
    }

    /// <inheritdoc/>
    public override void Derive(double target, ReadOnlySpan<double> outputs, Span<double> derivatives)
    {
        var probability = 1 / (1 + Math.Exp(-outputs[0]));
        (derivatives[0], derivatives[1]) = (probability - target, probability * (1 - probability));
    }

    /// <inheritdoc/>
    public override double Of(double target, ReadOnlySpan<double> outputs)
    {
        var margin = target > 0.5 ? outputs[0] : -outputs[0];
        return margin > 0 ? Math.Log(1 + Math.Exp(-margin)) : Math.Log(1 + Math.Exp(margin)) - margin;
    }
}
