namespace OceanML.Validation;

/// <summary>Computes every <see cref="Statistic"/> of a set of pairs; keeps its arrays for the next set.</summary>
public sealed class PairStatistics
{
    /// <summary>Number of statistics.</summary>
    public static readonly int Count = Enum.GetValues<Statistic>().Length;

    private double[] differences = [];
    private double[] absolutes = [];
    private double[] ranksX = [];
    private double[] ranksY = [];
    private int[] order = [];

    /// <summary>Computes the statistics.</summary>
    /// <param name="x">Reference; decimal logarithms in log10 space.</param>
    /// <param name="y">Estimate, likewise.</param>
    /// <param name="sigma">Stated standard deviations of the estimate, of its logarithm in log10 space; or empty.</param>
    /// <param name="isLog">Whether x and y are logarithms.</param>
    /// <param name="results">Gets one value per <see cref="Statistic"/>; NaN where undefined.</param>
    public void Compute(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> sigma, bool isLog, Span<double> results)
    {
        results[..Count].Fill(double.NaN);
        var n = x.Length;
        if (n == 0) return;
        Reserve(n);
        double sumD = 0, sumAbsolute = 0, sumSquare = 0, meanX = 0, meanY = 0;
        for (var i = 0; i < n; i++)
        {
            var d = y[i] - x[i];
            differences[i] = d;
            sumD += d;
            sumAbsolute += Math.Abs(d);
            sumSquare += d * d;
            meanX += x[i];
            meanY += y[i];
        }

        var bias = sumD / n;
        results[(int)Statistic.Bias] = bias;
        results[(int)Statistic.Mae] = sumAbsolute / n;
        results[(int)Statistic.Rmsd] = Math.Sqrt(sumSquare / n);
        results[(int)Statistic.UnbiasedRmsd] = Math.Sqrt(Math.Max(0, (sumSquare / n) - (bias * bias)));
        if (!sigma.IsEmpty) Coverage(sigma, n, results);
        if (isLog) Ratios(n, bias, sumAbsolute / n, results);
        else Percentages(x, n, results);
        Lines(x, y, meanX / n, meanY / n, sumSquare, bias, results);
        if (n > 1) results[(int)Statistic.Spearman] = Spearman(x, y);
    }

    private void Ratios(int n, double bias, double mae, Span<double> results)
    {
        results[(int)Statistic.MultiplicativeBias] = Math.Pow(10, bias);
        results[(int)Statistic.MultiplicativeMae] = Math.Pow(10, mae);
        for (var i = 0; i < n; i++) absolutes[i] = Math.Abs(differences[i]);
        results[(int)Statistic.Mdsa] = 100 * (Math.Pow(10, Median(absolutes.AsSpan(0, n))) - 1);
        var median = Median(differences.AsSpan(0, n));
        results[(int)Statistic.Sspb] = 100 * Math.Sign(median) * (Math.Pow(10, Math.Abs(median)) - 1);
    }

    private void Percentages(ReadOnlySpan<double> x, int n, Span<double> results)
    {
        var (count, sum) = (0, 0.0);
        for (var i = 0; i < n; i++)
        {
            if (x[i] == 0) continue;
            var share = differences[i] / Math.Abs(x[i]);
            (ranksX[count], absolutes[count]) = (share, Math.Abs(share));
            sum += Math.Abs(share);
            count++;
        }

        if (count == 0) return;
        results[(int)Statistic.Mape] = 100 * sum / count;
        results[(int)Statistic.Mdape] = 100 * Median(absolutes.AsSpan(0, count));
        results[(int)Statistic.Mdpe] = 100 * Median(ranksX.AsSpan(0, count));
    }

