using OceanML.Core;

namespace OceanML.Validation;

/// <summary>Compares the estimates of one reference over the folds of a table.</summary>
public static class TableComparison
{
    /// <summary>
    /// The root mean square difference (of logarithms where asked) or, for classes, the macro F1 of each estimate in each fold, on the rows that
    /// every estimate has.
    /// </summary>
    /// <param name="table">The table, with the predictions made while each fold was held out.</param>
    /// <param name="reference">Reference column.</param>
    /// <param name="estimates">Two or more estimate columns.</param>
    /// <param name="fold">Column with the fold of each row.</param>
    /// <param name="log">Whether to compare decimal logarithms.</param>
    /// <param name="classes">Whether the columns are classes.</param>
    /// <exception cref="OceanException">Fewer than two folds.</exception>
    public static ConfigurationTable Score(Table table, string reference, IReadOnlyList<string> estimates, string fold, bool log, bool classes)
    {
        var folds = TableValidation.Groups(table, fold);
        if (folds.Count < 2) throw OceanException.BadInput($"{table.Label}: '{fold}' has one value only; a comparison needs two folds at least");
        var scores = estimates.Select(_ => new List<double>()).ToList();
        var (all, largest) = (0, new List<int>());
        foreach (var (_, rows) in folds)
        {
            int[] shared = [.. rows.Where(row => Known(table[reference], row) && estimates.All(estimate => Known(table[estimate], row)))];
            all += shared.Length;
            largest.Add(shared.Length);
            for (var e = 0; e < estimates.Count; e++) scores[e].Add(classes ? Classes(table, reference, estimates[e], shared) : Difference(table, reference, estimates[e], shared, log));
        }

        // Folds differ in size: the mean of their shares stands for the share that the test corrects for.
        var share = largest.Where(rows => rows > 0 && rows < all).Select(rows => (double)rows / (all - rows)).DefaultIfEmpty(double.NaN).Average();
        var unit = classes ? "1" : log ? "log10" : table[reference].Metadata.Unit;
        return new ConfigurationTable([.. estimates.Select((name, e) => new ConfigurationScores(name, scores[e]))], share, !classes, classes ? "macro_f1" : "rmsd", unit);

        bool Known(Column column, int row) => !column.IsMissing(row) && (classes || (column is NumberColumn numbers && double.IsFinite(numbers.Values[row]) && (!log || numbers.Values[row] > 0)));
    }

    private static double Difference(Table table, string reference, string estimate, int[] rows, bool log)
    {
        if (rows.Length == 0) return double.NaN;
        var (x, y) = (table.Numbers(reference), table.Numbers(estimate));
        return Math.Sqrt(rows.Average(row => log ? Square(Math.Log10(y[row]) - Math.Log10(x[row])) : Square(y[row] - x[row])));
    }

    private static double Classes(Table table, string reference, string estimate, int[] rows)
    {
        if (rows.Length < Scoring.MinimumPairs) return double.NaN;
        var part = table.Take(rows);
        var groups = TableGroups.Of(part, [], null, null, []);
        var names = TableClasses.Names(part[reference]).Concat(TableClasses.Names(part[estimate])).Distinct().Count();
        return names < 2 ? 1 : TableClasses.Score(part, reference, estimate, [], null, groups, new ScoreOptions { Samples = 0 })[0].Value("macro_f1");
    }

    private static double Square(double value) => value * value;
}
