using OceanML.Core;

namespace OceanML.Learning;

/// <summary>An activation, number by number.</summary>
/// <param name="input">What goes in and comes out.</param>
/// <param name="activation">What is done with each number.</param>
public sealed unsafe class ActivationLayer(SignalShape input, Activation activation) : Layer(input, input)
{
    /// <summary>The name of the kind of layer.</summary>
    public const string Name = "activation";

    /// <summary>What is done with each number.</summary>
    public Activation Activation => activation;

    /// <inheritdoc/>
    public override string Kind => Name;

    /// <inheritdoc/>
    public override LayerSettings Settings => new(Kind, ("function", Word(activation)));

    /// <summary>The layer that settings ask for: <c>function</c>, see <see cref="Words"/>.</summary>
    public static ActivationLayer Of(LayerSettings settings, SignalShape input)
    {
        settings.Only("function");
        return new ActivationLayer(input, Find(settings.Choice("function", Words[0], Words)));
    }

    /// <summary>The names of activations in files and on command lines.</summary>
    public static string[] Words => [.. Enum.GetValues<Activation>().Select(Word)];

    /// <summary>The name of an activation in files.</summary>
    public static string Word(Activation activation) => activation == Activation.LeakyRelu ? "leaky_relu" : activation.ToString().ToLowerInvariant();

    /// <summary>The activation of that name.</summary>
    /// <exception cref="OceanException">There is none; those there are, are listed.</exception>
    public static Activation Find(string word)
    {
        foreach (var activation in Enum.GetValues<Activation>())
        {
            if (Word(activation) == word) return activation;
        }

        throw OceanException.Usage($"no activation '{word}'; there are {string.Join(", ", Words)}");
    }

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
        ActivationKernels.Forward(activation, pass.Input, pass.Output, Input.Size(pass.Rows));
        if (!ActivationKernels.KeepsZero(activation)) Padding.Clear(pass.Output, Output, pass.Rows);
    }

    /// <inheritdoc/>
    public override void Backward(in LayerPass pass)
    {
        if (pass.InputGradient is not null) ActivationKernels.Backward(activation, pass.Input, pass.Output, pass.OutputGradient, pass.InputGradient, Input.Size(pass.Rows));
    }

    /// <inheritdoc/>
    /// <remarks>Relevance passes an activation unchanged.</remarks>
    public override void Relevance(in LayerPass pass, RelevanceRule rule)
    {
        var size = Input.Size(pass.Rows);
        Buffer.MemoryCopy(pass.OutputGradient, pass.InputGradient, size * sizeof(float), size * sizeof(float));
    }

    /// <inheritdoc/>
    public override GraphSignal AddTo(LayerExport export, GraphSignal x) => AddTo(export.Builder, x, activation);

    /// <summary>An activation as operations of a model file.</summary>
    public static GraphSignal AddTo(GraphBuilder builder, GraphSignal x, Activation activation) => activation switch
    {
        Activation.Tanh => builder.Tanh(x),
        Activation.Relu => builder.Relu(x),
        Activation.Silu => builder.Mul(x, builder.Sigmoid(x)),
        Activation.Gelu => builder.Mul(builder.Mul(x, builder.Constant(0.5f)), builder.Add(builder.Node("Erf", [builder.Mul(x, builder.Constant(0.70710678f))]), builder.Constant(1))),
        Activation.Sigmoid => builder.Sigmoid(x),
        Activation.Softplus => builder.Softplus(x),
        Activation.Elu => builder.Node("Elu", [x]),
        Activation.LeakyRelu => builder.Node("LeakyRelu", [x], ("alpha", GraphAttribute.Of(ActivationKernels.Leak))),
        _ => x,
    };
}
