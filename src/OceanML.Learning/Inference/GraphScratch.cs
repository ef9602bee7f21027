namespace OceanML.Learning;

/// <summary>The arrays in which one thread keeps what nodes make; they are used again for the next block of the same size.</summary>
internal sealed class GraphScratch
{
    private readonly Dictionary<(int Node, int Place), float[]> others = [];
    private float[]?[] first = new float[64][];

    /// <summary>Which arrays the node being evaluated may write to.</summary>
    public int Node { get; set; }

    /// <summary>An array for the first output of the node; its old content is of no use.</summary>
    public float[] Floats(int length)
    {
        if (Node >= first.Length) Array.Resize(ref first, 2 * Node);
        return first[Node] is { } array && array.Length == length ? array : first[Node] = new float[length];
    }

    /// <summary>An array for one of several outputs of the node, or for its own use; its old content is of no use.</summary>
    public float[] Floats(int length, int place)
    {
        if (place == 0) return Floats(length);
        if (others.TryGetValue((Node, place), out var array) && array.Length == length) return array;
        return others[(Node, place)] = new float[length];
    }
}
