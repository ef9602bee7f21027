namespace OceanML.Validation;

/// <summary>Computes scores of rows whose units count several times or not at all.</summary>
/// <param name="drawn">How often each unit counts.</param>
/// <param name="scores">Gets the scores; NaN where undefined.</param>
internal delegate void WeightedScores(ReadOnlySpan<int> drawn, Span<double> scores);
