using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// One layer of a network: what it computes, its gradient, the relevance it hands down, and its form in a model file. A layer holds
/// no numbers of its own: parameters, values and memory are handed to it, so one layer serves any number of threads.
/// </summary>
public abstract class Layer
{
    /// <summary>Declares what goes in and what comes out.</summary>
    protected Layer(SignalShape input, SignalShape output) => (Input, Output) = (input, output);

    /// <summary>What goes in.</summary>
    public SignalShape Input { get; }

    /// <summary>What comes out.</summary>
    public SignalShape Output { get; }

    /// <summary>The name of the kind of layer in YAML and in model files, e.g. <c>dense</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The parameters, in the order in which they lie in memory.</summary>
    public virtual IReadOnlyList<ParameterBlock> Blocks => [];

    /// <summary>Numbers of all blocks in memory, padding included.</summary>
    public int ParameterCount => Blocks.Sum(block => block.Size);

    /// <summary>What <see cref="LayerSettings"/> make this layer again, given its input.</summary>
    public abstract LayerSettings Settings { get; }

    /// <summary>Numbers kept from <see cref="Forward"/> for <see cref="Backward"/> and <see cref="Relevance"/>.</summary>
    /// <param name="rows">Rows of the batch, a multiple of <see cref="SignalShape.RowBlock"/>.</param>
    public virtual int MemorySize(int rows) => 0;

    /// <summary>Numbers needed within one call.</summary>
    /// <param name="rows">Rows of the batch, a multiple of <see cref="SignalShape.RowBlock"/>.</param>
    public virtual int ScratchSize(int rows) => 0;

    /// <summary>Whether the layer does nothing outside training unless random numbers are given, as dropout: it is then passed over, values and gradients untouched.</summary>
    public virtual bool OnlyInTraining => false;

    /// <summary>Draws the starting parameters; they are zero before.</summary>
    public virtual void Initialise(Span<float> parameters, RandomStream random)
    {
    }

    /// <summary>Computes the outputs from the inputs.</summary>
    public abstract void Forward(in LayerPass pass);

    /// <summary>From the gradient by the outputs: the gradient by the parameters and by the inputs, where they are asked for.</summary>
    public abstract void Backward(in LayerPass pass);

    /// <summary>From the relevance of the outputs, in <see cref="LayerPass.OutputGradient"/>: that of the inputs, in <see cref="LayerPass.InputGradient"/>.</summary>
    public abstract void Relevance(in LayerPass pass, RelevanceRule rule);

    /// <summary>The layer as operations of a model file; it takes and gives [rows, width], or [rows, steps, width] where there are steps.</summary>
    public abstract GraphSignal AddTo(LayerExport export, GraphSignal x);

    /// <summary>Reads the parameters that <see cref="AddTo"/> wrote.</summary>
    /// <param name="tensors">The tensor of that name within the layer.</param>
    /// <param name="parameters">Receives the parameters, block after block, padding included.</param>
    public virtual void Load(Func<string, GraphTensor> tensors, Span<float> parameters)
    {
        var at = 0;
        foreach (var block in Blocks)
        {
            block.Pad(tensors(block.Name).Floats, parameters[at..]);
            at += block.Size;
        }
    }
}
