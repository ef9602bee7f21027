namespace OceanML.Learning;

/// <summary>A feature or target of a model, as the table it was trained on named it.</summary>
/// <param name="Name">Column name.</param>
/// <param name="Unit">Unit of the values the graph takes or gives; null where unknown.</param>
/// <param name="StandardName">CF standard name; null where unknown.</param>
/// <param name="LongName">Name for figures and reports; null where unknown.</param>
/// <param name="Low">Smallest value seen in training; NaN where unknown.</param>
/// <param name="High">Largest value seen in training; NaN where unknown.</param>
public sealed record ModelVariable(
    string Name,
    string? Unit = null,
    string? StandardName = null,
    string? LongName = null,
    double Low = double.NaN,
    double High = double.NaN);
