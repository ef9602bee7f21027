namespace OceanML.Colocation;

/// <summary>What happens to a macro-pixel that reaches beyond the edge of its field. Fields round the Earth wrap in longitude in any case.</summary>
public enum EdgePolicy
{
    /// <summary>The pixels beyond the edge count as missing; the share of valid pixels then decides.</summary>
    Pad,

    /// <summary>The observation is rejected with this field, as in Pytcube.</summary>
    Drop,

    /// <summary>
    /// The column beyond the last is the first one, also where the longitudes do not tell that the field goes round the Earth (Pytcube's cyclic dimension);
    /// beyond the first and last row pixels count as missing.
    /// </summary>
    Wrap,
}
