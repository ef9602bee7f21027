namespace OceanML.Figures;

/// <summary>Quartiles over many profiles, per depth; NaN where no profile has a value.</summary>
/// <param name="Low">Lower quartile per depth.</param>
/// <param name="Median">Median per depth.</param>
/// <param name="High">Upper quartile per depth.</param>
/// <param name="Rows">Number of profiles with a value at one depth at least.</param>
public sealed record ProfileSpread(double[] Low, double[] Median, double[] High, int Rows)
{
    /// <summary>The quartiles of values per depth, then per row.</summary>
    public static ProfileSpread Of(IReadOnlyList<double[]> columns)
    {
        double[] low = new double[columns.Count], median = new double[columns.Count], high = new double[columns.Count];
        var any = new bool[columns.Count == 0 ? 0 : columns[0].Length];
        for (var d = 0; d < columns.Count; d++)
        {
            var sorted = Sample.Sorted(columns[d]);
            (low[d], median[d], high[d]) = (Sample.Quantile(sorted, 0.25), Sample.Quantile(sorted, 0.5), Sample.Quantile(sorted, 0.75));
            for (var row = 0; row < any.Length; row++) any[row] |= double.IsFinite(columns[d][row]);
        }

        return new ProfileSpread(low, median, high, any.Count(value => value));
    }
}
