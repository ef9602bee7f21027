namespace OceanML.Core;

/// <summary>A dimension of an input or output: a fixed size, or a name for one that is free.</summary>
/// <param name="Size">Number of elements; -1 where free.</param>
/// <param name="Symbol">Name of a free dimension, otherwise null.</param>
public readonly record struct GraphDimension(int Size, string? Symbol = null)
{
    /// <summary>The free number of rows of a batch.</summary>
    public static readonly GraphDimension Rows = new(-1, "rows");
}
