using System.Globalization;

namespace OceanML.Validation;

/// <summary>
/// Judges predictive distributions: are they right (calibration: coverage, PIT, reliability) and do they say much (sharpness, CRPS)? Gneiting,
/// Balabdaoui and Raftery 2007, doi:10.1111/j.1467-9868.2007.00587.x.
/// </summary>
public static class DistributionScoring
{
    /// <summary>Central intervals whose coverage is measured.</summary>
    public static readonly IReadOnlyList<double> Coverages = [0.5, 0.8, 0.95];

    private const int PitBins = 10;
    private const int SpreadBins = 10;

    private static readonly double[] Levels = [.. Enumerable.Range(1, 19).Select(i => Math.Round(0.05 * i, 2))];

    private enum Sum
    {
        N, Crps, LogScore, Climate, Spread, Pit, PitSquare, FirstCoverage,
    }

    /// <summary>Scores distributions against what was observed.</summary>
    /// <param name="predictions">The distributions, in the space of the observations.</param>
    /// <param name="centre">The single value the model gives for each row (mean or median).</param>
    /// <param name="observed">What was observed.</param>
    /// <param name="units">What belongs together in the bootstrap (platform of each row), or null for rows by themselves.</param>
    /// <param name="unit">Unit of the values; null where unknown.</param>
    /// <param name="options">Confidence, samples, seed, threads.</param>
    public static MeasureSet Score(PredictiveSet predictions, double[] centre, double[] observed, int[]? units, string? unit, ScoreOptions options)
    {
        int[] rows = [.. Enumerable.Range(0, observed.Length).Where(row => double.IsFinite(observed[row]) && double.IsFinite(centre[row]) && predictions.IsKnown(row))];
        var excluded = new SortedDictionary<string, int>(StringComparer.Ordinal);
        if (rows.Length < observed.Length) excluded["no reference, estimate or distribution"] = observed.Length - rows.Length;
        var set = new MeasureSet("distribution", "", "", "", rows.Length, []) { Excluded = excluded, Rules = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["distribution"] = predictions.Kind } };
        if (rows.Length < Scoring.MinimumPairs) return set;

        // Levels that the distribution does not reach (few members, few quantiles) have no coverage.
        var first = rows[0];
        double[] covered = [.. Coverages.Where(level => Reaches(predictions, first, level))];
        double[] levels = [.. Levels.Where(level => !double.IsNaN(predictions.Quantile(first, level)))];
        var (place, count) = Resampling.Units(units, rows);
        var width = (int)Sum.FirstCoverage + (2 * covered.Length) + levels.Length;
        var sums = new UnitSums(count, width);
        var climate = new Climatology([.. rows.Select(row => observed[row])]);
        var (pits, spreads, errors) = (new double[rows.Length], new double[rows.Length], new double[rows.Length]);
        var normal = predictions is NormalPredictions;
        for (var i = 0; i < rows.Length; i++)
        {
            var (row, y) = (rows[i], observed[rows[i]]);
            (pits[i], spreads[i], errors[i]) = (predictions.Pit(row, y), predictions.Spread(row), centre[row] - y);
            Add(Sum.N, 1);
            Add(Sum.Crps, predictions.Crps(row, y));
            Add(Sum.Climate, climate.Crps(y));
            Add(Sum.Spread, spreads[i]);
            Add(Sum.Pit, pits[i]);
            Add(Sum.PitSquare, pits[i] * pits[i]);
            if (normal) Add(Sum.LogScore, 0.5 * Math.Log(2 * Math.PI) + Math.Log(spreads[i]) + (0.5 * errors[i] * errors[i] / (spreads[i] * spreads[i])));
            for (var c = 0; c < covered.Length; c++)
            {
                var (low, high) = Interval(predictions, row, covered[c]);
                if (y >= low && y <= high) sums.Add(place[i], (int)Sum.FirstCoverage + c, 1);
                sums.Add(place[i], (int)Sum.FirstCoverage + covered.Length + c, high - low);
            }

            for (var k = 0; k < levels.Length; k++)
            {
                if (y <= predictions.Quantile(row, levels[k])) sums.Add(place[i], (int)Sum.FirstCoverage + (2 * covered.Length) + k, 1);
            }

            void Add(Sum sum, double value) => sums.Add(place[i], (int)sum, value);
        }

