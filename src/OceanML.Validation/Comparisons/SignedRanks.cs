namespace OceanML.Validation;

/// <summary>Wilcoxon's signed rank test (1945, doi:10.2307/3001968).</summary>
public static class SignedRanks
{
    /// <summary>Most differences whose distribution is counted out; more are taken as normal.</summary>
    public const int MostExact = 100;

    /// <summary>
    /// Two-sided probability of ranks at least as one-sided where there is no difference. Differences of 0 are left out; equal sizes share
    /// their mean rank. Exact over all signs up to <see cref="MostExact"/> differences, also with equal sizes; the normal approximation beyond.
    /// </summary>
    /// <returns>The probability; NaN where every difference is 0.</returns>
    public static double TwoSided(IEnumerable<double> differences)
    {
        double[] d = [.. differences.Where(difference => difference != 0 && !double.IsNaN(difference)).OrderBy(Math.Abs)];
        var n = d.Length;
        if (n == 0) return double.NaN;

        // Twice the ranks are whole numbers, also where they are means.
        var ranks = new int[n];
        var (positive, ties) = (0, 0.0);
        for (var first = 0; first < n;)
        {
            var last = first;
            while (last + 1 < n && Math.Abs(d[last + 1]) == Math.Abs(d[first])) last++;
            for (var i = first; i <= last; i++)
            {
                ranks[i] = first + last + 2;
                if (d[i] > 0) positive += ranks[i];
            }

            var equal = last - first + 1.0;
            ties += (equal * equal * equal) - equal;
            first = last + 1;
        }

        var total = n * (n + 1);
        var smaller = Math.Min(positive, total - positive);
        return n <= MostExact ? Math.Min(1, 2 * Below(ranks, smaller)) : Normal(n, smaller / 2.0, ties);
    }

    /// <summary>Share of the 2^n signs whose positive ranks sum to no more than a limit.</summary>
    private static double Below(int[] ranks, int limit)
    {
        var share = new double[limit + 1];
        share[0] = 1;
        foreach (var rank in ranks)
        {
            for (var sum = limit; sum >= 0; sum--) share[sum] = 0.5 * (share[sum] + (sum >= rank ? share[sum - rank] : 0));
        }

        return share.Sum();
    }

    private static double Normal(double n, double smaller, double ties)
    {
        var (mean, variance) = (n * (n + 1) / 4, (n * (n + 1) * ((2 * n) + 1) / 24) - (ties / 48));
        return NormalDistribution.Outside((mean - smaller) / Math.Sqrt(variance));
    }
}
