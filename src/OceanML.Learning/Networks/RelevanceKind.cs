namespace OceanML.Learning;

/// <summary>The rules of layer-wise relevance propagation (Bach et al. 2015, doi:10.1371/journal.pone.0130140).</summary>
public enum RelevanceKind
{
    /// <summary>In proportion to contributions, with a small number that keeps sums from zero.</summary>
    Epsilon,

    /// <summary>Positive and negative contributions apart.</summary>
    AlphaBeta,
}
