using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// A neural network: layers one after the other, with their parameters in one flat array, evaluated, differentiated and explained on own
/// SIMD kernels. Not safe for several threads that write its parameters; give every thread a workspace of its own.
/// </summary>
public sealed unsafe class Network
{
    private readonly int[] offsets;

    /// <summary>A network whose parameters are all zero.</summary>
    /// <param name="layers">The layers, at least one; each takes what the one before it gives.</param>
    public Network(IReadOnlyList<Layer> layers)
    {
        ArgumentOutOfRangeException.ThrowIfZero(layers.Count);
        for (var i = 1; i < layers.Count; i++)
        {
            if (layers[i].Input != layers[i - 1].Output)
                throw new ArgumentException($"layer {i + 1} ({layers[i].Kind}) takes {layers[i].Input} and layer {i} gives {layers[i - 1].Output}", nameof(layers));
        }

        Layers = layers;
        offsets = new int[layers.Count];
        var at = 0;
        for (var i = 0; i < layers.Count; i++)
        {
            offsets[i] = at;
            at += layers[i].ParameterCount;
        }

        Parameters = GC.AllocateArray<float>(at, pinned: true);
    }

    /// <summary>The layers, first to last.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>What goes in.</summary>
    public SignalShape Input => Layers[0].Input;

    /// <summary>What comes out.</summary>
    public SignalShape Output => Layers[^1].Output;

    /// <summary>The parameters of all layers, block after block; padding is zero.</summary>
    public float[] Parameters { get; }

    /// <summary>Parameters without padding.</summary>
    public int FreeParameters => Layers.Sum(layer => layer.Blocks.Where(block => block.Trained).Sum(block => block.Count));

    /// <summary>Where the parameters of a layer begin.</summary>
    public int Offset(int layer) => offsets[layer];

    /// <summary>Every block of parameters with the place where it begins.</summary>
    public IEnumerable<(int Layer, int Offset, ParameterBlock Block)> Blocks()
    {
        for (var i = 0; i < Layers.Count; i++)
        {
            var at = offsets[i];
            foreach (var block in Layers[i].Blocks)
            {
                yield return (i, at, block);
                at += block.Size;
            }
        }
    }

    /// <summary>Draws starting parameters, layer by layer.</summary>
    public void Initialise(RandomStream random)
    {
        for (var i = 0; i < Layers.Count; i++) Layers[i].Initialise(Parameters.AsSpan(offsets[i], Layers[i].ParameterCount), random);
    }

    /// <summary>Computes the outputs of the first <paramref name="rows"/> rows of the workspace's input.</summary>
    /// <param name="workspace">Input filled in; receives the outputs.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="training">Whether layers that work in training alone, such as dropout, do.</param>
    /// <param name="random">Source of random numbers while learning; given outside training, layers such as dropout draw at prediction too.</param>
    public void Forward(NetworkWorkspace workspace, int rows, bool training = false, RandomStream? random = null)
    {
        workspace.Random = random;
        for (var i = 0; i < Layers.Count; i++)
        {
            var pass = Pass(workspace, i, rows, training, null, random);
            if (training || random is not null || !Layers[i].OnlyInTraining) Layers[i].Forward(pass);
            else Copy(pass.Input, pass.Output, Layers[i].Input.Size(pass.Rows));
        }
    }

    /// <summary>
    /// Computes the outputs alone, bit by bit those of <see cref="Forward"/> outside training, but faster: what <see cref="Backward"/> and
    /// <see cref="Relevance"/> need is not kept.
    /// </summary>
    /// <param name="workspace">Input filled in; receives the outputs.</param>
    /// <param name="rows">Number of rows.</param>
    public void Predict(NetworkWorkspace workspace, int rows)
    {
        workspace.Random = null;
        var current = workspace.Values[0];
        for (var i = 0; i < Layers.Count; i++)
        {
            var layer = Layers[i];
            var pass = Pass(workspace, i, rows, false, null, null);
            pass.Input = current;
            if (layer.OnlyInTraining)
            {
                if (i == Layers.Count - 1) Copy(current, pass.Output, layer.Input.Size(pass.Rows));
                continue;
            }

            if (layer is DenseLayer dense && i + 1 < Layers.Count && Layers[i + 1] is ActivationLayer { Activation: var activation } && ActivationKernels.KeepsZero(activation))
            {
                pass.Output = workspace.Values[++i + 1];
                dense.Forward(pass, activation);
            }
            else
            {
                layer.Forward(pass);
            }

            current = pass.Output;
        }
    }

