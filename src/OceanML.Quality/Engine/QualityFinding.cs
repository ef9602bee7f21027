namespace OceanML.Quality;

/// <summary>Where a test fired.</summary>
/// <param name="Test">Name of the test.</param>
/// <param name="Variable">The column whose values failed; <c>time</c> or <c>position</c> for those.</param>
/// <param name="Platform">The platform, or an empty text where the table names none.</param>
/// <param name="Values">Number of values that failed.</param>
/// <param name="Profiles">Number of profiles with such a value.</param>
public sealed record QualityFinding(string Test, string Variable, string Platform, int Values, int Profiles);
