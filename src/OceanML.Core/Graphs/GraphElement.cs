namespace OceanML.Core;

/// <summary>Type of the elements of a tensor in a <see cref="Graph"/>.</summary>
public enum GraphElement
{
    /// <summary>32-bit floating point.</summary>
    Float32,

    /// <summary>64-bit integer: shapes, axes, indices.</summary>
    Int64,
}