    /// <summary>
    /// Computes gradients from <see cref="NetworkWorkspace.OutputGradient"/>, after <see cref="Forward"/> with the same rows, and with what
    /// it drew at random held fixed.
    /// </summary>
    /// <param name="workspace">As <see cref="Forward"/> left it, with the gradient by the outputs filled in.</param>
    /// <param name="rows">Number of rows; the gradient by the outputs beyond it, up to a multiple of 4, must be zero.</param>
    /// <param name="gradient">Receives the gradient by the parameters, laid out as <see cref="Parameters"/>; null where nobody asks for it.</param>
    /// <param name="training">As in <see cref="Forward"/>.</param>
    /// <param name="toInput">Whether the gradient by the input is wanted in <see cref="NetworkWorkspace.InputGradient"/>.</param>
    public void Backward(NetworkWorkspace workspace, int rows, float[]? gradient, bool training = false, bool toInput = false)
    {
        fixed (float* g = gradient)
        {
            for (var i = Layers.Count - 1; i >= 0; i--)
            {
                var pass = Pass(workspace, i, rows, training, g, workspace.Random);
                if (i == 0 && !toInput) pass.InputGradient = null;
                if (training || workspace.Random is not null || !Layers[i].OnlyInTraining) Layers[i].Backward(pass);
                else if (pass.InputGradient is not null) Copy(pass.OutputGradient, pass.InputGradient, Layers[i].Input.Size(pass.Rows));
            }
        }
    }

    /// <summary>
    /// Hands the relevance of the outputs, in <see cref="NetworkWorkspace.OutputGradient"/>, down to the inputs, in
    /// <see cref="NetworkWorkspace.InputGradient"/>, after <see cref="Forward"/> with the same rows outside training.
    /// </summary>
    public void Relevance(NetworkWorkspace workspace, int rows, RelevanceRule rule)
    {
        for (var i = Layers.Count - 1; i >= 0; i--)
        {
            var pass = Pass(workspace, i, rows, false, null, null);
            if (Layers[i].OnlyInTraining) Copy(pass.OutputGradient, pass.InputGradient, Layers[i].Input.Size(pass.Rows));
            else Layers[i].Relevance(pass, rule);
        }
    }

    /// <summary>The network as operations of a model file.</summary>
    /// <param name="builder">The graph under construction.</param>
    /// <param name="x">[rows, width], or [rows, steps, width] where <see cref="Input"/> has steps.</param>
    /// <param name="prefix">What the names of its tensors begin with; <see cref="Load"/> finds them by it.</param>
    public GraphSignal AddTo(GraphBuilder builder, GraphSignal x, string prefix)
    {
        for (var i = 0; i < Layers.Count; i++)
            x = Layers[i].AddTo(new LayerExport(builder, $"{prefix}.{i}", Layers[i], Parameters.AsSpan(offsets[i], Layers[i].ParameterCount)), x);
        return x;
    }

    /// <summary>Reads the parameters that <see cref="AddTo"/> wrote.</summary>
    /// <param name="tensors">The tensor of that name.</param>
    /// <param name="prefix">The prefix they were written with.</param>
    public void Load(Func<string, GraphTensor> tensors, string prefix)
    {
        for (var i = 0; i < Layers.Count; i++)
        {
            var start = $"{prefix}.{i}.";
            Layers[i].Load(name => tensors(start + name), Parameters.AsSpan(offsets[i], Layers[i].ParameterCount));
        }
    }

    private static void Copy(float* from, float* to, long count) => Buffer.MemoryCopy(from, to, count * sizeof(float), count * sizeof(float));

    private LayerPass Pass(NetworkWorkspace workspace, int layer, int rows, bool training, float* gradient, RandomStream? random)
    {
        // Pinned at birth: the address holds as long as the array does.
        var parameters = (float*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(Parameters));
        return new LayerPass
        {
            Count = rows,
            Rows = SignalShape.PadRows(rows),
            Input = workspace.Values[layer],
            Output = workspace.Values[layer + 1],
            InputGradient = workspace.Gradients[layer],
            OutputGradient = workspace.Gradients[layer + 1],
            Parameters = parameters + offsets[layer],
            Gradient = gradient is null ? null : gradient + offsets[layer],
            Memory = workspace.Memories[layer],
            Scratch = workspace.Scratch,
            Training = training,
            Random = random,
        };
    }
}
