namespace OceanML.Core;

/// <summary>A feature or target of a model that another program made, as its user describes it.</summary>
/// <param name="Name">Column name.</param>
/// <param name="Unit">Unit of the values before scaling (features) or after it (targets); null where not given.</param>
public sealed record DescribedVariable(string Name, string? Unit = null)
{
    /// <summary>For a feature: what is subtracted before the model sees it. For a target: what is added to its scaled output.</summary>
    public double Mean { get; init; }

    /// <summary>For a feature: what it is divided by after that. For a target: what the output is multiplied by.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Whether the model works on log10 of the variable; of a feature it is taken before the mean is subtracted, of a target undone at last.</summary>
    public bool Log10 { get; init; }

    /// <summary>Smallest value seen in training, in the unit; NaN where unknown.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>Largest value seen in training, in the unit; NaN where unknown.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>CF standard name; null where not given.</summary>
    public string? StandardName { get; init; }

    /// <summary>Name for figures and reports; null where not given.</summary>
    public string? LongName { get; init; }

    /// <summary>For a feature of a model with several inputs: the input it belongs to; null for the only one.</summary>
    public string? Input { get; init; }
}
