using OceanML.Core;

namespace OceanML.Learning;

/// <summary>An activation, number by number.</summary>
/// <param name="input">What goes in and comes out.</param>
/// <param name="activation">What is done with each number.</param>
public sealed unsafe class ActivationLayer(SignalShape input, Activation activation) : Layer(input, input)
{
    /// <summary>What is done with each number.</summary>
    public Activation Activation => activation;

    /// <inheritdoc/>
    public override string Kind => "activation";

    /// <inheritdoc/>
    public override LayerSettings Settings => new(Kind, ("function", activation.ToString().ToLowerInvariant()));

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass) => ActivationKernels.Forward(activation, pass.Input, pass.Output, Input.Size(pass.Rows));

    /// <inheritdoc/>
    public override void Backward(in LayerPass pass)
    {
        if (pass.InputGradient is null) return;
        var size = Input.Size(pass.Rows);
        Buffer.MemoryCopy(pass.OutputGradient, pass.InputGradient, size * sizeof(float), size * sizeof(float));
        ActivationKernels.Backward(activation, pass.Input, pass.Output, pass.InputGradient, size);
    }

    /// <inheritdoc/>
    /// <remarks>Relevance passes an activation unchanged.</remarks>
    public override void Relevance(in LayerPass pass, RelevanceRule rule)
    {
        var size = Input.Size(pass.Rows);
        Buffer.MemoryCopy(pass.OutputGradient, pass.InputGradient, size * sizeof(float), size * sizeof(float));
    }

    /// <inheritdoc/>
    public override GraphSignal AddTo(LayerExport export, GraphSignal x) => activation switch
    {
        Activation.Tanh => export.Builder.Tanh(x),
        Activation.Relu => export.Builder.Relu(x),
        _ => export.Builder.Mul(x, export.Builder.Sigmoid(x)),
    };
}
