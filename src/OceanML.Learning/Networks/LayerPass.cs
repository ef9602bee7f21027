namespace OceanML.Learning;

/// <summary>The numbers of one layer while a batch passes through it. Pointers reach the shapes of the layer, padding included.</summary>
public unsafe ref struct LayerPass
{
    /// <summary>Rows of the batch.</summary>
    public int Count { get; set; }

    /// <summary>Rows of the batch rounded up to whole row blocks: the stride of a step.</summary>
    public int Rows { get; set; }

    /// <summary>What comes in, [steps, rows, padded width].</summary>
    public float* Input { get; set; }

    /// <summary>What goes out; written by <see cref="Layer.Forward"/> and still there in <see cref="Layer.Backward"/>.</summary>
    public float* Output { get; set; }

    /// <summary>Gradient of the loss by the outputs, or the relevance of the outputs; may be overwritten.</summary>
    public float* OutputGradient { get; set; }

    /// <summary>Receives the gradient by the inputs, or the relevance of the inputs; null where nobody asks for it.</summary>
    public float* InputGradient { get; set; }

    /// <summary>The layer's parameters, block after block.</summary>
    public float* Parameters { get; set; }

    /// <summary>Receives the gradient by the parameters, laid out alike (overwritten, not added to); null where nobody asks for it.</summary>
    public float* Gradient { get; set; }

    /// <summary>What the layer keeps between forward and backward, <see cref="Layer.MemorySize"/> numbers.</summary>
    public float* Memory { get; set; }

    /// <summary>Room that any layer may use within one call, <see cref="Layer.ScratchSize"/> numbers; nothing is kept in it.</summary>
    public float* Scratch { get; set; }

    /// <summary>Whether the network is learning: dropout drops, batch normalisation uses the statistics of the batch.</summary>
    public bool Training { get; set; }

    /// <summary>Source of random numbers in <see cref="Layer.Forward"/>; null where nothing is drawn. In <see cref="Layer.Backward"/> it only tells that something was.</summary>
    public RandomStream? Random { get; set; }
}
