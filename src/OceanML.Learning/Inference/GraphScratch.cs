namespace OceanML.Learning;

/// <summary>The arrays in which one thread keeps what nodes make; they are used again for the next block of the same size.</summary>
internal sealed class GraphScratch
{
    private readonly Dictionary<int, float[]> arrays = [];

    /// <summary>The node being evaluated; its array is its own.</summary>
    public int Node { get; set; }

    /// <summary>An array for the output of the node; its old content is of no use.</summary>
    public float[] Floats(int length)
    {
        if (arrays.TryGetValue(Node, out var array) && array.Length == length) return array;
        return arrays[Node] = new float[length];
    }
}
