namespace OceanML.Quality;

/// <summary>What became of a decision.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Values">Number of values that it set.</param>
public sealed record DecidedValues(Decision Decision, int Values);
