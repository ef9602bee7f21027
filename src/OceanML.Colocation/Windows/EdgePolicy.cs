namespace OceanML.Colocation;

/// <summary>What happens to a macro-pixel that reaches beyond the edge of its field. Grids round the Earth wrap in longitude in any case.</summary>
public enum EdgePolicy
{
    /// <summary>The pixels beyond the edge count as missing; the share of valid pixels then decides.</summary>
    Pad,

    /// <summary>The observation is rejected with this field, as in Pytcube.</summary>
    Drop,
}
