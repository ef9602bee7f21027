using OceanML.Core;

namespace OceanML.Learning;

/// <summary>The score a search goes by, in the model's space; all are turned so that smaller is better.</summary>
public static class TrialScore
{
    private const double LeastProbability = 1e-15;

    private static readonly string[] Regression = ["rmse", "mae", "log_score"];
    private static readonly string[] Classification = ["log_loss", "brier", "macro_f1", "balanced_accuracy", "accuracy"];

    /// <summary>The scores there are for quantities, or for classes; the first is the default.</summary>
    public static IReadOnlyList<string> Names(bool classes) => classes ? Classification : Regression;

    /// <summary>Whether larger values are better and the score is therefore 1 minus the value.</summary>
    public static bool IsTurned(string name) => name is "macro_f1" or "balanced_accuracy" or "accuracy";

    /// <summary>Scores predictions of rows.</summary>
    /// <param name="name">Name of the score.</param>
    /// <param name="data">The data.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="predicted">Their predictions.</param>
    /// <returns>The score; NaN without any observation, or where a prediction is no number.</returns>
    /// <exception cref="OceanException">There is no such score.</exception>
    public static double Of(string name, Dataset data, int[] rows, Predictive predicted)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(predicted);
        return data.Classes is null ? Values(name, data, rows, predicted) : Classes(name, data, rows, predicted);
    }

    private static double Values(string name, Dataset data, int[] rows, Predictive predicted)
    {
        var (width, n, sum) = (data.TargetCount, 0, 0.0);
        for (var i = 0; i < rows.Length; i++)
        {
            for (var t = 0; t < width; t++)
            {
                var observed = data.Targets[(rows[i] * width) + t];
                if (double.IsNaN(observed)) continue;
                var (error, variance) = (predicted.Mean[(i * width) + t] - observed, predicted.DataVariance[(i * width) + t] + predicted.ModelVariance[(i * width) + t]);
                n++;
                sum += name switch
                {
                    "rmse" => error * error,
                    "mae" => Math.Abs(error),
                    "log_score" => 0.5 * (Math.Log(2 * Math.PI * variance) + (error * error / variance)),
                    _ => throw None(name, Regression),
                };
            }
        }

        return n == 0 ? double.NaN : name == "rmse" ? Math.Sqrt(sum / n) : sum / n;
    }

    private static double Classes(string name, Dataset data, int[] rows, Predictive predicted)
    {
        var k = data.Classes!.Count;
        var (matrix, n, sum) = (new double[k, k], 0, 0.0);
        for (var i = 0; i < rows.Length; i++)
        {
            if (double.IsNaN(data.Targets[rows[i]])) continue;
            var truth = (int)data.Targets[rows[i]];
            var p = predicted.Mean.AsSpan(i * k, k);
            var best = 0;
            for (var c = 0; c < k; c++)
            {
                if (double.IsNaN(p[c])) return double.NaN;
                if (p[c] > p[best]) best = c;
                if (name == "brier") sum += (p[c] - (c == truth ? 1 : 0)) * (p[c] - (c == truth ? 1 : 0));
            }

            n++;
            matrix[truth, best]++;
            if (name == "log_loss") sum -= Math.Log(Math.Max(p[truth], LeastProbability));
        }

        if (n == 0) return double.NaN;
        return name switch
        {
            "log_loss" or "brier" => sum / n,
            "macro_f1" => 1 - Average(matrix, static (hit, truth, given) => truth + given > 0 ? 2 * hit / (truth + given) : double.NaN),
            "balanced_accuracy" => 1 - Average(matrix, static (hit, truth, _) => truth > 0 ? hit / truth : double.NaN),
            "accuracy" => 1 - (Enumerable.Range(0, k).Sum(c => matrix[c, c]) / n),
            _ => throw None(name, Classification),
        };
    }

    private static double Average(double[,] matrix, Func<double, double, double, double> score)
    {
        var (n, sum, k) = (0, 0.0, matrix.GetLength(0));
        for (var c = 0; c < k; c++)
        {
            double truth = 0, given = 0;
            for (var other = 0; other < k; other++) (truth, given) = (truth + matrix[c, other], given + matrix[other, c]);
            var value = score(matrix[c, c], truth, given);
            if (double.IsNaN(value)) continue;
            n++;
            sum += value;
        }

        return sum / n;
    }

    private static OceanException None(string name, string[] names) => OceanException.Usage($"there is no score '{name}' here; there are {string.Join(", ", names)}");
}
