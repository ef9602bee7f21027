namespace OceanML.Learning;

/// <summary>How probabilities of classes compare with the classes observed.</summary>
/// <param name="Count">Number of rows.</param>
/// <param name="Accuracy">Share of rows whose most probable class is the one observed.</param>
/// <param name="BalancedAccuracy">Mean over the observed classes of the share found: rare classes count as much as common ones.</param>
/// <param name="MacroF1">Mean over the observed classes of F1.</param>
/// <param name="LogLoss">Mean of the negative natural logarithm of the probability given to the class observed (held above 1e-7), nats.</param>
/// <param name="Brier">Mean over rows of the sum over classes of the squared difference between probability and 0 or 1; 0 to 2.</param>
/// <param name="Classes">Scores of each class.</param>
/// <param name="FoldLogLoss">Log loss of each fold; NaN where it has no row.</param>
public sealed record ClassScore(
    int Count, double Accuracy, double BalancedAccuracy, double MacroF1, double LogLoss, double Brier, IReadOnlyList<OneClassScore> Classes, IReadOnlyList<double> FoldLogLoss)
{
    private const double LeastProbability = 1e-7;

    /// <summary>Compares; rows with a NaN are left out.</summary>
    /// <param name="observed">Index of the observed class of each row; NaN where missing.</param>
    /// <param name="probabilities">[rows, classes].</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="fold">Fold of each row; negative for none.</param>
    /// <param name="folds">Number of folds.</param>
    public static ClassScore Of(double[] observed, double[] probabilities, int classes, int[] fold, int folds)
    {
        var confusion = new int[classes, classes];
        var (count, loss, brier) = (0, 0.0, 0.0);
        var (foldLoss, foldCount) = (new double[folds], new int[folds]);
        for (var row = 0; row < observed.Length; row++)
        {
            var given = probabilities.AsSpan(row * classes, classes);
            if (double.IsNaN(observed[row]) || double.IsNaN(given[0])) continue;
            var (truth, most) = ((int)observed[row], 0);
            for (var c = 0; c < classes; c++)
            {
                if (given[c] > given[most]) most = c;
                var difference = given[c] - (c == truth ? 1 : 0);
                brier += difference * difference;
            }

            var own = -Math.Log(Math.Max(given[truth], LeastProbability));
            loss += own;
            count++;
            confusion[truth, most]++;
            if (fold[row] < 0) continue;
            foldLoss[fold[row]] += own;
            foldCount[fold[row]]++;
        }

        var each = Enumerable.Range(0, classes).Select(c => OneClassScore.Of(confusion, c)).ToList();
        var seen = each.Where(one => one.Count > 0).ToList();
        return new ClassScore(
            count,
            (double)each.Sum(one => one.Hits) / count,
            seen.Count > 0 ? seen.Average(one => one.Recall) : double.NaN,
            seen.Count > 0 ? seen.Average(one => one.F1) : double.NaN,
            loss / count,
            brier / count,
            each,
            [.. foldLoss.Zip(foldCount, (sum, n) => sum / n)]);
    }
}
