namespace OceanML.Core;

/// <summary>A constant setting of a <see cref="GraphNode"/>, e.g. the axis of a concatenation.</summary>
public abstract record GraphAttribute
{
    private GraphAttribute()
    {
    }

    /// <summary>One integer.</summary>
    public sealed record Integer(long Value) : GraphAttribute;

    /// <summary>One 32-bit floating point number.</summary>
    public sealed record Number(float Value) : GraphAttribute;

    /// <summary>Text.</summary>
    public sealed record Text(string Value) : GraphAttribute;

    /// <summary>Several integers.</summary>
    public sealed record Integers(IReadOnlyList<long> Values) : GraphAttribute;

    /// <summary>Several 32-bit floating point numbers.</summary>
    public sealed record Numbers(IReadOnlyList<float> Values) : GraphAttribute;

    /// <summary>Several texts.</summary>
    public sealed record Texts(IReadOnlyList<string> Values) : GraphAttribute;

    /// <summary>A whole tensor: the value of a <c>Constant</c> node.</summary>
    public sealed record Tensor(GraphTensor Value) : GraphAttribute;

    /// <summary>One integer.</summary>
    public static GraphAttribute Of(long value) => new Integer(value);

    /// <summary>One number.</summary>
    public static GraphAttribute Of(float value) => new Number(value);

    /// <summary>Text.</summary>
    public static GraphAttribute Of(string value) => new Text(value);

    /// <summary>Several numbers.</summary>
    public static GraphAttribute Of(params float[] values) => new Numbers(values);

    /// <summary>Several texts.</summary>
    public static GraphAttribute Of(params string[] values) => new Texts(values);

    /// <summary>Several integers.</summary>
    public static GraphAttribute Of(params long[] values) => new Integers(values);
}