        var measures = Measures(sums, covered, levels, rows.Length, units is not null, predictions, unit, options);
        var reliability = measures.GetRange(measures.Count - levels.Length, levels.Length);
        measures.RemoveRange(measures.Count - levels.Length, levels.Length);
        if (units is not null) measures.AddRange(UnitsAlike(predictions, observed, rows, place, count, covered));
        var bins = SpreadAgainstError(spreads, errors);
        measures.Add(Measure.Plain("spread_calibration_error", SpreadError(bins), rows.Length));
        measures.Add(Measure.Plain("spread_error_correlation", Correlation(spreads, errors), rows.Length));
        return set with
        {
            Units = units is null ? 0 : count,
            Measures = measures,
            Diagrams =
            [
                .. predictions.IsDense ? [PitHistogram(pits)] : Array.Empty<DiagramData>(),
                new DiagramData("reliability", ("level", levels), ("observed", Column(reliability, m => m.Value)), ("low", Column(reliability, m => m.Low)), ("high", Column(reliability, m => m.High))),
                bins,
            ],
        };
    }

    private static List<Measure> Measures(UnitSums sums, double[] covered, double[] levels, int n, bool grouped, PredictiveSet predictions, string? unit, ScoreOptions options)
    {
        var (normal, dense) = (predictions is NormalPredictions, predictions.IsDense);
        var names = new List<(string, int, string?)> { (dense ? "crps" : "quantile_score", n, unit), ("mean_spread", n, unit), ("calibration_error", n, "1") };
        if (dense) names.AddRange([("crps_skill", n, "1"), ("pit_mean", n, "1"), ("pit_dispersion", n, "1")]);
        if (normal) names.Add(("log_score", n, "nat"));
        names.AddRange(covered.Select(level => ($"coverage_{Percent(level)}", n, (string?)"1")));
        names.AddRange(covered.Select(level => ($"width_{Percent(level)}", n, unit)));
        names.AddRange(levels.Select(level => ($"reliability_{Percent(level)}", n, (string?)"1")));
        var measures = sums.Measures(names, grouped, options, (total, values) =>
        {
            var count = total[(int)Sum.N];
            var at = 0;
            values[at++] = total[(int)Sum.Crps] / count;
            values[at++] = total[(int)Sum.Spread] / count;
            var first = (int)Sum.FirstCoverage;
            var error = 0.0;
            for (var k = 0; k < levels.Length; k++) error += Math.Abs((total[first + (2 * covered.Length) + k] / count) - levels[k]);
            values[at++] = levels.Length > 0 ? error / levels.Length : double.NaN;
            if (dense)
            {
                var mean = total[(int)Sum.Pit] / count;
                values[at++] = 1 - (total[(int)Sum.Crps] / total[(int)Sum.Climate]);
                values[at++] = mean;
                values[at++] = 12 * ((total[(int)Sum.PitSquare] / count) - (mean * mean));
            }

            if (normal) values[at++] = total[(int)Sum.LogScore] / count;
            for (var k = first; k < total.Length; k++) values[at++] = total[k] / count;
        });

        // Shares of independent rows have Wilson's interval, as the coverage of sigma has in the scores of pairs.
        return grouped ? measures : measures.ConvertAll(measure => measure.Name.StartsWith("coverage_", StringComparison.Ordinal)
            ? measure with { Low = AnalyticIntervals.Wilson(measure.Value, n, options.Confidence).Low, High = AnalyticIntervals.Wilson(measure.Value, n, options.Confidence).High, Interval = IntervalMethod.Analytic }
            : measure);
    }

    /// <summary>Coverage with every unit counting alike: what to expect of a platform that was never seen.</summary>
    private static IEnumerable<Measure> UnitsAlike(PredictiveSet predictions, double[] observed, int[] rows, int[] place, int count, double[] covered)
    {
        foreach (var level in covered)
        {
            var (known, inside) = (new int[count], new int[count]);
            for (var i = 0; i < rows.Length; i++)
            {
                var (low, high) = Interval(predictions, rows[i], level);
                known[place[i]]++;
                if (observed[rows[i]] >= low && observed[rows[i]] <= high) inside[place[i]]++;
            }

            yield return Measure.Plain($"coverage_{Percent(level)}_groups_alike", known.Zip(inside, (all, hit) => (double)hit / all).Average(), count);
        }
    }

    private static (double Low, double High) Interval(PredictiveSet predictions, int row, double level) =>
        (predictions.Quantile(row, (1 - level) / 2), predictions.Quantile(row, (1 + level) / 2));

    private static bool Reaches(PredictiveSet predictions, int row, double level) => Interval(predictions, row, level) is var (low, high) && !double.IsNaN(low) && !double.IsNaN(high);

    private static DiagramData PitHistogram(double[] pits)
    {
        var share = new double[PitBins];
        foreach (var pit in pits) share[Math.Min((int)(pit * PitBins), PitBins - 1)] += 1.0 / pits.Length;
        double[] edges = [.. Enumerable.Range(0, PitBins + 1).Select(i => Math.Round((double)i / PitBins, 2))];
        return new DiagramData("pit_histogram", ("from", edges[..^1]), ("to", edges[1..]), ("share", share));
    }

    /// <summary>Rows in bins of equal number by rising spread: where uncertainty is stated well, the error grows with it, one to one.</summary>
    private static DiagramData SpreadAgainstError(double[] spreads, double[] errors)
    {
        int[] order = [.. Enumerable.Range(0, spreads.Length).OrderBy(i => spreads[i])];
        var bins = Math.Min(SpreadBins, order.Length);
        var (n, spread, rmse) = (new double[bins], new double[bins], new double[bins]);
        for (var i = 0; i < order.Length; i++)
        {
            var bin = (int)((long)i * bins / order.Length);
            n[bin]++;
            spread[bin] += spreads[order[i]] * spreads[order[i]];
            rmse[bin] += errors[order[i]] * errors[order[i]];
        }

        for (var bin = 0; bin < bins; bin++) (spread[bin], rmse[bin]) = (Math.Sqrt(spread[bin] / n[bin]), Math.Sqrt(rmse[bin] / n[bin]));
        return new DiagramData("spread_error", ("n", n), ("root_mean_square_spread", spread), ("root_mean_square_error", rmse));
    }

    /// <summary>Mean over the bins of |spread - error| / spread (Levi et al. 2022, doi:10.3390/s22155540).</summary>
    private static double SpreadError(DiagramData bins) =>
        bins["root_mean_square_spread"].Zip(bins["root_mean_square_error"], (spread, error) => Math.Abs(spread - error) / spread).Average();

    private static double Correlation(double[] spreads, double[] errors)
    {
        var values = new double[PairStatistics.Count];
        new PairStatistics().Compute(spreads, Array.ConvertAll(errors, Math.Abs), default, false, values);
        return values[(int)Statistic.Spearman];
    }

    private static double[] Column(List<Measure> measures, Func<Measure, double> value) => [.. measures.Select(value)];

    private static string Percent(double level) => Math.Round(100 * level).ToString(CultureInfo.InvariantCulture);

    /// <summary>The observations themselves as the distribution of every row: what is known without a model.</summary>
    private sealed class Climatology
    {
        private readonly double[] sorted;
        private readonly double[] below;
        private readonly double pairs;

        public Climatology(double[] observed)
        {
            sorted = observed;
            Array.Sort(sorted);
            below = new double[sorted.Length + 1];
            for (var i = 0; i < sorted.Length; i++)
            {
                below[i + 1] = below[i] + sorted[i];
                pairs += ((2.0 * i) - sorted.Length + 1) * sorted[i];
            }

            pairs /= (double)sorted.Length * sorted.Length;
        }

        public double Crps(double y)
        {
            var at = Array.BinarySearch(sorted, y);
            if (at < 0) at = ~at;
            var n = sorted.Length;
            var error = ((y * at) - below[at]) + (below[n] - below[at] - (y * (n - at)));
            return (error / n) - pairs;
        }
    }
}
