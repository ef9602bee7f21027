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
            sample.Draw(pairs, members, Resampling.Start(options.Seed, number));
            sample.Compute(log);
            for (var i = 0; i < results.Length; i++) results[i][number] = sample.Values[i];
            return sample;
        }, static _ => { });
        return Array.ConvertAll(results, values => Resampling.Percentiles(values, options.Confidence));
    }

    private static int[][] Members(Pairs pairs) => pairs.Groups is null
        ? [.. Enumerable.Range(0, pairs.Count).Select(i => new[] { i })]
        : [.. Enumerable.Range(0, pairs.Count).GroupBy(i => pairs.Groups[i]).OrderBy(group => group.Key).Select(group => group.ToArray())];

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
                var group = members[Resampling.Next(ref state, members.Length)];
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
