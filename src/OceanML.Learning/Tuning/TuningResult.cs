namespace OceanML.Learning;

/// <summary>What became of an evaluation.</summary>
/// <param name="Job">Which.</param>
/// <param name="Scores">Score of each inner fold, or of the outer fold; smaller is better. Empty where it failed.</param>
/// <param name="Failure">Why it failed; null where it did not.</param>
public sealed record TuningResult(TuningJob Job, IReadOnlyList<double> Scores, string? Failure)
{
    /// <summary>The mean score; infinite where it failed, so that it is never the best.</summary>
    public double Mean => Failure is null ? Scores.Average() : double.PositiveInfinity;
}
