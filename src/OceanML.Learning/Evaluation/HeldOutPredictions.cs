namespace OceanML.Learning;

/// <summary>
/// Predictions of every row by a model that did not see its fold, beside those of the baselines, all in the model's space: [rows, targets],
/// or probabilities [rows, classes]; NaN for a row that was never held out.
/// </summary>
/// <param name="Fold">Fold of each row; negative for a row that was never held out.</param>
/// <param name="FoldCount">Number of folds.</param>
/// <param name="Model">Predictions, before calibration.</param>
/// <param name="Applicability">Applicability index of each row, by the training domain of its fold; see <see cref="Learning.Applicability"/>.</param>
/// <param name="Baselines">Predictions of each baseline, by name.</param>
public sealed record HeldOutPredictions(
    int[] Fold,
    int FoldCount,
    Predictive Model,
    float[] Applicability,
    IReadOnlyDictionary<string, double[]> Baselines)
{
    /// <summary>Of train, validation and test: the part that calibrates the intervals, validation where there is one; null for folds, which calibrate each other.</summary>
    public int? CalibrationFold { get; init; }

    /// <summary>Predictions.</summary>
    public double[] Mean => Model.Mean;

    /// <summary>Their standard deviations before calibration, of a regression.</summary>
    public double[] Sigma { get; } = Model.Mean.Length == Model.DataVariance.Length ? Model.Sigma() : [];

    /// <summary>Whether a row was held out.</summary>
    public bool IsHeldOut(int row) => !double.IsNaN(Model.Mean[row * Model.Width]);
}
