namespace OceanML.Learning;

/// <summary>
/// Factors that make intervals hold what they promise on platforms that were never seen: by how much the deviations below and above the
/// mean must be stretched so that the wanted share of held-out observations lies within. No shape of the errors is assumed (split conformal
/// prediction, Lei et al. 2018, doi:10.1080/01621459.2017.1307116).
/// </summary>
/// <remarks>
/// The rows of a platform resemble each other, so what is exchangeable are groups: each counts alike, however many rows it has, and the group that
/// is to come counts as one more whose errors are unknown (Lee, Barber and Willett 2023, arXiv:2306.06342). With groups of one row
/// each this is the ceil((n + 1) q)-th smallest error of n. Errors come from the fold in which a group was held out (cross-conformal, as
/// the jackknife+ of Barber et al. 2021, doi:10.1214/20-AOS1965), so no data are spent on calibration alone. The factor of a target is drawn to that of
/// all targets together where it has few values. Rare gross errors hardly matter to a quantile.
/// </remarks>
public static class ConformalCalibration
{
    /// <summary>Share of observations inside the intervals of a model file.</summary>
    public const double Coverage = 0.8;

    /// <summary>Half the width of the central 80 % of the normal distribution, in standard deviations.</summary>
    public const double NormalQuantile = 1.2815515655446004;

    /// <summary>Prior weight, in values, of the factor of all targets together in the factor of one.</summary>
    private const double PriorCount = 50;

    /// <summary>The factor of each target.</summary>
    /// <param name="observed">Observations in the model's space, [rows, targets]; NaN where missing.</param>
    /// <param name="predicted">Means of held-out rows; NaN where not held out.</param>
    /// <param name="lower">How far the uncalibrated interval reaches below the mean.</param>
    /// <param name="upper">How far it reaches above.</param>
    /// <param name="targetCount">Number of targets.</param>
    /// <param name="groups">Group of each row.</param>
    /// <param name="coverage">Share of observations that shall be inside.</param>
    public static double[] Factors(
        ReadOnlySpan<double> observed, ReadOnlySpan<double> predicted, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, int targetCount, ReadOnlySpan<int> groups, double coverage = Coverage)
    {
        var errors = new List<(double Ratio, int Group)>[targetCount];
        for (var t = 0; t < targetCount; t++) errors[t] = [];
        for (var at = 0; at < observed.Length; at++)
        {
            var difference = observed[at] - predicted[at];
            if (double.IsNaN(difference)) continue;
            var ratio = Math.Abs(difference) / (difference < 0 ? lower[at] : upper[at]);
            errors[at % targetCount].Add((double.IsNaN(ratio) ? 0 : ratio, groups[at / targetCount]));
        }

        var pooled = Quantile([.. errors.SelectMany(list => list)], coverage);
        return [.. errors.Select(list => list.Count == 0 ? pooled : (list.Count * Quantile(list, coverage) + PriorCount * pooled) / (list.Count + PriorCount))];
    }

    /// <summary>Share of observations within the intervals, every value counting alike; NaN where there are none.</summary>
    public static double Covered(ReadOnlySpan<double> observed, ReadOnlySpan<double> predicted, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        var (n, inside) = (0, 0);
        for (var i = 0; i < observed.Length; i++)
        {
            if (double.IsNaN(observed[i]) || double.IsNaN(predicted[i])) continue;
            n++;
            if (Holds(observed[i] - predicted[i], lower[i], upper[i])) inside++;
        }

        return n > 0 ? (double)inside / n : double.NaN;
    }

    /// <summary>The same with every group counting alike: what to expect of a group that was never seen.</summary>
    /// <param name="observed">Observations, [rows, targets]; NaN where missing.</param>
    /// <param name="predicted">Means.</param>
    /// <param name="lower">How far the intervals reach below the mean.</param>
    /// <param name="upper">How far they reach above.</param>
    /// <param name="targetCount">Number of targets.</param>
    /// <param name="groups">Group of each row.</param>
    public static double CoveredByGroup(
        ReadOnlySpan<double> observed, ReadOnlySpan<double> predicted, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, int targetCount, ReadOnlySpan<int> groups)
    {
        var counts = new SortedDictionary<int, (int Known, int Inside)>();
        for (var i = 0; i < observed.Length; i++)
        {
            if (double.IsNaN(observed[i]) || double.IsNaN(predicted[i])) continue;
            var (known, inside) = counts.GetValueOrDefault(groups[i / targetCount]);
            counts[groups[i / targetCount]] = (known + 1, inside + (Holds(observed[i] - predicted[i], lower[i], upper[i]) ? 1 : 0));
        }

        return counts.Count > 0 ? counts.Values.Average(count => (double)count.Inside / count.Known) : double.NaN;
    }

    /// <summary>Fewest groups for which the promise can be kept; with fewer the largest error is taken, and less may be inside.</summary>
    public static int FewestGroups(double coverage = Coverage) => (int)Math.Ceiling(coverage / (1 - coverage) - 1e-9);

    private static bool Holds(double difference, double lower, double upper) => difference >= -lower && difference <= upper;

    private static double Quantile(List<(double Ratio, int Group)> errors, double coverage)
    {
        if (errors.Count == 0) return 1;
        var sizes = new Dictionary<int, int>();
        foreach (var (_, group) in errors) sizes[group] = sizes.GetValueOrDefault(group) + 1;
        errors.Sort();

        // A hair less than asked, so that a sum of shares that rounding left just short still counts.
        var left = coverage * (sizes.Count + 1) - 1e-9;
        foreach (var (ratio, group) in errors)
        {
            left -= 1.0 / sizes[group];
            if (left <= 0) return Math.Max(ratio, 1e-6);
        }

        return errors[^1].Ratio;
    }
}
