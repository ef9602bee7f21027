namespace OceanML.Validation;

/// <summary>All scores of one set of pairs in one space.</summary>
/// <param name="IsLog">Whether decimal logarithms were compared.</param>
/// <param name="N">Number of pairs compared.</param>
/// <param name="GroupCount">Number of groups (platforms) they come from; 0 where none were given.</param>
/// <param name="Excluded">Pairs that could not be compared, by reason.</param>
/// <param name="Scores">The scores; empty where there are fewer than <see cref="Scoring.MinimumPairs"/> pairs.</param>
public sealed record ScoreSet(bool IsLog, int N, int GroupCount, IReadOnlyDictionary<string, int> Excluded, IReadOnlyList<Score> Scores)
{
    /// <summary>The score of a statistic, or null where it does not apply.</summary>
    public Score? Find(Statistic statistic) => Scores.FirstOrDefault(score => score.Statistic == statistic);
}
