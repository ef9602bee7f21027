namespace OceanML.Core;

/// <summary>
/// What must be known of a model that another program made before it can be used: what its inputs and outputs are, in which units, and how
/// values were scaled for it. A user writes it as a small YAML file.
/// </summary>
/// <param name="Kind">What it gives.</param>
/// <param name="Features">Its inputs, in the order in which it takes them.</param>
/// <param name="Targets">For a regression the columns of its output, in order; for a classification one target, the name of the class column.</param>
public sealed record ModelDescription(ModelKind Kind, IReadOnlyList<DescribedVariable> Features, IReadOnlyList<DescribedVariable> Targets)
{
    /// <summary>For a classification the names of the classes, in the order of the output; empty for a regression.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Name of the output to use; null for the only one.</summary>
    public string? Output { get; init; }

    /// <summary>Name of the output that holds one standard deviation of every target, in the space of the output; null where there is none.</summary>
    public string? SigmaOutput { get; init; }

    /// <summary>For a classification: whether the output holds logits, so that the softmax must still be taken.</summary>
    public bool Logits { get; init; }

    /// <summary>Title, for reports; null where not given.</summary>
    public string? Title { get; init; }

    /// <summary>First time of the training data, ISO 8601; null where unknown.</summary>
    public string? TrainingStart { get; init; }

    /// <summary>Last time of the training data, ISO 8601; null where unknown.</summary>
    public string? TrainingEnd { get; init; }
}
