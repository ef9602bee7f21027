using OceanML.Core;

namespace OceanML.Quality;

/// <summary>How a table is quality controlled.</summary>
/// <param name="Tests">The tests, in running order.</param>
/// <param name="Vocabulary">Says which column is which variable: a column <c>TEMP</c> is tested as <c>temperature</c>.</param>
/// <param name="Reset">Whether flags that stand in the table are forgotten first. Otherwise they are never lowered.</param>
public sealed record QualityOptions(IReadOnlyList<QualityTest> Tests, Vocabulary Vocabulary, bool Reset = false);
