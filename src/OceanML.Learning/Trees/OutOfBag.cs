namespace OceanML.Learning;

/// <summary>Scores a random forest on the rows that each tree never saw.</summary>
/// <param name="data">The data.</param>
/// <param name="training">The rows learned from.</param>
/// <param name="bag">Which rows each tree saw.</param>
internal sealed class OutOfBag(Dataset data, int[] training, ForestBag bag)
{
    /// <summary>
    /// The mean of the trees that never saw a row, for each training row: [rows, targets] standardised, or [rows, classes]; NaN where every tree saw it.
    /// </summary>
    public double[] Predict(Forest forest, int width)
    {
        var (sums, counts) = (new double[training.Length * width], new int[training.Length]);
        for (var t = 0; t < forest.Trees.Count; t++)
        {
            var tree = forest.Trees[t];
            var (times, _) = bag.Draw(t);
            for (var i = 0; i < training.Length; i++)
            {
                if (times[i] > 0) continue;
                var leaf = tree.LeafOf(data.Features.AsSpan(training[i] * data.FeatureCount, data.FeatureCount));
                for (var k = 0; k < width; k++) sums[i * width + k] += tree.Values[leaf * tree.OutputCount + k];
                counts[i]++;
            }
        }

        for (var i = 0; i < sums.Length; i++) sums[i] /= counts[i / width];
        return sums;
    }

    /// <summary>
    /// Of a regression, for each target, the root mean square error in the model's space; of a classification the mean of -ln of the
    /// probability given to the class observed (at least 1e-6).
    /// </summary>
    public double[] Score(Forest forest, TargetScaling? targets, int width)
    {
        var predicted = Predict(forest, width);
        var (errors, known) = (new double[targets is null ? 1 : width], new int[targets is null ? 1 : width]);
        for (var i = 0; i < training.Length; i++)
        {
            if (double.IsNaN(predicted[i * width])) continue;
            if (targets is null)
            {
                errors[0] -= Math.Log(Math.Max(1e-6, predicted[i * width + (int)data.Targets[training[i]]]));
                known[0]++;
                continue;
            }

            for (var t = 0; t < width; t++)
            {
                var error = data.Targets[training[i] * width + t] - (predicted[i * width + t] * targets.Deviation[t] + targets.Mean[t]);
                if (double.IsNaN(error)) continue;
                errors[t] += error * error;
                known[t]++;
            }
        }

        for (var t = 0; t < errors.Length; t++) errors[t] = targets is null ? errors[t] / known[t] : Math.Sqrt(errors[t] / known[t]);
        return errors;
    }
}
