namespace OceanML.Learning;

/// <summary>Half the squared error: the trees learn the mean.</summary>
public sealed class BoostingSquares : BoostingLoss
{
    /// <inheritdoc/>
    public override bool IsFlat => true;

    /// <inheritdoc/>
    public override double[] Start(double[] targets, double[]? weights, ReadOnlySpan<int> rows) => [WeightedMean(targets, weights, rows)];

    /// <inheritdoc/>
    public override void Derive(double target, ReadOnlySpan<double> outputs, Span<double> derivatives) => (derivatives[0], derivatives[1]) = (outputs[0] - target, 1);

    /// <inheritdoc/>
    public override double Of(double target, ReadOnlySpan<double> outputs) => (outputs[0] - target) * (outputs[0] - target) / 2;
}
