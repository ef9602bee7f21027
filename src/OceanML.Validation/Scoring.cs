namespace OceanML.Validation;

/// <summary>Scores of an estimate against a reference, each with its confidence interval.</summary>
/// <remarks>
/// Where groups are given (platforms, cruises), intervals are percentiles over samples of whole groups, since pairs of one platform
/// are not independent. Otherwise they are analytic where a standard formula exists (see <see cref="AnalyticIntervals"/>) and
/// percentiles over samples of pairs elsewhere (Efron and Tibshirani 1993, doi:10.1007/978-1-4899-4541-9).
/// </remarks>
public static class Scoring
{
    /// <summary>Fewest pairs that are scored.</summary>
    public const int MinimumPairs = 3;

    /// <summary>Fewest groups an interval is made from.</summary>
    public const int MinimumGroups = 5;

    /// <summary>Scores pairs.</summary>
    /// <param name="pairs">References and estimates; missing values are left out and counted.</param>
    /// <param name="log">Whether to compare decimal logarithms; values not above 0 are then left out and counted.</param>
    /// <param name="unit">Unit of the variable; null where unknown.</param>
    /// <param name="options">Confidence, samples, seed, threads.</param>
    public static ScoreSet Score(Pairs pairs, bool log, string? unit, ScoreOptions options)
    {
        var (usable, excluded) = pairs.Usable(log);
        var groups = usable.Groups is null ? 0 : usable.Groups.Distinct().Count();
        if (usable.Count < MinimumPairs) return new ScoreSet(log, usable.Count, groups, excluded, []);
        if (log)
        {
            usable = usable with
            {
                Reference = Array.ConvertAll(usable.Reference, Math.Log10),
                Estimate = Array.ConvertAll(usable.Estimate, Math.Log10),

                // First-order propagation, as models of log10 targets state their sigma: sigma of log10 y = sigma / (y ln 10).
                Sigma = usable.Sigma is null ? null : [.. usable.Sigma.Zip(usable.Estimate, (sigma, y) => sigma / (y * Math.Log(10)))],
            };
        }

        // A pair without a usable sigma has no place in the coverage; the other scores keep it.
        var covered = usable.Sigma is null ? null : usable.Take([.. Enumerable.Range(0, usable.Count).Where(i => usable.Sigma[i] > 0 && double.IsFinite(usable.Sigma[i]))]);
        var plain = usable with { Sigma = null };
        var scores = Scores(plain, log, unit, options, static statistic => statistic < Statistic.Coverage68);
        if (covered is { Count: >= MinimumPairs }) scores.AddRange(Scores(covered, log, unit, options, static statistic => statistic >= Statistic.Coverage68));
        return new ScoreSet(log, usable.Count, groups, excluded, scores);
    }

    private static List<Score> Scores(Pairs pairs, bool log, string? unit, ScoreOptions options, Func<Statistic, bool> wanted)
    {
        var values = new double[PairStatistics.Count];
        new PairStatistics().Compute(pairs.Reference, pairs.Estimate, pairs.Sigma, log, values);
        var sampled = Bootstrap.Intervals(pairs, log, options);
        var grouped = pairs.Groups is not null;
        var nonZero = pairs.Reference.Count(x => x != 0);
        var scores = new List<Score>();
        foreach (var statistic in Enum.GetValues<Statistic>())
        {
            if (!wanted(statistic) || !Applies(statistic, log)) continue;
            var (low, high, method) = (double.NaN, double.NaN, IntervalMethod.None);
            if (!grouped && AnalyticIntervals.Of(statistic, values, pairs, options.Confidence) is { } analytic)
                (low, high, method) = (analytic.Low, analytic.High, IntervalMethod.Analytic);
            else if (sampled is not null && !double.IsNaN(sampled[(int)statistic].Low))
                (low, high, method) = (sampled[(int)statistic].Low, sampled[(int)statistic].High, grouped ? IntervalMethod.BootstrapByGroup : IntervalMethod.BootstrapByPair);
            if (double.IsNaN(values[(int)statistic])) (low, high, method) = (double.NaN, double.NaN, IntervalMethod.None);
            var n = statistic is Statistic.Mape or Statistic.Mdape or Statistic.Mdpe ? nonZero : pairs.Count;
            scores.Add(new Score(statistic, values[(int)statistic], low, high, method, n, StatisticNames.Unit(statistic, unit, log)));
        }

        return scores;
    }

    private static bool Applies(Statistic statistic, bool log) => statistic switch
    {
        Statistic.Mape or Statistic.Mdape or Statistic.Mdpe => !log,
        Statistic.MultiplicativeBias or Statistic.MultiplicativeMae or Statistic.Mdsa or Statistic.Sspb => log,
        _ => true,
    };
}
