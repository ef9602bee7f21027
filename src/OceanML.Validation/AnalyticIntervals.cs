namespace OceanML.Validation;

/// <summary>Confidence intervals by formula, for independent pairs.</summary>
/// <remarks>
/// Bias and least squares line: Student's t. Pearson's r: Fisher's z. Spearman: Fisher's z with the variance of Bonett and Wright 2000,
/// doi:10.1007/BF02294183. Slopes of SMA and MA: Warton et al. 2006, doi:10.1017/S1464793106007007. Coverage: Wilson 1927,
/// doi:10.1080/01621459.1927.10502953.
/// </remarks>
public static class AnalyticIntervals
{
    /// <summary>The interval of a statistic, or null where there is no standard formula.</summary>
    /// <param name="statistic">Which.</param>
    /// <param name="values">All statistics of the pairs.</param>
    /// <param name="pairs">The pairs, as logarithms in log10 space.</param>
    /// <param name="confidence">E.g. 0.95.</param>
    public static (double Low, double High)? Of(Statistic statistic, ReadOnlySpan<double> values, Pairs pairs, double confidence)
    {
        var (n, value) = (pairs.Count, values[(int)statistic]);
        if (n < Scoring.MinimumPairs || double.IsNaN(value)) return null;
        return statistic switch
        {
            Statistic.Bias => Around(value, StudentT.TwoSided(confidence, n - 1) * values[(int)Statistic.UnbiasedRmsd] / Math.Sqrt(n - 1)),
            Statistic.R => Correlation(value, 1 / Math.Sqrt(n - 3.0), n, confidence),
            Statistic.Spearman => Correlation(value, Math.Sqrt((1 + (value * value / 2)) / (n - 3.0)), n, confidence),
            Statistic.OlsSlope => LeastSquares(values, pairs, confidence).Slope,
            Statistic.OlsIntercept => LeastSquares(values, pairs, confidence).Intercept,
            Statistic.SmaSlope => StandardisedMajorAxis(value, values[(int)Statistic.R], n, confidence),
            Statistic.MaSlope => MajorAxis(value, pairs, confidence),
            Statistic.Coverage68 or Statistic.Coverage95 => Wilson(value, n, confidence),
            _ => null,
        };
    }

    private static (double Low, double High) Around(double value, double half) => (value - half, value + half);

    private static (double Low, double High)? Correlation(double r, double deviation, int n, double confidence)
    {
        if (n < 4 || Math.Abs(r) >= 1) return null;
        var half = Normal(confidence) * deviation;
        return (Math.Tanh(Math.Atanh(r) - half), Math.Tanh(Math.Atanh(r) + half));
    }

    private static ((double Low, double High) Slope, (double Low, double High) Intercept) LeastSquares(ReadOnlySpan<double> values, Pairs pairs, double confidence)
    {
        var (meanX, sxx, _, _) = Sums(pairs);
        var (slope, intercept, n) = (values[(int)Statistic.OlsSlope], values[(int)Statistic.OlsIntercept], pairs.Count);
        var residual = 0.0;
        for (var i = 0; i < n; i++)
        {
            var left = pairs.Estimate[i] - intercept - (slope * pairs.Reference[i]);
            residual += left * left;
        }

        var t = StudentT.TwoSided(confidence, n - 2);
        var deviation = Math.Sqrt(residual / (n - 2));
        return (Around(slope, t * deviation / Math.Sqrt(sxx)), Around(intercept, t * deviation * Math.Sqrt((1.0 / n) + (meanX * meanX / sxx))));
    }

    private static (double Low, double High) StandardisedMajorAxis(double slope, double r, int n, double confidence)
    {
        var t = StudentT.TwoSided(confidence, n - 2);
        var b = t * t * (1 - (r * r)) / (n - 2);
        var (one, other) = (slope * (Math.Sqrt(b + 1) - Math.Sqrt(b)), slope * (Math.Sqrt(b + 1) + Math.Sqrt(b)));
        return one < other ? (one, other) : (other, one);
    }

    /// <summary>
    /// The axis may turn by φ with sin 2φ = 2 sqrt(H), H = t² / ((n - 2)(λ1/λ2 + λ2/λ1 - 2)): the turned axes are then just
    /// correlated. (Sokal and Rohlf, and lmodel2 after them, take sin φ = sqrt(H), which is a little narrower.) None where the axes
    /// cannot be told apart or the limit is steeper than vertical.
    /// </summary>
    private static (double Low, double High)? MajorAxis(double slope, Pairs pairs, double confidence)
    {
        var (_, sxx, syy, sxy) = Sums(pairs);
        var spread = Math.Sqrt(((sxx - syy) * (sxx - syy)) + (4 * sxy * sxy));
        var (large, small) = ((sxx + syy + spread) / 2, (sxx + syy - spread) / 2);
        if (small <= 0) return (slope, slope);
        var t = StudentT.TwoSided(confidence, pairs.Count - 2);
        var h = t * t / ((pairs.Count - 2) * ((large / small) + (small / large) - 2));
        if (4 * h >= 1) return null;
        var turn = Math.Asin(2 * Math.Sqrt(h)) / 2;
        var (low, high) = (Math.Atan(slope) - turn, Math.Atan(slope) + turn);
        return low <= -Math.PI / 2 || high >= Math.PI / 2 ? null : (Math.Tan(low), Math.Tan(high));
    }

    internal static (double Low, double High) Wilson(double share, int n, double confidence)
    {
        var z = Normal(confidence);
        var (middle, half) = (share + (z * z / (2 * n)), z * Math.Sqrt((share * (1 - share) / n) + (z * z / (4.0 * n * n))));
        return ((middle - half) / (1 + (z * z / n)), (middle + half) / (1 + (z * z / n)));
    }

    private static double Normal(double confidence) => NormalDistribution.TwoSided(confidence);

    private static (double MeanX, double Sxx, double Syy, double Sxy) Sums(Pairs pairs)
    {
        var (meanX, meanY) = (pairs.Reference.Average(), pairs.Estimate.Average());
        double sxx = 0, syy = 0, sxy = 0;
        for (var i = 0; i < pairs.Count; i++)
        {
            var (dx, dy) = (pairs.Reference[i] - meanX, pairs.Estimate[i] - meanY);
            sxx += dx * dx;
            syy += dy * dy;
            sxy += dx * dy;
        }

        return (meanX, sxx, syy, sxy);
    }
}
