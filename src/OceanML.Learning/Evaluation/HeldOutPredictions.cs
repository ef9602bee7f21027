namespace OceanML.Learning;

/// <summary>
/// Predictions of every row by a model that did not see its fold, beside those of the baselines, all in the model's space,
/// [rows, targets].
/// </summary>
/// <param name="Fold">Fold of each row.</param>
/// <param name="FoldCount">Number of folds.</param>
/// <param name="Mean">Predictions.</param>
/// <param name="Sigma">Their standard deviations before calibration.</param>
/// <param name="ModelShare">Share of the variance that is of the model (epistemic), 0 to 1.</param>
/// <param name="Applicability">Applicability index of each row, by the training domain of its fold; see <see cref="Learning.Applicability"/>.</param>
/// <param name="Baselines">Predictions of each baseline, by name.</param>
public sealed record HeldOutPredictions(
    int[] Fold,
    int FoldCount,
    double[] Mean,
    double[] Sigma,
    double[] ModelShare,
    float[] Applicability,
    IReadOnlyDictionary<string, double[]> Baselines);
