namespace OceanML.Validation;

/// <summary>
/// Precision against recall over all thresholds of a score: what share of the forecasts is right, and what share of the events is found. Says
/// more than other curves where events are rare (Saito and Rehmsmeier 2015, doi:10.1371/journal.pone.0118432).
/// </summary>
internal sealed class PrecisionRecall
{
    private readonly double[] thresholds;
    private readonly bool[] right;
    private readonly int[] forecastUnit;
    private readonly double[] reached;
    private readonly int[] sought;

    /// <summary>Prepares the curve.</summary>
    /// <param name="score">Score of each row.</param>
    /// <param name="right">Whether a forecast in that row would be right.</param>
    /// <param name="unit">Bootstrap unit of each row.</param>
    /// <param name="reached">Of each thing to be found (row or event), the largest score that finds it.</param>
    /// <param name="reachedUnit">Its bootstrap unit.</param>
    public PrecisionRecall(double[] score, bool[] right, int[] unit, double[] reached, int[] reachedUnit)
    {
        int[] order = [.. Enumerable.Range(0, score.Length).OrderByDescending(i => score[i])];
        (thresholds, this.right, forecastUnit) = ([.. order.Select(i => score[i])], [.. order.Select(i => right[i])], [.. order.Select(i => unit[i])]);
        int[] found = [.. Enumerable.Range(0, reached.Length).OrderByDescending(i => reached[i])];
        (this.reached, sought) = ([.. found.Select(i => reached[i])], [.. found.Select(i => reachedUnit[i])]);
    }

    /// <summary>Average precision: the sum over thresholds of precision times the recall gained (scikit-learn's definition); NaN without anything to find.</summary>
    public double Average(ReadOnlySpan<int> drawn, List<(double Threshold, double Precision, double Recall)>? curve = null)
    {
        long all = 0;
        foreach (var unit in sought) all += drawn[unit];
        if (all == 0) return double.NaN;
        var (average, recall, forecasts, rights, found, next) = (0.0, 0.0, 0L, 0L, 0L, 0);
        for (var i = 0; i < thresholds.Length;)
        {
            var threshold = thresholds[i];
            for (; i < thresholds.Length && thresholds[i] == threshold; i++)
            {
                var weight = drawn[forecastUnit[i]];
                forecasts += weight;
                if (right[i]) rights += weight;
            }

            for (; next < reached.Length && reached[next] >= threshold; next++) found += drawn[sought[next]];
            if (forecasts == 0) continue;
            var (precision, now) = ((double)rights / forecasts, (double)found / all);
            average += (now - recall) * precision;
            recall = now;
            curve?.Add((threshold, precision, recall));
        }

        return average;
    }
}
