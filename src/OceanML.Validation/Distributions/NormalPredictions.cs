namespace OceanML.Validation;

/// <summary>Normal distributions: mean and standard deviation per row.</summary>
/// <param name="mean">Means.</param>
/// <param name="sigma">Standard deviations; a row without one above 0 is not known.</param>
public sealed class NormalPredictions(double[] mean, double[] sigma) : PredictiveSet
{
    private static readonly double InverseRootPi = 1 / Math.Sqrt(Math.PI);

    private readonly Dictionary<double, double> quantiles = [];

    /// <inheritdoc/>
    public override int Count => mean.Length;

    /// <inheritdoc/>
    public override string Kind => "normal";

    /// <inheritdoc/>
    public override bool IsKnown(int row) => double.IsFinite(mean[row]) && sigma[row] > 0 && double.IsFinite(sigma[row]);

    /// <summary>sigma (z (2 Phi(z) - 1) + 2 phi(z) - 1 / sqrt(pi)), z = (observed - mean) / sigma (Gneiting et al. 2005, doi:10.1175/MWR2904.1, equation 5).</summary>
    public override double Crps(int row, double observed)
    {
        var z = (observed - mean[row]) / sigma[row];
        return sigma[row] * ((z * ((2 * NormalDistribution.Below(z)) - 1)) + (2 * NormalDistribution.Density(z)) - InverseRootPi);
    }

    /// <inheritdoc/>
    public override double Pit(int row, double observed) => NormalDistribution.Below((observed - mean[row]) / sigma[row]);

    /// <inheritdoc/>
    public override double Quantile(int row, double level)
    {
        if (!quantiles.TryGetValue(level, out var z)) quantiles[level] = z = NormalDistribution.Quantile(level);
        return mean[row] + (z * sigma[row]);
    }

    /// <inheritdoc/>
    public override double Spread(int row) => sigma[row];

    /// <inheritdoc/>
    public override PredictiveSet Take(IReadOnlyList<int> rows) => new NormalPredictions([.. rows.Select(row => mean[row])], [.. rows.Select(row => sigma[row])]);
}
