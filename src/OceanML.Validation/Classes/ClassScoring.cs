namespace OceanML.Validation;

/// <summary>
/// Scores of classes. Averages over classes are those of scikit-learn: a class counts where it is in the reference or in the estimate, and a
/// share whose denominator is 0 counts as 0 in them (by itself it is undefined). Balanced accuracy averages over the classes of the reference.
/// </summary>
public static class ClassScoring
{
    /// <summary>Most classes that are scored.</summary>
    public const int MostClasses = 500;

    private const double SmallestProbability = 1e-15;

    /// <summary>Scores what a model says of classes.</summary>
    /// <param name="predictions">The rows; those without reference or estimate are left out and counted.</param>
    /// <param name="options">Confidence, samples, seed, threads.</param>
    public static MeasureSet Score(ClassPredictions predictions, ScoreOptions options)
    {
        var excluded = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var kept = new List<int>();
        for (var row = 0; row < predictions.Reference.Length; row++)
        {
            var reason = predictions.Reference[row] < 0 ? "no reference"
                : predictions.Estimate[row] < 0 ? "no estimate"
                : predictions.Probabilities?.Any(column => !(column[row] >= 0 && column[row] <= 1)) == true ? "no probabilities"
                : null;
            if (reason is null) kept.Add(row);
            else excluded[reason] = excluded.GetValueOrDefault(reason) + 1;
        }

        var set = new MeasureSet("classes", "", "", "classes", kept.Count, []) { Excluded = excluded };
        if (kept.Count < Scoring.MinimumPairs) return set;
        var rows = predictions.Take(kept);
        var (place, count) = Resampling.Units(predictions.Units, kept);
        var names = Names(rows);
        var measures = Resampling.Measures(names, count, predictions.Units is not null, options, () => Computation(rows, place));
        var matrix = Confusion(rows);
        var diagrams = new List<DiagramData> { Matrix(rows.Classes, matrix) };
        if (rows.Probabilities is not null)
        {
            measures.AddRange(ClassProbabilities.Parts(rows));
            diagrams.Add(ClassProbabilities.Reliability(rows));
            diagrams.Add(ClassProbabilities.Rejection(rows));
        }

        return set with { Units = predictions.Units is null ? 0 : count, Measures = measures, Diagrams = diagrams };
    }

    /// <summary>Number of rows of each class of the reference (row) that got each class (column).</summary>
    public static double[,] Confusion(ClassPredictions rows)
    {
        var matrix = new double[rows.Classes.Count, rows.Classes.Count];
        for (var i = 0; i < rows.Reference.Length; i++) matrix[rows.Reference[i], rows.Estimate[i]]++;
        return matrix;
    }

    private static List<(string Name, int N, string? Unit)> Names(ClassPredictions rows)
    {
        var n = rows.Reference.Length;
        var names = new List<(string, int, string?)>();
        foreach (var name in new[] { "accuracy", "balanced_accuracy", "macro_precision", "macro_recall", "macro_f1", "weighted_precision", "weighted_recall", "weighted_f1", "kappa", "matthews", "majority_accuracy" })
            names.Add((name, n, "1"));
        if (rows.Probabilities is not null)
        {
            names.Add(("log_loss", n, "nat"));
            names.Add(("brier", n, "1"));
            names.Add(("brier_skill", n, "1"));
            names.Add(("top_2_accuracy", n, "1"));
            names.Add(("top_3_accuracy", n, "1"));
        }

        for (var k = 0; k < rows.Classes.Count; k++)
        {
            var support = rows.Reference.Count(label => label == k);
            foreach (var name in new[] { "precision", "recall", "f1", "abundance_ratio" }) names.Add(($"{name}:{rows.Classes[k]}", support, "1"));
        }

        return names;
    }

