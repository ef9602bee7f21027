using OceanML.Core;

namespace OceanML.Validation;

/// <summary>Judges the predictive distributions that a table states.</summary>
public static class TableDistributions
{
    /// <summary>Scores distributions, over all rows and per group.</summary>
    /// <param name="table">The table.</param>
    /// <param name="stated">The distributions.</param>
    /// <param name="groups">Groups and bootstrap units.</param>
    /// <param name="log">Whether to judge those of decimal logarithms too.</param>
    /// <param name="options">Confidence, samples, seed, threads.</param>
    public static IReadOnlyList<MeasureSet> Score(Table table, IReadOnlyList<StatedDistribution> stated, TableGroups groups, bool log, ScoreOptions options)
    {
        var sets = new List<MeasureSet>();
        foreach (var distribution in stated)
        {
            var unit = table[distribution.Pair.Reference].Metadata.Unit ?? table[distribution.Pair.Estimate].Metadata.Unit;
            foreach (var inLog in log ? [false, true] : new[] { false })
            {
                foreach (var (by, value, rows) in groups.Parts)
                {
                    var set = DistributionScoring.Score(
                        distribution.Read(table, rows, inLog), Values(table, distribution.Pair.Estimate, rows, inLog), Values(table, distribution.Pair.Reference, rows, inLog),
                        groups.UnitsOf(rows), inLog ? "log10" : unit, options);
                    sets.Add(set with
                    {
                        Reference = distribution.Pair.Reference,
                        Estimate = distribution.Pair.Estimate,
                        Space = $"{(inLog ? "log10" : "linear")}, {distribution.Words}",
                        GroupBy = by,
                        Group = value,
                        Rules = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["distribution"] = distribution.Words, ["space"] = inLog ? "log10" : "linear" },
                    });
                }
            }
        }

        return sets;
    }

    private static double[] Values(Table table, string column, int[] rows, bool log) =>
        [.. rows.Select(row => log ? Math.Log10(table.Numbers(column)[row]) : table.Numbers(column)[row])];
}
