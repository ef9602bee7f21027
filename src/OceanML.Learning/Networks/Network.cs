namespace OceanML.Learning;

/// <summary>
/// A fully connected network with its parameters in one flat array, evaluated and differentiated on own SIMD kernels. Not safe for
/// several threads at once; networks are independent, so train one per thread.
/// </summary>
public sealed unsafe class Network
{
    /// <summary>A network whose parameters are all zero.</summary>
    public Network(NetworkShape shape)
    {
        Shape = shape;
        Parameters = new float[shape.ParameterCount];
    }

    /// <summary>The layers.</summary>
    public NetworkShape Shape { get; }

    /// <summary>Weights and biases, laid out as <see cref="NetworkShape.Layers"/> says; padding is zero.</summary>
    public float[] Parameters { get; }

    /// <summary>
    /// Draws starting weights from a normal distribution of variance 1 / inputs (LeCun et al. 1998, doi:10.1007/3-540-49430-8_2; twice
    /// that for <see cref="Activation.Relu"/>, He et al. 2015, doi:10.1109/ICCV.2015.123); the last layer starts at a tenth of its
    /// standard deviation, so that training starts from the mean of the targets. Biases start at zero.
    /// </summary>
    public void Initialise(RandomStream random)
    {
        for (var i = 0; i < Shape.Layers.Count; i++)
        {
            var layer = Shape.Layers[i];
            var last = i == Shape.Layers.Count - 1;
            var scale = Math.Sqrt((Shape.Activation == Activation.Relu && !last ? 2.0 : 1.0) / layer.Inputs) * (last ? 0.1 : 1);
            for (var input = 0; input < layer.Inputs; input++)
            {
                for (var output = 0; output < layer.Outputs; output++)
                    Parameters[layer.WeightOffset + input * layer.PaddedOutputs + output] = (float)(random.NextNormal() * scale);
            }
        }
    }

    /// <summary>Computes the outputs of the first <paramref name="rows"/> rows of the workspace's input.</summary>
    /// <param name="workspace">Input filled in; receives the outputs.</param>
    /// <param name="rows">Number of rows; rounded up to a multiple of 4, the rows beyond it hold whatever was there.</param>
    /// <param name="dropout">Share of hidden values set to zero at random, the others scaled up; 0 for none.</param>
    /// <param name="random">Source of the dropout.</param>
    public void Forward(NetworkWorkspace workspace, int rows, float dropout = 0, RandomStream? random = null)
    {
        var padded = PadRows(rows);
        fixed (float* parameters = Parameters)
        {
            for (var i = 0; i < Shape.Layers.Count; i++)
            {
                var layer = Shape.Layers[i];
                fixed (float* x = i == 0 ? workspace.Input : workspace.Values[i - 1], z = workspace.Sums[i], a = workspace.Values[i])
                {
                    DenseKernels.Affine(x, parameters + layer.WeightOffset, parameters + layer.BiasOffset, z, padded, layer.PaddedInputs, layer.PaddedOutputs);
                    if (i + 1 == Shape.Layers.Count) break;
                    ActivationKernels.Forward(Shape.Activation, z, a, padded * layer.PaddedOutputs);
                }

                if (dropout > 0) Drop(workspace, i, padded, dropout, random!);
            }
        }
    }

    /// <summary>
    /// Computes the gradient of the loss by the parameters from <see cref="NetworkWorkspace.OutputGradient"/>, after
    /// <see cref="Forward"/> with the same rows and dropout.
    /// </summary>
    /// <param name="workspace">As <see cref="Forward"/> left it, with the gradient by the outputs filled in.</param>
    /// <param name="rows">Number of rows; where it is no multiple of 4 the gradient by the outputs beyond it must be zero.</param>
    /// <param name="gradient">Receives the gradient, laid out as <see cref="Parameters"/>.</param>
    /// <param name="dropout">As in <see cref="Forward"/>.</param>
    public void Backward(NetworkWorkspace workspace, int rows, float[] gradient, float dropout = 0)
    {
        var padded = PadRows(rows);
        fixed (float* parameters = Parameters, g = gradient, transposed = workspace.Transposed)
        {
            for (var i = Shape.Layers.Count - 1; i >= 0; i--)
            {
                var layer = Shape.Layers[i];
                fixed (float* x = i == 0 ? workspace.Input : workspace.Values[i - 1], d = workspace.Deltas[i])
                {
                    DenseKernels.Outer(x, d, g + layer.WeightOffset, padded, layer.PaddedInputs, layer.PaddedOutputs);
                    DenseKernels.SumRows(d, g + layer.BiasOffset, padded, layer.PaddedOutputs);
                    if (i == 0) return;
                    DenseKernels.Transpose(parameters + layer.WeightOffset, transposed, layer.PaddedInputs, layer.PaddedOutputs);
                    fixed (float* below = workspace.Deltas[i - 1], z = workspace.Sums[i - 1])
                    {
                        DenseKernels.Affine(d, transposed, null, below, padded, layer.PaddedOutputs, layer.PaddedInputs);
                        if (dropout > 0) Undrop(workspace, i - 1, padded);
                        ActivationKernels.Backward(Shape.Activation, z, x, below, padded * layer.PaddedInputs);
                    }
                }
            }
        }
    }

    private static int PadRows(int rows) => (rows + DenseKernels.RowBlock - 1) / DenseKernels.RowBlock * DenseKernels.RowBlock;

    private void Drop(NetworkWorkspace workspace, int layer, int rows, float dropout, RandomStream random)
    {
        var (values, masks) = (workspace.Values[layer], workspace.Masks[layer]);
        var kept = 1 / (1 - dropout);
        var threshold = (ulong)(dropout * 65536);
        var count = rows * Shape.Layers[layer].PaddedOutputs;

        // Four draws of 16 bits from each number: padded widths are multiples of 4.
        for (var i = 0; i < count; i += 4)
        {
            var bits = random.NextBits();
            for (var j = i; j < i + 4; j++, bits >>= 16)
            {
                masks[j] = (bits & 0xFFFF) < threshold ? 0 : kept;
                values[j] *= masks[j];
            }
        }
    }

    /// <summary>Carries the gradient through the dropout, and puts back what the activation made where it was kept.</summary>
    private void Undrop(NetworkWorkspace workspace, int layer, int rows)
    {
        var (values, masks, deltas) = (workspace.Values[layer], workspace.Masks[layer], workspace.Deltas[layer]);
        var count = rows * Shape.Layers[layer].PaddedOutputs;
        for (var i = 0; i < count; i++)
        {
            deltas[i] *= masks[i];
            if (masks[i] > 0) values[i] /= masks[i];
        }
    }
}
