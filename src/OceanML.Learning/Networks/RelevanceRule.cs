using System.Runtime.CompilerServices;

namespace OceanML.Learning;

/// <summary>How relevance is handed down through layers.</summary>
/// <param name="Kind">The rule.</param>
/// <param name="Epsilon">With <see cref="RelevanceKind.Epsilon"/>: added to every sum of contributions, with its sign; absorbs relevance of weak sums.</param>
/// <param name="Alpha">With <see cref="RelevanceKind.AlphaBeta"/>: weight of positive contributions.</param>
/// <param name="Beta">With <see cref="RelevanceKind.AlphaBeta"/>: weight of negative contributions; alpha - beta = 1 conserves.</param>
public sealed record RelevanceRule(RelevanceKind Kind = RelevanceKind.Epsilon, float Epsilon = 1e-6f, float Alpha = 2, float Beta = 1)
{
    /// <summary>Relevance per unit of an output by the rule of epsilon: R / (z + ε sign z), 0 where that is 0.</summary>
    /// <param name="relevance">R.</param>
    /// <param name="sum">The output z, its bias included.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float PerUnit(float relevance, float sum)
    {
        var held = sum < 0 ? sum - Epsilon : sum + Epsilon;
        return held == 0 ? 0 : relevance / held;
    }

    /// <summary>
    /// Relevance per unit of positive and of negative contribution by the rule of alpha and beta: α R / z⁺ and -β R / z⁻. Where one sign is
    /// absent the other carries all, so that what is handed down stays what came.
    /// </summary>
    /// <param name="relevance">R.</param>
    /// <param name="positive">Sum of the positive contributions, without the bias.</param>
    /// <param name="negative">Sum of the negative ones, from 0 down.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (float Up, float Down) Shares(float relevance, float positive, float negative) =>
        positive > 0
            ? negative < 0 ? (Alpha * relevance / positive, -Beta * relevance / negative) : (relevance / positive, 0)
            : negative < 0 ? (0, relevance / negative) : (0, 0);
}