    private static WeightedScores Computation(ClassPredictions rows, int[] place)
    {
        var (n, k) = (rows.Reference.Length, rows.Classes.Count);
        var (matrix, truth, given) = (new double[k * k], new double[k], new double[k]);
        var (logLoss, brier, rank) = ClassProbabilities.Rows(rows, SmallestProbability);
        return (drawn, values) =>
        {
            Array.Clear(matrix);
            double total = 0, logs = 0, squares = 0, two = 0, three = 0;
            for (var i = 0; i < n; i++)
            {
                var weight = drawn[place[i]];
                if (weight == 0) continue;
                total += weight;
                matrix[(rows.Reference[i] * k) + rows.Estimate[i]] += weight;
                if (rank is null) continue;
                logs += weight * logLoss![i];
                squares += weight * brier![i];
                if (rank[i] < 2) two += weight;
                if (rank[i] < 3) three += weight;
            }

            Margins(matrix, truth, given);
            var at = Overall(matrix, truth, given, total, values);
            if (rank is not null)
            {
                var uncertainty = 1 - truth.Sum(share => share / total * (share / total));
                values[at++] = logs / total;
                values[at++] = squares / total;
                values[at++] = 1 - (squares / total / uncertainty);
                values[at++] = two / total;
                values[at++] = three / total;
            }

            for (var c = 0; c < k; c++)
            {
                var hit = matrix[(c * k) + c];
                values[at++] = hit / given[c];
                values[at++] = hit / truth[c];
                values[at++] = 2 * hit / (truth[c] + given[c]);
                values[at++] = truth[c] > 0 ? given[c] / truth[c] : double.NaN;
            }
        };
    }

    private static void Margins(double[] matrix, double[] truth, double[] given)
    {
        var k = truth.Length;
        Array.Clear(truth);
        Array.Clear(given);
        for (var r = 0; r < k; r++)
        {
            for (var c = 0; c < k; c++)
            {
                truth[r] += matrix[(r * k) + c];
                given[c] += matrix[(r * k) + c];
            }
        }
    }

    /// <summary>
    /// Cohen 1960, doi:10.1177/001316446002000104 (kappa); Gorodkin 2004, doi:10.1016/j.compbiolchem.2004.09.006 (Matthews' correlation of several
    /// classes).
    /// </summary>
    private static int Overall(double[] matrix, double[] truth, double[] given, double total, Span<double> values)
    {
        var k = truth.Length;
        double hits = 0, recalls = 0, chance = 0, truths = 0, givens = 0;
        double precision = 0, recall = 0, f1 = 0, weightedPrecision = 0, weightedRecall = 0, weightedF1 = 0;
        var (present, counted) = (0, 0);
        for (var c = 0; c < k; c++)
        {
            var hit = matrix[(c * k) + c];
            hits += hit;
            chance += truth[c] * given[c];
            truths += truth[c] * truth[c];
            givens += given[c] * given[c];
            if (truth[c] > 0)
            {
                present++;
                recalls += hit / truth[c];
            }

            if (truth[c] + given[c] <= 0) continue;
            counted++;
            var (p, r, f) = (given[c] > 0 ? hit / given[c] : 0, truth[c] > 0 ? hit / truth[c] : 0, 2 * hit / (truth[c] + given[c]));
            (precision, recall, f1) = (precision + p, recall + r, f1 + f);
            (weightedPrecision, weightedRecall, weightedF1) = (weightedPrecision + (p * truth[c]), weightedRecall + (r * truth[c]), weightedF1 + (f * truth[c]));
        }

        var at = 0;
        values[at++] = hits / total;
        values[at++] = recalls / present;
        values[at++] = precision / counted;
        values[at++] = recall / counted;
        values[at++] = f1 / counted;
        values[at++] = weightedPrecision / total;
        values[at++] = weightedRecall / total;
        values[at++] = weightedF1 / total;
        values[at++] = ((hits * total) - chance) / ((total * total) - chance);
        var spread = ((total * total) - givens) * ((total * total) - truths);
        values[at++] = spread > 0 ? ((hits * total) - chance) / Math.Sqrt(spread) : double.NaN;
        values[at++] = truth.Max() / total;
        return at;
    }

    private static DiagramData Matrix(IReadOnlyList<string> classes, double[,] matrix)
    {
        var labels = classes.Select((_, column) => (classes[column], Enumerable.Range(0, classes.Count).Select(row => matrix[row, column]).ToArray()));
        return new DiagramData("confusion_matrix", [.. labels], classes);
    }
}
