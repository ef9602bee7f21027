namespace OceanML.Learning;

/// <summary>Makes multilayer perceptrons: dense layers with an activation and dropout after each but the last.</summary>
public static class MultilayerPerceptron
{
    /// <summary>Standard deviation of the last layer's starting weights, in units of what the others take: training starts from the mean of the targets.</summary>
    public const double LastScale = 0.1;

    /// <summary>A network whose parameters are all zero.</summary>
    /// <param name="inputs">Number of inputs, at least 1.</param>
    /// <param name="hidden">Units of each hidden layer; empty for a linear model.</param>
    /// <param name="outputs">Number of outputs, at least 1.</param>
    /// <param name="activation">What hidden units do with their sums; the outputs are linear.</param>
    /// <param name="dropout">Share of hidden values dropped in training.</param>
    public static Network Make(int inputs, IReadOnlyList<int> hidden, int outputs, Activation activation, float dropout = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        if (hidden.Any(width => width < 1)) throw new ArgumentOutOfRangeException(nameof(hidden), "a hidden layer needs at least one unit");
        var (layers, shape) = (new List<Layer>(), new SignalShape(1, inputs));
        foreach (var width in hidden)
        {
            layers.Add(new DenseLayer(shape, width) { Gain = activation == Activation.Relu ? 2 : 1 });
            shape = layers[^1].Output;
            layers.Add(new ActivationLayer(shape, activation));
            if (dropout > 0) layers.Add(new DropoutLayer(shape, dropout));
        }

        layers.Add(new DenseLayer(shape, outputs) { Gain = LastScale * LastScale });
        return new Network(layers);
    }
}
