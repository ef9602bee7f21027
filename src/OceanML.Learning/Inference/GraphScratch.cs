namespace OceanML.Learning;

/// <summary>The arrays in which one thread keeps what nodes make; they are used again for the next block of the same size.</summary>
internal sealed class GraphScratch
{
    private readonly Dictionary<(int Node, int Place), float[]> arrays = [];

    /// <summary>The node being evaluated; its arrays are its own.</summary>
    public int Node { get; set; }

    /// <summary>An array for the first output of the node; its old content is of no use.</summary>
    public float[] Floats(int length) => Floats(length, 0);

    /// <summary>An array for one of several outputs of the node, or for its own use; its old content is of no use.</summary>
    public float[] Floats(int length, int place)
    {
        if (arrays.TryGetValue((Node, place), out var array) && array.Length == length) return array;
        return arrays[(Node, place)] = new float[length];
    }
}
