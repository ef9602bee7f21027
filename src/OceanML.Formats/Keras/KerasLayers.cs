using OceanML.Core;

namespace OceanML.Formats.Keras;

/// <summary>What each kind of Keras layer computes, as operations of a graph; formulas and defaults are those of Keras (https://keras.io/api/layers/).</summary>
internal static class KerasLayers
{
    private const float NormalisationEpsilon = 1e-3f;

    private static readonly string[] Supported =
        ["InputLayer", "Dense", "Activation", "ReLU", "LeakyReLU", "ELU", "Softmax", "BatchNormalization", "Normalization", "Rescaling", "Dropout", "GaussianNoise", "GaussianDropout", "AlphaDropout", "ActivityRegularization", "Flatten"];

    private static readonly string[] Functions =
        ["linear", "tanh", "relu", "sigmoid", "softmax", "softplus", "elu", "selu", "swish", "exponential", "leaky_relu", "gelu"];

    /// <summary>Adds a layer and returns what it makes, with its width.</summary>
    public static (GraphSignal Signal, int Width) Add(GraphBuilder builder, GraphSignal x, KerasLayer layer, int width, Func<string, GraphTensor> weights)
    {
        switch (layer.Kind)
        {
            case "InputLayer" or "Dropout" or "GaussianNoise" or "GaussianDropout" or "AlphaDropout" or "ActivityRegularization" or "Flatten":
                return (x, width);
            case "Dense":
                return Dense(builder, x, layer, width, weights);
            case "Activation":
                return (Activate(builder, x, layer.Function(), layer), width);
            case "ReLU":
                return (Rectify(builder, x, layer), width);
            case "LeakyReLU":
                return (Leaky(builder, x, layer.Number("negative_slope", layer.Number("alpha", 0.3f))), width);
            case "ELU":
                return (builder.Node("Elu", [x], ("alpha", GraphAttribute.Of(layer.Number("alpha", 1)))), width);
            case "Softmax":
                return (builder.Softmax(x), width);
            case "Rescaling":
                return (builder.Add(builder.Mul(x, builder.Constant(layer.Number("scale", 1))), builder.Constant(layer.Number("offset", 0))), width);
            case "BatchNormalization":
                return (Normalise(builder, x, layer, width, weights), width);
            case "Normalization":
                return (Standardise(builder, x, width, weights), width);
            default:
                throw OceanException.BadInput(
                    $"{layer.Path}: layer '{layer.Name}' is of the kind {layer.Kind}, which is not read from Keras files; export the model to ONNX. Read are {string.Join(", ", Supported)}");
        }
    }

    private static (GraphSignal Signal, int Width) Dense(GraphBuilder builder, GraphSignal x, KerasLayer layer, int width, Func<string, GraphTensor> weights)
    {
        var kernel = weights("kernel");
        if (kernel.Shape is not [var inputs, var units] || inputs != width)
            throw OceanException.BadInput($"{layer.Path}: the kernel of layer '{layer.Name}' is [{string.Join(",", kernel.Shape)}] and {width} values come in");
        var bias = layer.Truth("use_bias", true) ? weights("bias").Floats : new float[units];
        if (bias.Length != units) throw OceanException.BadInput($"{layer.Path}: layer '{layer.Name}' has {units} units and {bias.Length} biases");
        return (Activate(builder, builder.Dense(x, kernel.Floats, bias, inputs, units), layer.Function(), layer), units);
    }

    private static GraphSignal Activate(GraphBuilder builder, GraphSignal x, string function, KerasLayer layer) => function switch
    {
        "linear" => x,
        "tanh" => builder.Tanh(x),
        "relu" => builder.Relu(x),
        "sigmoid" => builder.Sigmoid(x),
        "softmax" => builder.Softmax(x),
        "softplus" => builder.Softplus(x),
        "elu" => builder.Node("Elu", [x]),
        "selu" => Selu(builder, x),
        "swish" or "silu" => builder.Mul(x, builder.Sigmoid(x)),
        "exponential" => builder.Exp(x),
        "leaky_relu" => Leaky(builder, x, 0.2f),
        "gelu" => Gelu(builder, x),
        _ => throw OceanException.BadInput($"{layer.Path}: layer '{layer.Name}' has the activation '{function}', which is not known here; known are {string.Join(", ", Functions)}"),
    };

    private static GraphSignal Rectify(GraphBuilder builder, GraphSignal x, KerasLayer layer)
    {
        if (layer.Number("threshold", 0) != 0) throw OceanException.BadInput($"{layer.Path}: layer '{layer.Name}' is a ReLU with a threshold other than 0, which is not supported");
        var slope = layer.Number("negative_slope", 0);
        var y = slope == 0 ? builder.Relu(x) : Leaky(builder, x, slope);
        return layer.Number("max_value", float.PositiveInfinity) is var most && float.IsFinite(most) ? builder.Min(y, builder.Constant(most)) : y;
    }

    private static GraphSignal Leaky(GraphBuilder builder, GraphSignal x, float slope) => builder.Node("LeakyRelu", [x], ("alpha", GraphAttribute.Of(slope)));

    // Klambauer et al. 2017, doi:10.48550/arXiv.1706.02515.
    private static GraphSignal Selu(GraphBuilder builder, GraphSignal x) =>
        builder.Mul(builder.Node("Elu", [x], ("alpha", GraphAttribute.Of(1.6732632423543772f))), builder.Constant(1.0507009873554805f));

    private static GraphSignal Gelu(GraphBuilder builder, GraphSignal x) =>
        builder.Mul(
            builder.Mul(x, builder.Constant(0.5f)),
            builder.Add(builder.Node("Erf", [builder.Mul(x, builder.Constant((float)Math.Sqrt(0.5)))]), builder.Constant(1)));

    private static GraphSignal Normalise(GraphBuilder builder, GraphSignal x, KerasLayer layer, int width, Func<string, GraphTensor> weights)
    {
        var (mean, variance) = (weights("moving_mean").Floats, weights("moving_variance").Floats);
        var epsilon = layer.Number("epsilon", NormalisationEpsilon);
        var gamma = layer.Truth("scale", true) ? weights("gamma").Floats : null;
        var beta = layer.Truth("center", true) ? weights("beta").Floats : null;
        var (factor, offset) = (new float[width], new float[width]);
        for (var i = 0; i < width; i++)
        {
            var scale = (gamma?[i] ?? 1.0) / Math.Sqrt(variance[i] + (double)epsilon);
            (factor[i], offset[i]) = ((float)scale, (float)((beta?[i] ?? 0.0) - (mean[i] * scale)));
        }

        return builder.Add(builder.Mul(x, builder.Constant(factor, 1, width)), builder.Constant(offset, 1, width));
    }

    private static GraphSignal Standardise(GraphBuilder builder, GraphSignal x, int width, Func<string, GraphTensor> weights)
    {
        var (mean, variance) = (weights("mean").Floats, weights("variance").Floats);
        var (centre, factor) = (new float[width], new float[width]);
        for (var i = 0; i < width; i++) (centre[i], factor[i]) = (mean[mean.Length == 1 ? 0 : i], (float)(1 / Math.Max(Math.Sqrt(variance[variance.Length == 1 ? 0 : i]), 1e-7)));
        return builder.Mul(builder.Sub(x, builder.Constant(centre, 1, width)), builder.Constant(factor, 1, width));
    }
}
