using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Where a layer writes itself as operations of a model file.</summary>
/// <param name="builder">The graph under construction.</param>
/// <param name="prefix">What the names of the layer's tensors begin with.</param>
/// <param name="layer">The layer.</param>
/// <param name="parameters">Its parameters, block after block, padding included.</param>
public readonly ref struct LayerExport(GraphBuilder builder, string prefix, Layer layer, ReadOnlySpan<float> parameters)
{
    private readonly ReadOnlySpan<float> parameters = parameters;

    /// <summary>The graph under construction.</summary>
    public GraphBuilder Builder => builder;

    /// <summary>What the names of the layer's tensors begin with.</summary>
    public string Prefix => prefix;

    /// <summary>Where a layer that this one wraps writes itself.</summary>
    /// <param name="number">Which of the wrapped layers it is: its tensors' names begin with it.</param>
    /// <param name="inner">The wrapped layer.</param>
    /// <param name="offset">Where its parameters begin among those of this layer.</param>
    public LayerExport Within(int number, Layer inner, int offset) => new(builder, $"{prefix}.{number}", inner, parameters.Slice(offset, inner.ParameterCount));

    /// <summary>The numbers of a block without padding, row by row.</summary>
    public float[] Values(string block)
    {
        var at = 0;
        foreach (var candidate in layer.Blocks)
        {
            if (candidate.Name == block) return candidate.Unpad(parameters.Slice(at, candidate.Size));
            at += candidate.Size;
        }

        throw new ArgumentException($"the layer {layer.Kind} has no parameters '{block}'", nameof(block));
    }

    /// <summary>The numbers of a block as a tensor named after it, of that shape; where none is given, [rows, columns], or [columns] for a row.</summary>
    public GraphSignal Tensor(string block, params int[] shape)
    {
        if (shape.Length == 0)
        {
            var found = layer.Blocks.First(candidate => candidate.Name == block);
            shape = found.Rows == 1 ? [found.Columns] : [found.Rows, found.Columns];
        }

        return Tensor(block, Values(block), shape);
    }

    /// <summary>A tensor of the layer under a name of its own, for <see cref="Layer.Load"/> to find.</summary>
    public GraphSignal Tensor(string name, float[] values, params int[] shape) => builder.Constant($"{prefix}.{name}", values, shape);
}
