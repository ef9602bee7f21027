namespace OceanML.Core;

/// <summary>An input or output of a <see cref="Graph"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Element">Type of its elements.</param>
/// <param name="Shape">Its dimensions; the first is usually <see cref="GraphDimension.Rows"/>.</param>
public sealed record GraphValue(string Name, GraphElement Element, IReadOnlyList<GraphDimension> Shape)
{
    /// <summary>A matrix of 32-bit floating point numbers with a free number of rows.</summary>
    public static GraphValue Matrix(string name, int width) => new(name, GraphElement.Float32, [GraphDimension.Rows, new GraphDimension(width)]);

    /// <summary>Size of the last dimension where it is fixed, otherwise -1.</summary>
    public int Width => Shape.Count > 0 && Shape[^1].Symbol is null ? Shape[^1].Size : -1;
}
