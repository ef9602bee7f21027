using MathNet.Numerics.LinearAlgebra.Double;

namespace OceanML.Learning;

/// <summary>
/// What a model must beat: predictions of held-out rows in the model's space by simple means, learned from the same rows. Missing
/// targets are left out target by target.
/// </summary>
public static class Baselines
{
    /// <summary>Neighbours averaged by <see cref="NearestNeighbours"/>.</summary>
    public const int Neighbours = 5;

    /// <summary>Penalty of <see cref="Ridge"/> on squared weights, for standardised features and squared errors summed over rows.</summary>
    public const double Penalty = 10;

    /// <summary>The mean of each target.</summary>
    public static double[] Mean(TargetScaling targets, int rows)
    {
        var predicted = new double[rows * targets.Count];
        for (var i = 0; i < predicted.Length; i++) predicted[i] = targets.Mean[i % targets.Count];
        return predicted;
    }

    /// <summary>The share of each class among the rows learned from, [rows, classes].</summary>
    public static double[] Frequencies(double[] targets, int classes, int[] training, int rows)
    {
        var share = new double[classes];
        foreach (var row in training) share[(int)targets[row]] += 1.0 / training.Length;
        var predicted = new double[rows * classes];
        for (var row = 0; row < rows; row++) share.CopyTo(predicted.AsSpan(row * classes));
        return predicted;
    }

    /// <summary>
    /// The mean of the <see cref="Neighbours"/> training rows nearest in standardised features, among those where the target is known.
    /// </summary>
    /// <param name="standardised">Standardised features of all rows, [rows, features].</param>
    /// <param name="featureCount">Number of features.</param>
    /// <param name="values">Targets of all rows in the model's space; NaN where missing.</param>
    /// <param name="targetCount">Number of targets.</param>
    /// <param name="training">Rows to learn from.</param>
    /// <param name="held">Rows to predict.</param>
    public static double[] NearestNeighbours(float[] standardised, int featureCount, double[] values, int targetCount, int[] training, int[] held)
    {
        var predicted = new double[held.Length * targetCount];
        var distances = new float[training.Length];
        var order = new int[training.Length];
        for (var i = 0; i < held.Length; i++)
        {
            var row = standardised.AsSpan(held[i] * featureCount, featureCount);
            for (var j = 0; j < training.Length; j++)
            {
                distances[j] = Distances.Squared(row, standardised.AsSpan(training[j] * featureCount, featureCount));
                order[j] = j;
            }

            Array.Sort(distances, order);
            for (var t = 0; t < targetCount; t++)
            {
                var (n, sum) = (0, 0.0);
                for (var j = 0; j < order.Length && n < Neighbours; j++)
                {
                    var value = values[training[order[j]] * targetCount + t];
                    if (double.IsNaN(value)) continue;
                    n++;
                    sum += value;
                }

                predicted[i * targetCount + t] = n > 0 ? sum / n : double.NaN;
            }
        }

        return predicted;
    }

    /// <summary>Linear regression on the standardised features with a penalty on squared weights (Hoerl and Kennard 1970, doi:10.1080/00401706.1970.10488634).</summary>
    /// <inheritdoc cref="NearestNeighbours"/>
    public static double[] Ridge(float[] standardised, int featureCount, double[] values, int targetCount, int[] training, int[] held)
    {
        var predicted = new double[held.Length * targetCount];
        for (var t = 0; t < targetCount; t++)
        {
            int[] known = [.. training.Where(row => !double.IsNaN(values[row * targetCount + t]))];
            if (known.Length == 0)
            {
                for (var i = 0; i < held.Length; i++) predicted[i * targetCount + t] = double.NaN;
                continue;
            }

            var (weights, featureMean, mean) = Fit(standardised, featureCount, values, targetCount, t, known);
            for (var i = 0; i < held.Length; i++)
            {
                var sum = mean;
                for (var f = 0; f < featureCount; f++) sum += weights[f] * (standardised[held[i] * featureCount + f] - featureMean[f]);
                predicted[i * targetCount + t] = sum;
            }
        }

        return predicted;
    }

    private static (double[] Weights, double[] FeatureMean, double Mean) Fit(
        float[] standardised, int featureCount, double[] values, int targetCount, int target, int[] rows)
    {
        var (featureMean, mean) = (new double[featureCount], 0.0);
        foreach (var row in rows)
        {
            for (var f = 0; f < featureCount; f++) featureMean[f] += standardised[row * featureCount + f] / (double)rows.Length;
            mean += values[row * targetCount + target] / rows.Length;
        }

        var (gram, right, centred) = (new double[featureCount * featureCount], new double[featureCount], new double[featureCount]);
        foreach (var row in rows)
        {
            var y = values[row * targetCount + target] - mean;
            for (var f = 0; f < featureCount; f++) centred[f] = standardised[row * featureCount + f] - featureMean[f];
            for (var f = 0; f < featureCount; f++)
            {
                var value = centred[f];
                right[f] += value * y;
                Distances.AddScaled(gram.AsSpan(f * featureCount, f + 1), centred, value);
            }
        }

        for (var i = 0; i < featureCount; i++)
        {
            for (var j = 0; j < i; j++) gram[j * featureCount + i] = gram[i * featureCount + j];
            gram[i * featureCount + i] += Penalty;
        }

        var weights = new DenseMatrix(featureCount, featureCount, gram).Cholesky().Solve(DenseVector.OfArray(right));
        return (weights.ToArray(), featureMean, mean);
    }
}
