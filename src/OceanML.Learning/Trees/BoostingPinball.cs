namespace OceanML.Learning;

/// <summary>The pinball loss: the trees learn a quantile (Koenker and Bassett 1978, doi:10.2307/1913643).</summary>
/// <param name="share">Share of the values below the quantile, between 0 and 1.</param>
public sealed class BoostingPinball(double share) : BoostingLoss
{
    /// <inheritdoc/>
    public override bool IsFlat => true;

    /// <inheritdoc/>
    public override double LeafQuantile => share;

    /// <inheritdoc/>
    public override double[] Start(double[] targets, double[]? weights, ReadOnlySpan<int> rows)
    {
        var values = new double[rows.Length];
        for (var i = 0; i < values.Length; i++) values[i] = targets[rows[i]];
        return [Quantile(values, share)];
    }

    /// <inheritdoc/>
    public override void Derive(double target, ReadOnlySpan<double> outputs, Span<double> derivatives) =>
        (derivatives[0], derivatives[1]) = (target > outputs[0] ? -share : 1 - share, 1);

    /// <inheritdoc/>
    public override double Of(double target, ReadOnlySpan<double> outputs) =>
        target > outputs[0] ? share * (target - outputs[0]) : (1 - share) * (outputs[0] - target);

    /// <summary>A quantile of values, which get sorted; between two values it is interpolated.</summary>
    internal static double Quantile(Span<double> values, double share)
    {
        if (values.Length == 0) return 0;
        values.Sort();
        var place = share * (values.Length - 1);
        var below = (int)place;
        return below + 1 < values.Length ? values[below] + (place - below) * (values[below + 1] - values[below]) : values[below];
    }
}
