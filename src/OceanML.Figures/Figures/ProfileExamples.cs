namespace OceanML.Figures;

/// <summary>Chooses the single profiles of a <see cref="ProfileFigure"/>: not the prettiest, but the quartiles of the error.</summary>
internal static class ProfileExamples
{
    private static readonly (double Fraction, string Remark)[] Shown = [(0.25, "lower quartile of error"), (0.5, "median error"), (0.75, "upper quartile of error")];

    /// <summary>Three profiles, or fewer where there are not as many.</summary>
    /// <param name="measured">Measured values per depth, then per row, where a prediction exists.</param>
    /// <param name="paired">Predictions where something was measured: the error is of these.</param>
    /// <param name="predicted">All predictions: these are shown.</param>
    /// <param name="sigma">One sigma of the predictions, or empty.</param>
    /// <param name="names">Name per row.</param>
    /// <param name="log10">Whether errors are of decimal logarithms.</param>
    public static IReadOnlyList<ProfileExample> Choose(IReadOnlyList<double[]> measured, IReadOnlyList<double[]> paired, IReadOnlyList<double[]> predicted, IReadOnlyList<double[]> sigma, IReadOnlyList<string> names, bool log10)
    {
        if (predicted.Count == 0) return [];
        var errors = new List<(double Error, int Row)>();
        for (var row = 0; row < measured[0].Length; row++)
        {
            if (Error(measured, paired, row, log10) is { } error) errors.Add((error, row));
        }

        if (errors.Count == 0) return [];
        errors.Sort();
        var rows = Shown.Select(shown => (errors[(int)Math.Round(shown.Fraction * (errors.Count - 1))].Row, shown.Remark)).DistinctBy(shown => shown.Row);
        return [.. rows.Select(shown => Example(shown.Row, shown.Remark))];

        ProfileExample Example(int row, string remark)
        {
            double[] low = new double[sigma.Count], high = new double[sigma.Count];
            for (var d = 0; d < sigma.Count; d++) (low[d], high[d]) = (predicted[d][row] - sigma[d][row], predicted[d][row] + sigma[d][row]);
            return new ProfileExample(names[row], remark, [.. measured.Select(column => column[row])], [.. predicted.Select(column => column[row])], low, high);
        }
    }

    // Root mean square over the depths; only profiles that are nearly whole are worth a panel.
    private static double? Error(IReadOnlyList<double[]> measured, IReadOnlyList<double[]> predicted, int row, bool log10)
    {
        var (sum, count) = (0.0, 0);
        for (var d = 0; d < measured.Count; d++)
        {
            var difference = log10 ? Math.Log10(predicted[d][row] / measured[d][row]) : predicted[d][row] - measured[d][row];
            if (!double.IsFinite(difference)) continue;
            sum += difference * difference;
            count++;
        }

        return count > 0 && count >= 0.8 * measured.Count ? Math.Sqrt(sum / count) : null;
    }
}
