namespace OceanML.Validation;

/// <summary>How scores are computed.</summary>
public sealed record ScoreOptions
{
    /// <summary>Confidence of the intervals.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Number of bootstrap samples; 0 for none.</summary>
    public int Samples { get; init; } = 1000;

    /// <summary>Seed of the samples.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Number of threads; the result does not depend on it.</summary>
    public int Threads { get; init; } = 1;
}
