namespace OceanML.Learning;

/// <summary>The values of a <see cref="Network"/> for a batch; made once per thread, so that training allocates nothing.</summary>
public sealed unsafe class NetworkWorkspace
{
    private readonly float[] room;

    /// <summary>Makes room for batches of up to <paramref name="rows"/> rows.</summary>
    public NetworkWorkspace(Network network, int rows)
    {
        (Network, Rows) = (network, SignalShape.PadRows(rows));
        var layers = network.Layers;
        var size = 2L * network.Input.Size(Rows) + layers.Sum(layer => 2L * layer.Output.Size(Rows) + Aligned(layer.MemorySize(Rows)));
        var scratch = layers.Max(layer => layer.ScratchSize(Rows));
        room = GC.AllocateArray<float>(checked((int)(size + Aligned(scratch) + 8)), pinned: true);
        (Values, Gradients, Memories) = (new float*[layers.Count + 1], new float*[layers.Count + 1], new float*[layers.Count]);
        fixed (float* start = room)
        {
            var at = (float*)(((nint)start + 31) & ~31);
            for (var i = 0; i <= layers.Count; i++)
            {
                var values = (i == 0 ? network.Input : layers[i - 1].Output).Size(Rows);
                Values[i] = at;
                Gradients[i] = at + values;
                at += 2L * values;
                if (i == layers.Count) break;
                Memories[i] = at;
                at += Aligned(layers[i].MemorySize(Rows));
            }

            Scratch = at;
        }
    }

    /// <summary>Largest batch, a multiple of <see cref="SignalShape.RowBlock"/>.</summary>
    public int Rows { get; }

    /// <summary>
    /// The batch, to be filled by the caller: [steps, rows of this batch padded to a multiple of <see cref="SignalShape.RowBlock"/>, padded
    /// width]; padding columns must stay zero.
    /// </summary>
    public Span<float> Input => new(Values[0], Network.Input.Size(Rows));

    /// <summary>The outputs after <see cref="Network.Forward"/>, laid out alike.</summary>
    public Span<float> Output => new(Values[Top], Network.Output.Size(Rows));

    /// <summary>
    /// The gradient of the loss by the outputs, to be filled by the caller before <see cref="Network.Backward"/>, or the relevance of the
    /// outputs before <see cref="Network.Relevance"/>; zero in padding columns and rows.
    /// </summary>
    public Span<float> OutputGradient => new(Gradients[Top], Network.Output.Size(Rows));

    /// <summary>The gradient by the input after <see cref="Network.Backward"/> where it was asked for, or the relevance of the input.</summary>
    public Span<float> InputGradient => new(Gradients[0], Network.Input.Size(Rows));

    internal Network Network { get; }

    /// <summary>What the latest forward pass drew from, or null.</summary>
    internal RandomStream? Random { get; set; }

    /// <summary>Values before each layer, and after the last.</summary>
    internal float*[] Values { get; }

    internal float*[] Gradients { get; }

    internal float*[] Memories { get; }

    internal float* Scratch { get; }

    /// <summary>Where the outputs stand: a last layer that works in training alone is passed over.</summary>
    private int Top => Network.Layers.Count;

    private static int Aligned(int size) => SignalShape.Pad(size);
}
