using System.Globalization;
using OceanML.Core;

namespace OceanML.Validation;

/// <summary>Scores of the extremes apart from the bulk, where a mean over all rows says nothing of them.</summary>
public static class TableExtremes
{
    /// <summary>How the parts are named as groups of <see cref="PairResult"/>.</summary>
    public const string GroupName = "extremes";

    /// <summary>
    /// Scores rows whose reference lies beyond quantiles of the reference, and the bulk between, and how well values beyond each are found. Of
    /// estimates chosen by what was observed, even a perfect forecaster looks biased towards the middle (Lerch et al. 2017,
    /// doi:10.1214/16-STS588): compare models with each other, and read the share found together with the share of false ones.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="pair">The pair of columns.</param>
    /// <param name="levels">Levels: below 0.5 values at or below that quantile, else at or above.</param>
    /// <param name="groups">Bootstrap units.</param>
    /// <param name="log">Whether to score decimal logarithms too.</param>
    /// <param name="options">Confidence, samples, seed, threads.</param>
    public static (IReadOnlyList<PairResult> Results, IReadOnlyList<MeasureSet> Found) Score(Table table, PairChoice pair, IReadOnlyList<double> levels, TableGroups groups, bool log, ScoreOptions options)
    {
        var (results, found) = (new List<PairResult>(), new List<MeasureSet>());
        var (reference, estimate) = (table.Numbers(pair.Reference), table.Numbers(pair.Estimate));
        int[] usable = [.. Enumerable.Range(0, reference.Length).Where(row => double.IsFinite(reference[row]) && double.IsFinite(estimate[row]))];
        if (usable.Length < Scoring.MinimumPairs) return (results, found);
        double[] sorted = [.. usable.Select(row => reference[row]).Order()];
        var unit = table[pair.Reference].Metadata.Unit ?? table[pair.Estimate].Metadata.Unit;
        var all = new Pairs(reference, estimate, pair.Sigma is null ? null : table.Numbers(pair.Sigma), groups.Units);
        var bulk = usable.ToHashSet();
        foreach (var level in levels)
        {
            var (threshold, below) = (Resampling.Quantile(sorted, level), level < 0.5);
            int[] beyond = [.. usable.Where(row => below ? reference[row] <= threshold : reference[row] >= threshold)];
            bulk.ExceptWith(beyond);
            var name = string.Create(CultureInfo.InvariantCulture, $"{(below ? "at or below" : "at or above")} {threshold:G5} (quantile {level})");
            Add(name, beyond);
            double State(double value) => (below ? value <= threshold : value >= threshold) ? 1 : 0;
            var rows = new EventRows(null, new int[usable.Length], [.. usable.Select(row => State(reference[row]))], [.. usable.Select(row => State(estimate[row]))], [.. usable.Select(row => below ? -estimate[row] : estimate[row])], false, groups.UnitsOf(usable));
            found.Add(EventScoring.Score(rows, new EventRules(), options) with
            {
                Kind = "extremes",
                Reference = pair.Reference,
                Estimate = pair.Estimate,
                Space = $"extremes, {name}",
                Rules = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["event"] = $"{pair.Reference} {name}", ["forecast"] = $"{pair.Estimate} {name}" },
            });
        }

        Add("bulk", [.. usable.Where(bulk.Contains)]);
        return (results, found);

        void Add(string name, int[] rows)
        {
            foreach (var inLog in log ? [false, true] : new[] { false })
                results.Add(new PairResult(pair.Reference, pair.Estimate, unit, GroupName, name, Scoring.Score(all.Take(rows), inLog, unit, options)));
        }
    }
}
