namespace OceanML.Learning;

/// <summary>The intermediate values of a <see cref="Network"/> for a batch; made once per thread, so that training allocates nothing.</summary>
public sealed class NetworkWorkspace
{
    /// <summary>Makes room for batches of up to <paramref name="rows"/> rows.</summary>
    public NetworkWorkspace(NetworkShape shape, int rows)
    {
        Shape = shape;
        Rows = (rows + DenseKernels.RowBlock - 1) / DenseKernels.RowBlock * DenseKernels.RowBlock;
        Input = new float[Rows * NetworkShape.Pad(shape.Inputs)];
        var count = shape.Layers.Count;
        (Sums, Values, Masks, Deltas) = (new float[count][], new float[count][], new float[count][], new float[count][]);
        var largest = 0;
        for (var i = 0; i < count; i++)
        {
            var size = Rows * shape.Layers[i].PaddedOutputs;
            (Sums[i], Deltas[i]) = (new float[size], new float[size]);
            (Values[i], Masks[i]) = i + 1 < count ? (new float[size], new float[size]) : (Sums[i], []);
            largest = Math.Max(largest, shape.Layers[i].WeightCount);
        }

        Transposed = new float[largest];
    }

    /// <summary>Largest batch, a multiple of 4.</summary>
    public int Rows { get; }

    /// <summary>The batch [rows, padded inputs], to be filled by the caller; padding must stay zero.</summary>
    public float[] Input { get; }

    /// <summary>The outputs [rows, padded outputs] after <see cref="Network.Forward"/>.</summary>
    public float[] Output => Sums[^1];

    /// <summary>The gradient of the loss by the outputs, to be filled by the caller before <see cref="Network.Backward"/>; padding must be zero.</summary>
    public float[] OutputGradient => Deltas[^1];

    internal NetworkShape Shape { get; }

    internal float[][] Sums { get; }

    internal float[][] Values { get; }

    internal float[][] Masks { get; }

    internal float[][] Deltas { get; }

    internal float[] Transposed { get; }
}
