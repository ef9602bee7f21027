namespace OceanML.Validation;

/// <summary>What is asked of a pair of columns about events.</summary>
/// <param name="Reference">Column that tells whether there was one: numbers with a threshold, 0 and 1, or classes.</param>
/// <param name="Estimate">Column judged: the same quantity, a probability, or classes.</param>
public sealed record EventQuestion(string Reference, string Estimate)
{
    /// <summary>Value from which on the reference is an event; null where the reference is 0 and 1 or a class.</summary>
    public double? Threshold { get; init; }

    /// <summary>Whether values at or below the threshold are events instead.</summary>
    public bool Below { get; init; }

    /// <summary>The class that is the event; null where values are.</summary>
    public string? Class { get; init; }

    /// <summary>Column with the probability of an event; null where sigma gives it or there is none.</summary>
    public string? Probability { get; init; }

    /// <summary>Column with one standard deviation of the estimate, which gives a probability; null for none.</summary>
    public string? Sigma { get; init; }

    /// <summary>Whether sigma is that of a logarithm propagated to the value (the distribution is log-normal).</summary>
    public bool LogNormal { get; init; }

    /// <summary>Probability from which on an event is forecast; null to take the estimate's own threshold.</summary>
    public double? ProbabilityThreshold { get; init; }

    /// <summary>Column of times; null where rows have none.</summary>
    public string? Time { get; init; }

    /// <summary>Column of series (platform, site); null for one series.</summary>
    public string? Series { get; init; }

    /// <summary>How long before a time the forecast was made, microseconds, for the persistence baseline; null for one step.</summary>
    public long? Lead { get; init; }
}
