using OceanML.Core;

namespace OceanML.Quality;

/// <summary>How a table is quality controlled.</summary>
/// <param name="Tests">The tests, in running order.</param>
/// <param name="Vocabulary">Says which column is which variable: a column <c>TEMP</c> is tested as <c>temperature</c>.</param>
/// <param name="Reset">Whether flags that stand in the table are forgotten first. Otherwise they are never lowered.</param>
/// <param name="Axis">Along what neighbours lie for tests that can run along either; null to see it from the table, platform by platform.</param>
public sealed record QualityOptions(IReadOnlyList<QualityTest> Tests, Vocabulary Vocabulary, bool Reset = false, SequenceAxis? Axis = null)
{
    /// <summary>The scheme in which flags are written.</summary>
    public FlagScheme Scheme { get; init; } = FlagScheme.Argo;
}
