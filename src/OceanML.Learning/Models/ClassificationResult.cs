namespace OceanML.Learning;

/// <summary>What one way of splitting says of a classification and of the baselines.</summary>
/// <param name="Predictions">Probabilities of every row while its fold was held out.</param>
/// <param name="Model">Scores of the model.</param>
/// <param name="Baselines">Scores of each baseline, by name.</param>
public sealed record ClassificationResult(HeldOutPredictions Predictions, ClassScore Model, IReadOnlyDictionary<string, ClassScore> Baselines) : SplitResult(Predictions)
{
    /// <inheritdoc/>
    public override string Measure => "log loss";

    /// <inheritdoc/>
    public override double Own => Model.LogLoss;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, double> Others => Baselines.ToDictionary(pair => pair.Key, pair => pair.Value.LogLoss);

    /// <summary>Scores probabilities.</summary>
    public static new ClassificationResult Of(Dataset data, HeldOutPredictions predictions) => new(
        predictions,
        ClassScore.Of(data.Targets, predictions.Mean, data.Classes!.Count, predictions.Fold, predictions.FoldCount),
        predictions.Baselines.ToDictionary(pair => pair.Key, pair => ClassScore.Of(data.Targets, pair.Value, data.Classes!.Count, predictions.Fold, predictions.FoldCount)));
}
