using System.Globalization;

namespace OceanML.Validation;

/// <summary>Are the probabilities of classes right: Brier score and its parts, expected calibration error, what rejecting uncertain rows gains.</summary>
internal static class ClassProbabilities
{
    private const int Bins = 10;
    private const int ConfidenceBins = 15;

    /// <summary>Logarithmic loss, Brier score (sum over classes, 0 to 2) and rank of the true class, from 0, of each row.</summary>
    public static (double[]? LogLoss, double[]? Brier, int[]? Rank) Rows(ClassPredictions rows, double smallest)
    {
        if (rows.Probabilities is not { } probabilities) return (null, null, null);
        var n = rows.Reference.Length;
        var (logLoss, brier, rank) = (new double[n], new double[n], new int[n]);
        for (var i = 0; i < n; i++)
        {
            var truth = probabilities[rows.Reference[i]][i];
            logLoss[i] = -Math.Log(Math.Clamp(truth, smallest, 1));
            for (var k = 0; k < probabilities.Length; k++)
            {
                var error = probabilities[k][i] - (k == rows.Reference[i] ? 1 : 0);
                brier[i] += error * error;
                if (k != rows.Reference[i] && probabilities[k][i] > truth) rank[i]++;
            }
        }

        return (logLoss, brier, rank);
    }

    /// <summary>
    /// Brier score = reliability - resolution + uncertainty + what varies within the ten bins of each class (Murphy 1973,
    /// doi:10.1175/1520-0450(1973)012&lt;0595:ANVPOT&gt;2.0.CO;2; Stephenson et al. 2008, doi:10.1175/2007WAF2006116.1); expected calibration error of
    /// the most probable class in 15 bins (Guo et al. 2017, arXiv:1706.04599); expected abundance of each class.
    /// </summary>
    public static IEnumerable<Measure> Parts(ClassPredictions rows)
    {
        var (n, probabilities) = (rows.Reference.Length, rows.Probabilities!);
        double reliability = 0, resolution = 0, uncertainty = 0, brier = 0;
        for (var k = 0; k < probabilities.Length; k++)
        {
            var (count, sum, hits, all) = (new double[Bins], new double[Bins], new double[Bins], 0.0);
            for (var i = 0; i < n; i++)
            {
                var (p, o) = (probabilities[k][i], rows.Reference[i] == k ? 1.0 : 0.0);
                var bin = Math.Min((int)(p * Bins), Bins - 1);
                count[bin]++;
                sum[bin] += p;
                hits[bin] += o;
                all += o;
                brier += (p - o) * (p - o) / n;
            }

            uncertainty += all / n * (1 - (all / n));
            for (var bin = 0; bin < Bins; bin++)
            {
                if (count[bin] == 0) continue;
                var (mean, share) = (sum[bin] / count[bin], hits[bin] / count[bin]);
                reliability += count[bin] / n * (mean - share) * (mean - share);
                resolution += count[bin] / n * (share - (all / n)) * (share - (all / n));
            }
        }

        yield return Measure.Plain("brier_reliability", reliability, n);
        yield return Measure.Plain("brier_resolution", resolution, n);
        yield return Measure.Plain("brier_uncertainty", uncertainty, n);
        yield return Measure.Plain("brier_within_bins", brier - (reliability - resolution + uncertainty), n);
        var (_, numbers, confidence, accuracy) = Confidence(rows);
        var error = 0.0;
        for (var bin = 0; bin < numbers.Length; bin++)
        {
            if (numbers[bin] > 0) error += numbers[bin] / n * Math.Abs(confidence[bin] - accuracy[bin]);
        }

        yield return Measure.Plain("expected_calibration_error", error, n);
        for (var k = 0; k < probabilities.Length; k++)
        {
            var support = rows.Reference.Count(label => label == k);
            yield return Measure.Plain($"expected_abundance_ratio:{rows.Classes[k]}", support > 0 ? probabilities[k].Sum() / support : double.NaN, support);
        }
    }

    /// <summary>How often the most probable class is right, in bins of its probability.</summary>
    public static DiagramData Reliability(ClassPredictions rows)
    {
        var (from, numbers, confidence, accuracy) = Confidence(rows);
        return new DiagramData("confidence_reliability", ("from", from), ("n", numbers), ("confidence", confidence), ("accuracy", accuracy));
    }

    /// <summary>What is left, and how right it is, where rows whose highest probability is below a threshold are set aside.</summary>
    public static DiagramData Rejection(ClassPredictions rows)
    {
        double[] thresholds = [0, .. Enumerable.Range(6, 13).Select(i => Math.Round(0.05 * i, 2)), 0.99];
        var (kept, accuracy) = (new double[thresholds.Length], new double[thresholds.Length]);
        var n = rows.Reference.Length;
        for (var t = 0; t < thresholds.Length; t++)
        {
            var (count, hits) = (0.0, 0.0);
            for (var i = 0; i < n; i++)
            {
                if (rows.Probabilities!.Max(column => column[i]) < thresholds[t]) continue;
                count++;
                if (rows.Estimate[i] == rows.Reference[i]) hits++;
            }

            (kept[t], accuracy[t]) = (count / n, count > 0 ? hits / count : double.NaN);
        }

        return new DiagramData("rejection", ("threshold", thresholds), ("kept", kept), ("accuracy", accuracy));
    }

    private static (double[] From, double[] Numbers, double[] Confidence, double[] Accuracy) Confidence(ClassPredictions rows)
    {
        var (numbers, confidence, accuracy) = (new double[ConfidenceBins], new double[ConfidenceBins], new double[ConfidenceBins]);
        for (var i = 0; i < rows.Reference.Length; i++)
        {
            var (best, p) = (0, rows.Probabilities![0][i]);
            for (var k = 1; k < rows.Probabilities.Length; k++)
            {
                if (rows.Probabilities[k][i] > p) (best, p) = (k, rows.Probabilities[k][i]);
            }

            var bin = Math.Clamp((int)Math.Ceiling(p * ConfidenceBins) - 1, 0, ConfidenceBins - 1);
            numbers[bin]++;
            confidence[bin] += p;
            if (best == rows.Reference[i]) accuracy[bin]++;
        }

        for (var bin = 0; bin < ConfidenceBins; bin++) (confidence[bin], accuracy[bin]) = (confidence[bin] / numbers[bin], accuracy[bin] / numbers[bin]);
        return ([.. Enumerable.Range(0, ConfidenceBins).Select(i => (double)i / ConfidenceBins)], numbers, confidence, accuracy);
    }

    /// <summary>The classes of two columns in order: numbers by size, texts by letter.</summary>
    public static List<string> InOrder(IEnumerable<string> names) =>
        [.. names.Distinct(StringComparer.Ordinal).Order(Comparer<string>.Create((a, b) =>
            double.TryParse(a, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) && double.TryParse(b, NumberStyles.Float, CultureInfo.InvariantCulture, out var y) && x != y
                ? x.CompareTo(y)
                : string.CompareOrdinal(a, b)))];
}
