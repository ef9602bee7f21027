namespace OceanML.Validation;

/// <summary>Two configurations on the same folds: is one better than the other, or is it chance?</summary>
/// <param name="Folds">Number of folds both have a score of.</param>
/// <param name="Difference">Mean over folds of the second's score minus the first's.</param>
/// <param name="Low">Lower end of the confidence interval of that mean, by the corrected t; NaN with fewer than two folds.</param>
/// <param name="High">Upper end.</param>
/// <param name="T">Corrected t; NaN where undefined.</param>
/// <param name="PValue">Two-sided probability of a t at least as large where there is no difference.</param>
/// <param name="WilcoxonPValue">Two-sided probability by Wilcoxon's signed ranks; NaN where no fold differs.</param>
/// <param name="Wins">Folds in which the second is better.</param>
public sealed record PairedComparison(int Folds, double Difference, double Low, double High, double T, double PValue, double WilcoxonPValue, int Wins)
{
    /// <summary>
    /// Compares. The corrected resampled t test (Nadeau and Bengio 2003, doi:10.1023/A:1024068626366) divides by
    /// sqrt((1/J + test/train) s²), J - 1 degrees of freedom: folds share most of their training rows, so that the plain t test finds differences
    /// far too often.
    /// </summary>
    /// <param name="first">Score of the first in each fold; NaN where it has none.</param>
    /// <param name="second">Score of the second in the same folds.</param>
    /// <param name="testShare">Rows of a fold over rows it was trained without it on; 1/(k-1) for k folds of equal size.</param>
    /// <param name="lowerIsBetter">Whether smaller scores are better.</param>
    /// <param name="confidence">Confidence of the interval.</param>
    public static PairedComparison Of(IReadOnlyList<double> first, IReadOnlyList<double> second, double testShare, bool lowerIsBetter = true, double confidence = 0.95)
    {
        if (first.Count != second.Count) throw new ArgumentException("both need a score for each fold", nameof(second));
        double[] d = [.. first.Zip(second, (a, b) => b - a).Where(double.IsFinite)];
        var n = d.Length;
        if (n == 0) return new PairedComparison(0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, 0);
        var mean = d.Average();
        var wins = d.Count(difference => lowerIsBetter ? difference < 0 : difference > 0);
        var wilcoxon = SignedRanks.TwoSided(d);
        if (n < 2) return new PairedComparison(n, mean, double.NaN, double.NaN, double.NaN, double.NaN, wilcoxon, wins);
        var variance = d.Sum(difference => (difference - mean) * (difference - mean)) / (n - 1);
        var error = Math.Sqrt(((1.0 / n) + testShare) * variance);
        if (error == 0) return new PairedComparison(n, mean, mean, mean, double.NaN, mean == 0 ? 1 : 0, wilcoxon, wins);
        var t = mean / error;
        var half = StudentT.TwoSided(confidence, n - 1) * error;
        return new PairedComparison(n, mean, mean - half, mean + half, t, StudentT.Outside(Math.Abs(t), n - 1), wilcoxon, wins);
    }

    /// <summary>
    /// Probabilities of several tests together, by Holm's method (1979): the chance that any of them finds a difference where there is none stays
    /// below the level.
    /// </summary>
    public static double[] Holm(IReadOnlyList<double> probabilities)
    {
        var adjusted = new double[probabilities.Count];
        Array.Fill(adjusted, double.NaN);
        int[] order = [.. Enumerable.Range(0, adjusted.Length).Where(i => !double.IsNaN(probabilities[i])).OrderBy(i => probabilities[i])];
        var largest = 0.0;
        for (var i = 0; i < order.Length; i++)
        {
            largest = Math.Max(largest, Math.Min(1, (order.Length - i) * probabilities[order[i]]));
            adjusted[order[i]] = largest;
        }

        return adjusted;
    }
}
