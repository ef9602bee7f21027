namespace OceanML.Learning;

/// <summary>The scores of one set of held-out predictions.</summary>
/// <param name="All">Over every value.</param>
/// <param name="Complete">Over the rows that have every target.</param>
/// <param name="Targets">For each target.</param>
/// <param name="Folds">For each fold.</param>
public sealed record HeldOutScores(Score All, Score Complete, IReadOnlyList<Score> Targets, IReadOnlyList<Score> Folds)
{
    /// <summary>Scores predictions.</summary>
    /// <param name="data">The data, with the observations.</param>
    /// <param name="predicted">Predictions in the model's space, [rows, targets].</param>
    /// <param name="fold">Fold of each row.</param>
    /// <param name="folds">Number of folds.</param>
    public static HeldOutScores Of(Dataset data, double[] predicted, int[] fold, int folds)
    {
        var count = data.TargetCount;
        bool[] complete = [.. Enumerable.Range(0, data.Count).Select(data.IsComplete)];
        return new HeldOutScores(
            Score.Of(data.Targets, predicted),
            Score.Of(data.Targets, predicted, i => complete[i / count]),
            [.. Enumerable.Range(0, count).Select(t => Score.Of(data.Targets, predicted, i => i % count == t))],
            [.. Enumerable.Range(0, folds).Select(k => Score.Of(data.Targets, predicted, i => fold[i / count] == k))]);
    }
}
