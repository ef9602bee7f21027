using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Makes the networks for sequences that go by a name. All read the steps oldest first and answer at the last.</summary>
public static class SequenceNetwork
{
    /// <summary>Standard deviation of the last layer's starting weights, in units of what the others take: training starts from the mean of the targets.</summary>
    private const double LastScale = 0.1;

    /// <summary>The names there are.</summary>
    public static IReadOnlyList<string> Names { get; } = ["lstm", "gru", "tcn", "transformer"];

    /// <summary>A network whose parameters are all zero.</summary>
    /// <param name="name">
    /// lstm, gru: recurrent layers (<see cref="LstmLayer"/>, <see cref="GruLayer"/>). tcn: causal convolutions of dilations 1, 2, 4, …
    /// (<see cref="TemporalBlock"/>). transformer: attention with sinusoidal places (<see cref="TransformerBlock"/>).
    /// </param>
    /// <param name="input">What one row holds.</param>
    /// <param name="outputs">Outputs that the loss needs.</param>
    /// <param name="options">How large.</param>
    /// <exception cref="OceanException">There is no such name, or the units are no multiple of the heads.</exception>
    public static Network Make(string name, SignalShape input, int outputs, SequenceOptions options)
    {
        var layers = name switch
        {
            LstmLayer.Name or GruLayer.Name => Recurrent(name, input, options),
            "tcn" => Convolutional(input, options),
            "transformer" => Attentive(input, options),
            _ => throw OceanException.Usage($"there is no architecture '{name}' for sequences; there are {string.Join(", ", Names)}"),
        };
        layers.Add(new DenseLayer(layers[^1].Output, outputs) { Gain = LastScale * LastScale });
        return new Network(layers);
    }

    private static List<Layer> Recurrent(string name, SignalShape input, SequenceOptions options)
    {
        var (layers, shape) = (new List<Layer>(), input);
        for (var i = 0; i < Math.Max(1, options.Depth); i++)
        {
            layers.Add(name == LstmLayer.Name ? new LstmLayer(shape, options.Units) : new GruLayer(shape, options.Units));
            shape = layers[^1].Output;
            if (options.Dropout > 0) layers.Add(new DropoutLayer(shape, options.Dropout));
        }

        layers.Add(new PoolingLayer(shape, Pooling.Last));
        return layers;
    }

    private static List<Layer> Convolutional(SignalShape input, SequenceOptions options)
    {
        var shape = input with { Width = options.Units };
        List<Layer> layers = [new DenseLayer(input, options.Units)];
        var blocks = options.Depth > 0 ? options.Depth : TemporalBlock.BlocksFor(input.Steps, options.Taps);
        for (var i = 0; i < blocks; i++) layers.AddRange(TemporalBlock.Make(shape, options.Taps, 1 << i, options.Dropout));
        layers.Add(new PoolingLayer(shape, Pooling.Last));
        return layers;
    }

    private static List<Layer> Attentive(SignalShape input, SequenceOptions options)
    {
        if (options.Units % options.Heads != 0) throw OceanException.Usage($"a transformer of {options.Units} units cannot have {options.Heads} heads: take a number that divides the units");
        var shape = input with { Width = options.Units };
        List<Layer> layers = [new DenseLayer(input, options.Units), new SinusoidalPositionLayer(shape)];
        var inside = options.FeedForward > 0 ? options.FeedForward : 4 * options.Units;
        for (var i = 0; i < (options.Depth > 0 ? options.Depth : 2); i++) layers.AddRange(TransformerBlock.Make(shape, options.Heads, inside, options.Dropout));
        layers.Add(new LayerNormLayer(shape));
        layers.Add(new PoolingLayer(shape, Pooling.Last));
        return layers;
    }
}
