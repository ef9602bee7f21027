namespace OceanML.Learning;

/// <summary>The layers of a fully connected network (multilayer perceptron).</summary>
public sealed class NetworkShape
{
    /// <summary>Numbers per vector register; every row of values is padded to a multiple of it.</summary>
    public const int VectorWidth = 8;

    /// <summary>Declares a network.</summary>
    /// <param name="inputs">Number of inputs, at least 1.</param>
    /// <param name="hidden">Number of units of each hidden layer; empty for a linear model.</param>
    /// <param name="outputs">Number of outputs, at least 1.</param>
    /// <param name="activation">What hidden units do with their sums; the outputs are linear.</param>
    public NetworkShape(int inputs, IReadOnlyList<int> hidden, int outputs, Activation activation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        int[] widths = [inputs, .. hidden, outputs];
        if (widths.Min() < 1) throw new ArgumentOutOfRangeException(nameof(hidden), "a hidden layer needs at least one unit");
        var layers = new NetworkLayer[widths.Length - 1];
        var offset = 0;
        for (var i = 0; i < layers.Length; i++)
        {
            var layer = new NetworkLayer(widths[i], widths[i + 1], offset, 0);
            layers[i] = layer with { BiasOffset = offset + layer.WeightCount };
            offset += layer.WeightCount + layer.PaddedOutputs;
        }

        (Inputs, Hidden, Outputs, Activation, Layers, ParameterCount) = (inputs, hidden, outputs, activation, layers, offset);
    }

    /// <summary>Number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>Units of each hidden layer.</summary>
    public IReadOnlyList<int> Hidden { get; }

    /// <summary>Number of outputs.</summary>
    public int Outputs { get; }

    /// <summary>What hidden units do with their sums.</summary>
    public Activation Activation { get; }

    /// <summary>The layers, first to last.</summary>
    public IReadOnlyList<NetworkLayer> Layers { get; }

    /// <summary>Length of the flat parameters, padding included.</summary>
    public int ParameterCount { get; }

    /// <summary>Weights and biases without padding.</summary>
    public int FreeParameters => Layers.Sum(layer => (layer.Inputs + 1) * layer.Outputs);

    /// <summary>A width rounded up to a whole number of vectors.</summary>
    public static int Pad(int width) => (width + VectorWidth - 1) / VectorWidth * VectorWidth;
}
