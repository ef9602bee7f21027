namespace OceanML.Learning;

/// <summary>What one way of splitting says of a regression and of the baselines.</summary>
/// <param name="Predictions">Predictions of every row while its fold was held out.</param>
/// <param name="Model">Scores of the ensemble.</param>
/// <param name="Baselines">Scores of each baseline, by name.</param>
/// <param name="Sigma">
/// Calibrated standard deviations of the predictions, in the model's space: each fold by factors from the other folds, so that
/// <paramref name="Coverage"/> is an honest estimate.
/// </param>
/// <param name="Below">How far the 80 % interval reaches below the mean, calibrated alike.</param>
/// <param name="Above">How far it reaches above.</param>
/// <param name="Coverage">Share of observations within the interval; 0.8 is aimed at.</param>
/// <param name="GroupCoverage">The same with every group counting alike: what to expect of a group that was never seen.</param>
/// <param name="TargetCoverage">Share of observations within the interval, for each target.</param>
public sealed record RegressionResult(
    HeldOutPredictions Predictions,
    HeldOutScores Model,
    IReadOnlyDictionary<string, HeldOutScores> Baselines,
    double[] Sigma,
    double[] Below,
    double[] Above,
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
        var (count, judged) = (data.TargetCount, Judged(data, predictions));
        var (sigma, below, above) = ((double[])predictions.Sigma.Clone(), (double[])predictions.Model.Below().Clone(), (double[])predictions.Model.Above().Clone());
        var factors = CrossFactors(data, predictions, below, above);
        for (var i = 0; i < sigma.Length; i++) (sigma[i], below[i], above[i]) = (sigma[i] * factors[i], below[i] * factors[i], above[i] * factors[i]);
        return new RegressionResult(
            predictions,
            HeldOutScores.Of(data, predictions.Mean, predictions.Fold, predictions.FoldCount),
            predictions.Baselines.ToDictionary(pair => pair.Key, pair => HeldOutScores.Of(data, pair.Value, predictions.Fold, predictions.FoldCount)),
            sigma,
            below,
            above,
            ConformalCalibration.Covered(judged, predictions.Mean, below, above),
            ConformalCalibration.CoveredByGroup(judged, predictions.Mean, below, above, count, data.Groups),
            [.. Enumerable.Range(0, count).Select(t => ConformalCalibration.Covered(Column(judged, count, t), Column(predictions.Mean, count, t), Column(below, count, t), Column(above, count, t)))]);
    }

    /// <summary>The calibration that goes into the model: from all folds, or from the part that is for it.</summary>
    public static double[] Factors(Dataset data, HeldOutPredictions predictions) =>
        ConformalCalibration.Factors(Of(data, predictions, fold => predictions.CalibrationFold is null || fold == predictions.CalibrationFold), predictions.Mean, predictions.Model.Below(), predictions.Model.Above(), data.TargetCount, data.Groups);

    /// <summary>The observations by which coverage is judged: none that calibrated the intervals.</summary>
    private static double[] Judged(Dataset data, HeldOutPredictions predictions) =>
        Of(data, predictions, fold => predictions.CalibrationFold is null || fold != predictions.CalibrationFold);

    private static double[] Of(Dataset data, HeldOutPredictions predictions, Func<int, bool> take) =>
        [.. data.Targets.Select((value, i) => take(predictions.Fold[i / data.TargetCount]) ? value : double.NaN)];

    /// <summary>The factor of every value, learned from the folds that it is not in.</summary>
    private static double[] CrossFactors(Dataset data, HeldOutPredictions predictions, double[] below, double[] above)
    {
        var count = data.TargetCount;
        var all = new double[data.Targets.Length];
        if (predictions.CalibrationFold is not null)
        {
            var own = Factors(data, predictions);
            for (var i = 0; i < all.Length; i++) all[i] = own[i % count];
            return all;
        }

        for (var k = 0; k < predictions.FoldCount; k++)
        {
            var others = (double[])data.Targets.Clone();
            for (var i = 0; i < others.Length; i++)
            {
                if (predictions.Fold[i / count] == k) others[i] = double.NaN;
            }

            var factors = ConformalCalibration.Factors(others, predictions.Mean, below, above, count, data.Groups);
            for (var i = 0; i < all.Length; i++)
            {
                if (predictions.Fold[i / count] == k) all[i] = factors[i % count];
            }
        }

        return all;
    }

    private static double[] Column(double[] values, int count, int target)
    {
        var column = new double[values.Length / count];
        for (var row = 0; row < column.Length; row++) column[row] = values[row * count + target];
        return column;
    }
}
