namespace OceanML.Learning;

/// <summary>
/// What a node of a random forest gives. Of a regression, for each target: the mean; the variance about it; with quantiles the shares of
/// values up to levels that span those of training. Of a classification: the shares of the classes and their entropy. A target of
/// which a node knows fewer values than a leaf must have takes what the node above gives.
/// </summary>
/// <param name="rows">What is learned from.</param>
/// <param name="classes">Whether targets are classes.</param>
/// <param name="fewest">Fewest values a target needs.</param>
/// <param name="levels">Levels of each target for quantiles, rising; empty for none.</param>
internal sealed class LeafStatistics(ForestRows rows, bool classes, int fewest, double[][] levels)
{
    private readonly int perTarget = levels.Length == 0 ? 0 : levels[0].Length;

    /// <summary>Numbers per node.</summary>
    public int Width => classes ? rows.TargetCount + 1 : rows.TargetCount * (2 + perTarget);

    /// <summary>The statistics of rows drawn so many times each.</summary>
    public double[] Of(ReadOnlySpan<int> own, int[] times, double[]? above)
    {
        var made = new double[Width];
        if (classes) Shares(own, times, made);
        else Moments(own, times, above, made);
        return made;
    }

    private void Shares(ReadOnlySpan<int> own, int[] times, double[] made)
    {
        var sum = 0.0;
        foreach (var row in own)
        {
            var values = rows.Row(row)[rows.FirstTarget..];
            for (var k = 0; k < rows.TargetCount; k++)
            {
                made[k] += times[row] * values[k];
                sum += times[row] * values[k];
            }
        }

        for (var k = 0; k < rows.TargetCount; k++)
        {
            if (sum > 0) made[k] /= sum;
            if (made[k] > 0) made[^1] -= made[k] * Math.Log(made[k]);
        }
    }

    private void Moments(ReadOnlySpan<int> own, int[] times, double[]? above, double[] made)
    {
        var targets = rows.TargetCount;
        for (var t = 0; t < targets; t++)
        {
            var (mass, sum) = (0.0, 0.0);
            foreach (var row in own)
            {
                var values = rows.Row(row);
                mass += times[row] * values[rows.MassOf(t)];
                sum += times[row] * values[rows.FirstTarget + t];
            }

            if (above is not null && mass < fewest)
            {
                (made[t], made[targets + t]) = (above[t], above[targets + t]);
                above.AsSpan(2 * targets + t * perTarget, perTarget).CopyTo(made.AsSpan(2 * targets + t * perTarget));
                continue;
            }

            if (mass == 0) continue;
            var (mean, squares) = (sum / mass, 0.0);
            var shares = made.AsSpan(2 * targets + t * perTarget, perTarget);
            foreach (var row in own)
            {
                var values = rows.Row(row);
                var weight = times[row] * values[rows.MassOf(t)];
                if (weight == 0) continue;
                var value = values[rows.FirstTarget + t];
                squares += weight * (value - mean) * (value - mean);
                if (perTarget == 0) continue;
                var first = Array.BinarySearch(levels[t], value);
                if (first < 0) first = ~first;
                if (first < perTarget) shares[first] += weight / mass;
            }

            for (var k = 1; k < perTarget; k++) shares[k] += shares[k - 1];

            (made[t], made[targets + t]) = (mean, squares / mass);
        }
    }
}
