using OceanML.Core;

namespace OceanML.Learning;

/// <summary>exp(x_i) / Σ exp(x_j) over the numbers of a step: logits of classes become probabilities.</summary>
/// <param name="input">What goes in and comes out.</param>
public sealed unsafe class SoftmaxLayer(SignalShape input) : Layer(input, input)
{
    /// <summary>The name of the kind of layer.</summary>
    public const string Name = "softmax";

    /// <inheritdoc/>
    public override string Kind => Name;

    /// <inheritdoc/>
    public override LayerSettings Settings => new(Kind);

    /// <summary>The layer that settings ask for; there is nothing to set.</summary>
    public static SoftmaxLayer Of(LayerSettings settings, SignalShape input)
    {
        settings.Only();
        return new SoftmaxLayer(input);
    }

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass) => SoftmaxKernels.Forward(pass.Input, pass.Output, Input.Steps * pass.Rows, Input.Width, Input.PaddedWidth);

    /// <inheritdoc/>
    public override void Backward(in LayerPass pass)
    {
        if (pass.InputGradient is not null) SoftmaxKernels.Backward(pass.Output, pass.OutputGradient, pass.InputGradient, Input.Steps * pass.Rows, Input.PaddedWidth);
    }

    /// <inheritdoc/>
    /// <remarks>Relevance passes it unchanged, as an activation: it comes to the logit of the class whose probability is explained.</remarks>
    public override void Relevance(in LayerPass pass, RelevanceRule rule)
    {
        var size = Input.Size(pass.Rows);
        Buffer.MemoryCopy(pass.OutputGradient, pass.InputGradient, size * sizeof(float), size * sizeof(float));
    }

    /// <inheritdoc/>
    public override GraphSignal AddTo(LayerExport export, GraphSignal x) => export.Builder.Softmax(x);
}
