namespace OceanML.Core;

/// <summary>A named dense array of numbers, last dimension fastest: weights, scales, axes, or the values that flow through a graph.</summary>
public sealed class GraphTensor
{
    private GraphTensor(string name, GraphElement element, int[] shape, float[] floats, long[] integers)
    {
        (Name, Element, Shape, Floats, Integers) = (name, element, shape, floats, integers);
        var count = Count(shape);
        var held = element == GraphElement.Float32 ? floats.Length : integers.Length;
        if (held != count) throw new ArgumentException($"Tensor '{name}' of shape [{string.Join(",", shape)}] needs {count} values and has {held}.", nameof(shape));
    }

    /// <summary>Name by which nodes refer to it.</summary>
    public string Name { get; }

    /// <summary>Type of the elements.</summary>
    public GraphElement Element { get; }

    /// <summary>Size of each dimension; empty for a single number.</summary>
    public int[] Shape { get; }

    /// <summary>The values of a <see cref="GraphElement.Float32"/> tensor, otherwise empty.</summary>
    public float[] Floats { get; }

    /// <summary>The values of an <see cref="GraphElement.Int64"/> tensor, otherwise empty.</summary>
    public long[] Integers { get; }

    /// <summary>Number of elements.</summary>
    public int Length => Element == GraphElement.Float32 ? Floats.Length : Integers.Length;

    /// <summary>A tensor of 32-bit floating point numbers; the array is kept, not copied.</summary>
    /// <exception cref="ArgumentException">The number of values is not the product of the shape.</exception>
    public static GraphTensor OfFloats(string name, float[] values, params int[] shape) => new(name, GraphElement.Float32, shape, values, []);

    /// <summary>A tensor of 64-bit integers; the array is kept, not copied.</summary>
    /// <exception cref="ArgumentException">The number of values is not the product of the shape.</exception>
    public static GraphTensor OfIntegers(string name, long[] values, params int[] shape) => new(name, GraphElement.Int64, shape, [], values);

    /// <summary>The same values under another name.</summary>
    public GraphTensor Named(string name) => new(name, Element, Shape, Floats, Integers);

    /// <summary>The same values in another shape of as many elements.</summary>
    /// <exception cref="ArgumentException">The number of values is not the product of the shape.</exception>
    public GraphTensor Shaped(params int[] shape) => new(Name, Element, shape, Floats, Integers);

    /// <summary>Number of elements of a shape.</summary>
    public static int Count(ReadOnlySpan<int> shape)
    {
        var count = 1;
        foreach (var size in shape) count = checked(count * size);
        return count;
    }
}
