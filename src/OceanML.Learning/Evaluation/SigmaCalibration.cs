namespace OceanML.Learning;

/// <summary>
/// Factors that make the standard deviations of an ensemble honest on platforms it never saw: for each target, the 80 % quantile of
/// |error| / sigma over predictions of held-out groups, divided by that of the normal distribution. The interval mean ± 1.2816 · sigma
/// then holds 80 % of held-out observations (split-conformal calibration, Lei et al. 2018, doi:10.1080/01621459.2017.1307116); it
/// is insensitive to rare gross errors, which the root mean square is not.
/// </summary>
public static class SigmaCalibration
{
    /// <summary>Share of observations inside the interval that calibrates.</summary>
    public const double Coverage = 0.8;

    /// <summary>Half the width of the central 80 % of the normal distribution, in standard deviations.</summary>
    public const double NormalQuantile = 1.2815515655446004;

    /// <summary>Prior weight, in values, of the factor of all targets together in the factor of one.</summary>
    private const double PriorCount = 50;

    /// <summary>The factor of each target.</summary>
    /// <param name="observed">Observations in the model's space, [rows, targets]; NaN where missing.</param>
    /// <param name="predicted">Means of held-out rows.</param>
    /// <param name="sigma">Their uncalibrated standard deviations.</param>
    /// <param name="targetCount">Number of targets.</param>
    /// <param name="weights">Weight of each row, e.g. one over the number of rows of its group, so that groups count alike.</param>
    public static double[] Factors(double[] observed, double[] predicted, double[] sigma, int targetCount, ReadOnlySpan<double> weights)
    {
        var rows = observed.Length / targetCount;
        var ratios = new List<(double Ratio, double Weight)>[targetCount];
        for (var t = 0; t < targetCount; t++) ratios[t] = [];
        for (var row = 0; row < rows; row++)
        {
            for (var t = 0; t < targetCount; t++)
            {
                var at = row * targetCount + t;
                if (double.IsNaN(observed[at]) || double.IsNaN(predicted[at])) continue;
                ratios[t].Add((Math.Abs(observed[at] - predicted[at]) / sigma[at], weights[row]));
            }
        }

        var pooled = Factor([.. ratios.SelectMany(list => list)]);
        return [.. ratios.Select(list => (list.Count * Factor(list) + PriorCount * pooled) / (list.Count + PriorCount))];
    }

    /// <summary>Share of observations within mean ± 1.2816 · sigma.</summary>
    public static double Covered(ReadOnlySpan<double> observed, ReadOnlySpan<double> predicted, ReadOnlySpan<double> sigma)
    {
        var (n, inside) = (0, 0);
        for (var i = 0; i < observed.Length; i++)
        {
            if (double.IsNaN(observed[i]) || double.IsNaN(predicted[i])) continue;
            n++;
            if (Math.Abs(observed[i] - predicted[i]) <= NormalQuantile * sigma[i]) inside++;
        }

        return n > 0 ? (double)inside / n : double.NaN;
    }

    private static double Factor(List<(double Ratio, double Weight)> ratios)
    {
        if (ratios.Count == 0) return 1;
        ratios.Sort();
        var left = Coverage * ratios.Sum(ratio => ratio.Weight);
        foreach (var (ratio, weight) in ratios)
        {
            left -= weight;
            if (left <= 0) return Math.Max(ratio, 1e-6) / NormalQuantile;
        }

        return ratios[^1].Ratio / NormalQuantile;
    }
}
