namespace OceanML.Learning;

/// <summary>What one way of splitting says of a regression and of the baselines.</summary>
/// <param name="Predictions">Predictions of every row while its fold was held out.</param>
/// <param name="Model">Scores of the ensemble.</param>
/// <param name="Baselines">Scores of each baseline, by name.</param>
/// <param name="Sigma">
/// Calibrated standard deviations of the predictions, in the model's space: each fold by factors from the other folds, so that
/// <paramref name="Coverage"/> is an honest estimate.
/// </param>
/// <param name="Coverage">Share of observations within mean ± 1.2816 · sigma; 0.8 is aimed at.</param>
/// <param name="GroupCoverage">The same with every group counting alike: what to expect of a group that was never seen.</param>
/// <param name="TargetCoverage">Share of observations within the interval, for each target.</param>
public sealed record RegressionResult(
    HeldOutPredictions Predictions,
    HeldOutScores Model,
    IReadOnlyDictionary<string, HeldOutScores> Baselines,
    double[] Sigma,
    double Coverage,
    double GroupCoverage,
    IReadOnlyList<double> TargetCoverage) : SplitResult(Predictions)
{
    /// <inheritdoc/>
    public override string Measure => "root mean square error";

    /// <inheritdoc/>
    public override double Own => Model.All.RootMeanSquareError;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, double> Others => Baselines.ToDictionary(pair => pair.Key, pair => pair.Value.All.RootMeanSquareError);

    /// <summary>Scores and calibrates.</summary>
    public static new RegressionResult Of(Dataset data, HeldOutPredictions predictions)
    {
        var sigma = CrossCalibrated(data, predictions);
        var count = data.TargetCount;
        return new RegressionResult(
            predictions,
            HeldOutScores.Of(data, predictions.Mean, predictions.Fold, predictions.FoldCount),
            predictions.Baselines.ToDictionary(pair => pair.Key, pair => HeldOutScores.Of(data, pair.Value, predictions.Fold, predictions.FoldCount)),
            sigma,
            SigmaCalibration.Covered(data.Targets, predictions.Mean, sigma),
            CoveredByGroup(data, predictions.Mean, sigma),
            [.. Enumerable.Range(0, count).Select(t => SigmaCalibration.Covered(Column(data.Targets, count, t), Column(predictions.Mean, count, t), Column(sigma, count, t)))]);
    }

    /// <summary>The calibration that goes into the model: from all folds.</summary>
    public static double[] Factors(Dataset data, HeldOutPredictions predictions) =>
        SigmaCalibration.Factors(data.Targets, predictions.Mean, predictions.Sigma, data.TargetCount, Weights(data));

    /// <summary>The mean over groups of the share of their observations within the interval.</summary>
    private static double CoveredByGroup(Dataset data, double[] mean, double[] sigma)
    {
        var (known, inside) = (new int[data.GroupNames.Count], new int[data.GroupNames.Count]);
        for (var i = 0; i < mean.Length; i++)
        {
            if (double.IsNaN(data.Targets[i]) || double.IsNaN(mean[i])) continue;
            var group = data.Groups[i / data.TargetCount];
            known[group]++;
            if (Math.Abs(data.Targets[i] - mean[i]) <= SigmaCalibration.NormalQuantile * sigma[i]) inside[group]++;
        }

        return Enumerable.Range(0, known.Length).Where(group => known[group] > 0).Average(group => (double)inside[group] / known[group]);
    }

    private static double[] CrossCalibrated(Dataset data, HeldOutPredictions predictions)
    {
        var (count, weights) = (data.TargetCount, Weights(data));
        var sigma = new double[predictions.Sigma.Length];
        for (var k = 0; k < predictions.FoldCount; k++)
        {
            var others = (double[])data.Targets.Clone();
            for (var i = 0; i < others.Length; i++)
            {
                if (predictions.Fold[i / count] == k) others[i] = double.NaN;
            }

            var factors = SigmaCalibration.Factors(others, predictions.Mean, predictions.Sigma, count, weights);
            for (var i = 0; i < sigma.Length; i++)
            {
                if (predictions.Fold[i / count] == k) sigma[i] = predictions.Sigma[i] * factors[i % count];
            }
        }

        return sigma;
    }

    /// <summary>One over the size of the row's group: groups count alike, since the promise is about a group that was never seen.</summary>
    private static double[] Weights(Dataset data)
    {
        var sizes = new int[data.GroupNames.Count];
        foreach (var group in data.Groups) sizes[group]++;
        return [.. data.Groups.Select(group => 1.0 / sizes[group])];
    }

    private static double[] Column(double[] values, int count, int target)
    {
        var column = new double[values.Length / count];
        for (var row = 0; row < column.Length; row++) column[row] = values[row * count + target];
        return column;
    }
}
