namespace OceanML.Learning;

/// <summary>How relevance is handed down through layers.</summary>
/// <param name="Kind">The rule.</param>
/// <param name="Epsilon">With <see cref="RelevanceKind.Epsilon"/>: added to every sum of contributions, with its sign; absorbs relevance of weak sums.</param>
/// <param name="Alpha">With <see cref="RelevanceKind.AlphaBeta"/>: weight of positive contributions.</param>
/// <param name="Beta">With <see cref="RelevanceKind.AlphaBeta"/>: weight of negative contributions; alpha - beta = 1 conserves.</param>
public sealed record RelevanceRule(RelevanceKind Kind = RelevanceKind.Epsilon, float Epsilon = 1e-6f, float Alpha = 2, float Beta = 1);
