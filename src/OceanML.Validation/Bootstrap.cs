namespace OceanML.Validation;

/// <summary>Percentile intervals over samples drawn with replacement, of pairs or of whole groups.</summary>
internal static class Bootstrap
{
    /// <summary>An interval for every statistic, NaN where undefined; null where there are too few groups or no samples are asked.</summary>
    public static (double Low, double High)[]? Intervals(Pairs pairs, bool log, ScoreOptions options)
    {
        var members = Members(pairs);
        if (options.Samples < 2 || members.Length < Scoring.MinimumGroups) return null;
        var results = new double[PairStatistics.Count][];
        for (var i = 0; i < results.Length; i++) results[i] = new double[options.Samples];
        Parallel.For(0, options.Samples, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Threads) }, () => new Sample(), (number, _, sample) =>
        {
            sample.Draw(pairs, members, Mix((ulong)options.Seed, (ulong)number));
            sample.Compute(log);
            for (var i = 0; i < results.Length; i++) results[i][number] = sample.Values[i];
            return sample;
        }, static _ => { });
        return Array.ConvertAll(results, values => Percentiles(values, options.Confidence));
    }

    private static int[][] Members(Pairs pairs) => pairs.Groups is null
        ? [.. Enumerable.Range(0, pairs.Count).Select(i => new[] { i })]
        : [.. Enumerable.Range(0, pairs.Count).GroupBy(i => pairs.Groups[i]).OrderBy(group => group.Key).Select(group => group.ToArray())];

    private static (double Low, double High) Percentiles(double[] values, double confidence)
    {
        // A sample without variance has no correlation; a few such samples are left out, many make the interval meaningless.
        var defined = Array.FindAll(values, value => !double.IsNaN(value));
        if (defined.Length < 0.9 * values.Length) return (double.NaN, double.NaN);
        Array.Sort(defined);
        return (Quantile(defined, (1 - confidence) / 2), Quantile(defined, (1 + confidence) / 2));
    }

    private static double Quantile(double[] sorted, double level)
    {
        var position = level * (sorted.Length - 1);
        var below = (int)position;
        return sorted[below] + ((position - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }

    // SplitMix64 (Steele et al. 2014, doi:10.1145/2714064.2660195): every sample has a stream of its own, whatever thread draws it.
    private static ulong Mix(ulong seed, ulong number)
    {
        var z = (seed * 0x9E3779B97F4A7C15) + (number * 0xD1B54A32D192ED03) + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private sealed class Sample
    {
        private readonly PairStatistics statistics = new();
        private double[] x = [];
        private double[] y = [];
        private double[] sigma = [];
        private int count;
        private bool hasSigma;

        public double[] Values { get; } = new double[PairStatistics.Count];

        public void Draw(Pairs pairs, int[][] members, ulong state)
        {
            count = 0;
            hasSigma = pairs.Sigma is not null;
            for (var drawn = 0; drawn < members.Length; drawn++)
            {
                state += 0x9E3779B97F4A7C15;
                var group = members[(int)Math.BigMul(Mix(state, 0), (ulong)members.Length, out _)];
                Reserve(count + group.Length);
                foreach (var place in group)
                {
                    (x[count], y[count]) = (pairs.Reference[place], pairs.Estimate[place]);
                    if (hasSigma) sigma[count] = pairs.Sigma![place];
                    count++;
                }
            }
        }

        public void Compute(bool log) =>
            statistics.Compute(x.AsSpan(0, count), y.AsSpan(0, count), hasSigma ? sigma.AsSpan(0, count) : default, log, Values);

        private void Reserve(int needed)
        {
            if (x.Length >= needed) return;
            var size = Math.Max(needed, 2 * x.Length);
            Array.Resize(ref x, size);
            Array.Resize(ref y, size);
            Array.Resize(ref sigma, size);
        }
    }
}
