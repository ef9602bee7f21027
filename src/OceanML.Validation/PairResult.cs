namespace OceanML.Validation;

/// <summary>The scores of one pair of columns on one group.</summary>
/// <param name="Reference">Name of the reference column.</param>
/// <param name="Estimate">Name of the estimate column.</param>
/// <param name="Unit">Unit of both; null where unknown.</param>
/// <param name="GroupBy">Column the group is taken from; null for all rows.</param>
/// <param name="Group">Value of that column; null for all rows.</param>
/// <param name="Scores">The scores.</param>
public sealed record PairResult(string Reference, string Estimate, string? Unit, string? GroupBy, string? Group, ScoreSet Scores)
{
    /// <summary>Number of pairs of columns scored as one; 1 unless it is a pool.</summary>
    public int Pooled { get; init; } = 1;
}