    private void Coverage(ReadOnlySpan<double> sigma, int n, Span<double> results)
    {
        var (one, two, squares, sum) = (0, 0, 0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            var share = Math.Abs(differences[i]) / sigma[i];
            if (share <= 1) one++;
            if (share <= 1.959963984540054) two++;
            squares += share * share;
            sum += sigma[i];
        }

        results[(int)Statistic.Coverage68] = (double)one / n;
        results[(int)Statistic.Coverage95] = (double)two / n;
        results[(int)Statistic.SigmaRatio] = Math.Sqrt(squares / n);
        results[(int)Statistic.MeanSigma] = sum / n;
    }

    private static void Lines(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double meanX, double meanY, double sumSquare, double bias, Span<double> results)
    {
        double sxx = 0, syy = 0, sxy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var (dx, dy) = (x[i] - meanX, y[i] - meanY);
            sxx += dx * dx;
            syy += dy * dy;
            sxy += dx * dy;
        }

        if (x.Length > 1)
        {
            var deviation = Math.Sqrt(Math.Max(0, sumSquare - (x.Length * bias * bias)) / (x.Length - 1));
            results[(int)Statistic.AgreementLow] = bias - (1.959963984540054 * deviation);
            results[(int)Statistic.AgreementHigh] = bias + (1.959963984540054 * deviation);
        }

        if (sxx <= 0) return;
        results[(int)Statistic.Skill] = 1 - (sumSquare / sxx);
        Line(Statistic.OlsSlope, sxy / sxx, meanX, meanY, results);
        if (syy <= 0) return;
        var r = sxy / Math.Sqrt(sxx * syy);
        results[(int)Statistic.R] = r;
        results[(int)Statistic.R2] = r * r;
        Line(Statistic.SmaSlope, Math.Sign(sxy) * Math.Sqrt(syy / sxx), meanX, meanY, results);
        if (sxy != 0) Line(Statistic.MaSlope, ((syy - sxx) + Math.Sqrt(((syy - sxx) * (syy - sxx)) + (4 * sxy * sxy))) / (2 * sxy), meanX, meanY, results);
    }

    // The intercept follows the slope in the list of statistics.
    private static void Line(Statistic slopeName, double slope, double meanX, double meanY, Span<double> results)
    {
        results[(int)slopeName] = slope;
        results[(int)slopeName + 1] = meanY - (slope * meanX);
    }

    private double Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var n = x.Length;
        Rank(x, ranksX.AsSpan(0, n));
        Rank(y, ranksY.AsSpan(0, n));
        double sxx = 0, syy = 0, sxy = 0;
        var mean = (n + 1) / 2.0;
        for (var i = 0; i < n; i++)
        {
            var (dx, dy) = (ranksX[i] - mean, ranksY[i] - mean);
            sxx += dx * dx;
            syy += dy * dy;
            sxy += dx * dy;
        }

        return sxx > 0 && syy > 0 ? sxy / Math.Sqrt(sxx * syy) : double.NaN;
    }

    /// <summary>Ranks from 1, the mean rank where values are equal.</summary>
    private void Rank(ReadOnlySpan<double> values, Span<double> ranks)
    {
        var n = values.Length;
        values.CopyTo(absolutes);
        for (var i = 0; i < n; i++) order[i] = i;
        Array.Sort(absolutes, order, 0, n);
        for (var first = 0; first < n;)
        {
            var last = first;
            while (last + 1 < n && absolutes[last + 1] == absolutes[first]) last++;
            for (var i = first; i <= last; i++) ranks[order[i]] = ((first + last) / 2.0) + 1;
            first = last + 1;
        }
    }

    private static double Median(Span<double> values)
    {
        var upper = Selection.Smallest(values, values.Length / 2);
        if (values.Length % 2 == 1) return upper;
        var lower = double.NegativeInfinity;
        foreach (var value in values[..(values.Length / 2)]) lower = Math.Max(lower, value);
        return (lower + upper) / 2;
    }

    private void Reserve(int n)
    {
        if (differences.Length >= n) return;
        (differences, absolutes, ranksX, ranksY, order) = (new double[n], new double[n], new double[n], new double[n], new int[n]);
    }
}
