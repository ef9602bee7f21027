namespace OceanML.Validation;

/// <summary>
/// The draws of every bootstrap here: units (rows, platforms, years) with replacement, as how often each was drawn. Sample s has a stream of its
/// own, so that intervals are the same on any number of threads.
/// </summary>
internal static class Resampling
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>Percentile intervals of several scores, NaN where undefined; null where there are too few units or no samples are asked.</summary>
    /// <param name="units">Number of units.</param>
    /// <param name="width">Number of scores.</param>
    /// <param name="options">Confidence, samples, seed, threads.</param>
    /// <param name="prepare">Makes the computation for a thread: from how often each unit was drawn to the scores.</param>
    public static (double Low, double High)[]? Intervals(int units, int width, ScoreOptions options, Func<WeightedScores> prepare)
    {
        if (options.Samples < 2 || units < Scoring.MinimumGroups) return null;
        var results = new double[width][];
        for (var i = 0; i < width; i++) results[i] = new double[options.Samples];
        Parallel.For(
            0,
            options.Samples,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Threads) },
            () => (Drawn: new int[units], Values: new double[width], Compute: prepare()),
            (number, _, work) =>
            {
                Draw(work.Drawn, options.Seed, number);
                work.Compute(work.Drawn, work.Values);
                for (var i = 0; i < width; i++) results[i][number] = work.Values[i];
                return work;
            },
            static _ => { });
        return Array.ConvertAll(results, values => Percentiles(values, options.Confidence));
    }

    /// <summary>
    /// Measures with intervals: <paramref name="names"/> and units of scores that <paramref name="prepare"/>'s computation gives in that order.
    /// </summary>
    public static List<Measure> Measures(IReadOnlyList<(string Name, int N, string? Unit)> names, int units, bool grouped, ScoreOptions options, Func<WeightedScores> prepare)
    {
        var once = new int[units];
        Array.Fill(once, 1);
        var values = new double[names.Count];
        prepare()(once, values);
        var intervals = Intervals(units, names.Count, options, prepare);
        var measures = new List<Measure>(names.Count);
        for (var i = 0; i < names.Count; i++)
        {
            var known = !double.IsNaN(values[i]) && intervals is not null && !double.IsNaN(intervals[i].Low);
            measures.Add(known
                ? new Measure(names[i].Name, values[i], intervals![i].Low, intervals[i].High, grouped ? IntervalMethod.BootstrapByGroup : IntervalMethod.BootstrapByPair, names[i].N, names[i].Unit)
                : Measure.Plain(names[i].Name, values[i], names[i].N, names[i].Unit));
        }

        return measures;
    }

    /// <summary>Units numbered anew from 0 for the rows of a subset; rows by themselves where there are no units.</summary>
    public static (int[] Unit, int Count) Units(int[]? units, IReadOnlyList<int> rows)
    {
        if (units is null) return ([.. Enumerable.Range(0, rows.Count)], rows.Count);
        var numbers = new Dictionary<int, int>();
        var result = new int[rows.Count];
        for (var i = 0; i < result.Length; i++)
        {
            if (!numbers.TryGetValue(units[rows[i]], out result[i])) numbers.Add(units[rows[i]], result[i] = numbers.Count);
        }

        return (result, numbers.Count);
    }

    /// <summary>The state before the first draw of a sample.</summary>
    public static ulong Start(int seed, int number) => Mix((ulong)seed, (ulong)number);

    /// <summary>The next unit drawn.</summary>
    public static int Next(ref ulong state, int units)
    {
        state += Golden;
        return (int)Math.BigMul(Mix(state, 0), (ulong)units, out _);
    }

    /// <summary>The limits that hold the middle share of the samples.</summary>
    public static (double Low, double High) Percentiles(double[] values, double confidence)
    {
        // A sample without variance has no correlation; a few such samples are left out, many make the interval meaningless.
        var defined = Array.FindAll(values, value => !double.IsNaN(value));
        if (defined.Length < 0.9 * values.Length) return (double.NaN, double.NaN);
        Array.Sort(defined);
        return (Quantile(defined, (1 - confidence) / 2), Quantile(defined, (1 + confidence) / 2));
    }

    /// <summary>The value at a level of sorted values, linear between two.</summary>
    public static double Quantile(double[] sorted, double level)
    {
        var position = level * (sorted.Length - 1);
        var below = (int)position;
        return sorted[below] + ((position - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }

    private static void Draw(int[] drawn, int seed, int number)
    {
        Array.Clear(drawn);
        var state = Start(seed, number);
        for (var i = 0; i < drawn.Length; i++) drawn[Next(ref state, drawn.Length)]++;
    }

    // SplitMix64 (Steele et al. 2014, doi:10.1145/2714064.2660195): every sample has a stream of its own, whatever thread draws it.
    private static ulong Mix(ulong seed, ulong number)
    {
        var z = (seed * Golden) + (number * 0xD1B54A32D192ED03) + Golden;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
