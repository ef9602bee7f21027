namespace OceanML.Learning;

/// <summary>
/// Gaussian negative log-likelihood of a residual whose mean is 0: targets are squared residuals, the output is the logarithm of their
/// variance.
/// </summary>
public sealed class BoostingVariance : BoostingLoss
{
    /// <inheritdoc/>
    public override double[] Start(double[] targets, double[]? weights, ReadOnlySpan<int> rows) => [Math.Log(Math.Max(WeightedMean(targets, weights, rows), 1e-30))];

    /// <inheritdoc/>
    public override void Derive(double target, ReadOnlySpan<double> outputs, Span<double> derivatives)
    {
        // The curvature target / variance is taken at its expectation, 1, where the target is small: steps stay bounded.
        var ratio = target * Math.Exp(-outputs[0]);
        (derivatives[0], derivatives[1]) = ((1 - ratio) / 2, Math.Max(1, ratio) / 2);
    }

    /// <inheritdoc/>
    public override double Of(double target, ReadOnlySpan<double> outputs) => (outputs[0] + target * Math.Exp(-outputs[0])) / 2;
}
