using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Which layers a network has: by a name, or one by one.</summary>
public sealed record Architecture
{
    /// <summary>The multilayer perceptron: for tables, where the columns of a row have no order.</summary>
    public const string Perceptron = "mlp";

    /// <summary>Layers one by one, see <see cref="Layers"/>.</summary>
    public const string Custom = "network";

    /// <summary>Layers that read the steps of a window.</summary>
    private static readonly string[] StepKinds =
    [
        LstmLayer.Name, GruLayer.Name, Convolution1DLayer.Name, SelfAttentionLayer.Name, SinusoidalPositionLayer.Name, LearnedPositionLayer.Name, PoolingLayer.Name,
    ];

    /// <summary>The names there are.</summary>
    public static IReadOnlyList<string> Names { get; } = [Perceptron, .. SequenceNetwork.Names, Custom];

    /// <summary>Its name: one of <see cref="Names"/>.</summary>
    public string Name { get; init; } = Perceptron;

    /// <summary>How large a network for sequences is.</summary>
    public SequenceOptions Sequence { get; init; } = new();

    /// <summary>For <see cref="Custom"/>: the layers, without the last, which is dense and gives what the loss needs.</summary>
    public IReadOnlyList<LayerSettings> Layers { get; init; } = [];

    /// <summary>Whether it reads a window of a series step by step.</summary>
    public bool ReadsSteps => Name == Custom ? Layers.Any(HasSteps) : Name != Perceptron;

    /// <summary>In words, for model cards: <c>multilayer perceptron</c>, <c>LSTM network</c>.</summary>
    public string Text => Name switch
    {
        Perceptron => "multilayer perceptron",
        "transformer" => "transformer",
        "tcn" => "temporal convolutional network",
        Custom => "network of given layers",
        _ => $"{Name.ToUpperInvariant()} network",
    };

    /// <summary>A network whose parameters are all zero.</summary>
    /// <param name="input">What one row holds.</param>
    /// <param name="outputs">Outputs that the loss needs.</param>
    /// <param name="options">Units, activation and dropout.</param>
    /// <exception cref="OceanException">There is no such name, or the layers do not fit together.</exception>
    public Network Make(SignalShape input, int outputs, NetworkOptions options) => Name switch
    {
        Perceptron => MultilayerPerceptron.Make(input.Width, options.Hidden, outputs, options.Activation, options.Dropout),
        Custom => FromLayers(input, outputs),
        _ => SequenceNetwork.Make(Name, input, outputs, Sequence with { Dropout = options.Dropout }),
    };

    private static bool HasSteps(LayerSettings layer) => StepKinds.Contains(layer.Kind) || layer.Inner.Any(HasSteps);

    private Network FromLayers(SignalShape input, int outputs)
    {
        var (layers, shape) = (new List<Layer>(), input);
        foreach (var settings in Layers)
        {
            try
            {
                layers.Add(LayerCatalogue.Make(settings, shape));
            }
            catch (OceanException exception) when (!exception.Message.StartsWith(settings.Label, StringComparison.Ordinal))
            {
                throw OceanException.Usage($"{settings.Label}: {exception.Message}");
            }

            shape = layers[^1].Output;
        }

        if (shape.Steps > 1) throw OceanException.Usage($"the layers leave {shape.Steps} steps, and one answer is wanted: end them with the layer {PoolingLayer.Name}");
        layers.Add(new DenseLayer(shape, outputs) { Gain = MultilayerPerceptron.LastScale * MultilayerPerceptron.LastScale });
        return new Network(layers);
    }
}
