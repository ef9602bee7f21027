namespace OceanML.Core;

/// <summary>A quality control plan as it stands in a YAML file: which tests, in which order, with which limits.</summary>
/// <param name="Id">Name of the plan, e.g. <c>argo</c>.</param>
/// <param name="Title">What it is, in a few words.</param>
/// <param name="Source">Where its tests and limits come from: DOI or address.</param>
/// <param name="Scheme">The flag scheme it writes unless another is asked for.</param>
/// <param name="Axis">
/// Along what neighbouring values lie for tests that can run along either: <c>profile</c>, <c>series</c>, or <c>auto</c>.
/// </param>
/// <param name="Tests">The tests in running order.</param>
public sealed record PlanSettings(string Id, string Title, string? Source, string Scheme, string Axis, IReadOnlyList<TestSettings> Tests);
