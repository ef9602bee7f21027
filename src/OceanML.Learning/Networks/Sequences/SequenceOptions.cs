namespace OceanML.Learning;

/// <summary>How large a network for sequences is.</summary>
public sealed record SequenceOptions
{
    /// <summary>Numbers per step inside: the state of lstm and gru, the filters of tcn, the width of transformer.</summary>
    public int Units { get; init; } = 48;

    /// <summary>Recurrent layers or blocks, one after the other; 0 takes 1 for lstm and gru, 2 for transformer, and for tcn as many as see the whole sequence.</summary>
    public int Depth { get; init; }

    /// <summary>Heads of the transformer's attention; <see cref="Units"/> is a multiple of it.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Units of the transformer's feed-forward part; 0 takes four times <see cref="Units"/>.</summary>
    public int FeedForward { get; init; }

    /// <summary>Steps that each convolution of tcn sees.</summary>
    public int Taps { get; init; } = 3;

    /// <summary>Share of hidden values dropped in training.</summary>
    public float Dropout { get; init; }
}
