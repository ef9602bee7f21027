using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Values brought to a mean of 0 and a variance of 1; sums are kept in 64 bits.</summary>
internal static class NormalisationKernels
{
    /// <summary>Over the axes from <c>axis</c> on of each element before them (Ba et al. 2016, arXiv:1607.06450).</summary>
    public static GraphTensor Layer(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var x = arguments[0]!;
        var axis = ShapeKernels.Axis(node.Integer("axis", -1), x.Shape.Length);
        var size = GraphTensor.Count(x.Shape.AsSpan(axis));
        var (values, y, epsilon) = (ElementKernels.Floats(x), scratch.Floats(x.Length), node.Number("epsilon", 1e-5f));
        var scale = ElementKernels.Wide(arguments[1]!, x.Shape[axis..]).Floats;
        var shift = arguments.Length > 2 && arguments[2] is { } given ? ElementKernels.Wide(given, x.Shape[axis..]).Floats : null;
        for (var start = 0; start < values.Length; start += size)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var i = 0; i < size; i++) sum += values[start + i];
            var mean = sum / size;
            for (var i = 0; i < size; i++) squares += (values[start + i] - mean) * (values[start + i] - mean);
            var inverse = 1 / Math.Sqrt((squares / size) + epsilon);
            for (var i = 0; i < size; i++) y[start + i] = (float)(((values[start + i] - mean) * inverse * scale[i]) + (shift is null ? 0 : shift[i]));
        }

        return GraphTensor.OfFloats("", y, x.Shape);
    }

    /// <summary>With the means and variances kept from training, channel by channel (Ioffe and Szegedy 2015, arXiv:1502.03167).</summary>
    public static GraphTensor Batch(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        if (node.Integer("training_mode", 0) != 0) throw new ArgumentException("the model is still in training mode");
        var x = arguments[0]!;
        var (scale, shift, mean, variance) = (arguments[1]!.Floats, arguments[2]!.Floats, arguments[3]!.Floats, arguments[4]!.Floats);
        var (values, y, epsilon) = (ElementKernels.Floats(x), scratch.Floats(x.Length), node.Number("epsilon", 1e-5f));
        var (channels, inner) = (x.Shape[1], GraphTensor.Count(x.Shape.AsSpan(2)));
        if (scale.Length != channels) throw new ArgumentException($"there are {channels} channels and {scale.Length} scales");
        for (var i = 0; i < values.Length; i++)
        {
            var channel = i / inner % channels;
            y[i] = (float)((((double)values[i] - mean[channel]) / Math.Sqrt((double)variance[channel] + epsilon) * scale[channel]) + shift[channel]);
        }

        return GraphTensor.OfFloats("", y, x.Shape);
    }
}
