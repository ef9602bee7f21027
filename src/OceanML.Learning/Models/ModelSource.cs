namespace OceanML.Learning;

/// <summary>What a model file and its card say about where the training data come from.</summary>
/// <param name="Table">File name of the training table, without its folder.</param>
/// <param name="Report">What became of its rows.</param>
/// <param name="Features">The features, with unit and training range.</param>
/// <param name="Targets">The targets, with unit and training range, in the unit.</param>
/// <param name="GroupColumn">Column that named the groups, or null.</param>
/// <param name="GroupPattern">Pattern that took the group from its text, or null.</param>
/// <param name="Start">First time of the training rows, ISO 8601, or null.</param>
/// <param name="End">Last time of the training rows, ISO 8601, or null.</param>
/// <param name="Version">Version of the program.</param>
public sealed record ModelSource(
    string Table,
    DatasetReport Report,
    IReadOnlyList<ModelVariable> Features,
    IReadOnlyList<ModelVariable> Targets,
    string? GroupColumn,
    string? GroupPattern,
    string? Start,
    string? End,
    string Version);
