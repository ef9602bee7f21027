using OceanML.Formats.NetCdf.Chunks;

namespace OceanML.Formats.Fields;

/// <summary>A storage chunk of a variable in memory, as inflated; or a block of a variable that is not chunked.</summary>
internal sealed class Tile
{
    /// <summary>A tile.</summary>
    /// <param name="number">Its number in the grid of tiles of its variable.</param>
    /// <param name="corner">Index of its first value along each dimension.</param>
    /// <param name="lengths">Its lengths, which may reach beyond the variable.</param>
    /// <param name="values">Its values.</param>
    public Tile(long number, long[] corner, long[] lengths, ChunkValues values)
    {
        (Number, Corner, Lengths, Values, Strides) = (number, corner, lengths, values, new long[lengths.Length]);
        var stride = 1L;
        for (var axis = lengths.Length - 1; axis >= 0; axis--)
        {
            Strides[axis] = stride;
            stride *= lengths[axis];
        }
    }

    /// <summary>Its number in the grid of tiles of its variable.</summary>
    public long Number { get; }

    /// <summary>Index of its first value along each dimension.</summary>
    public long[] Corner { get; }

    /// <summary>Its lengths along each dimension.</summary>
    public long[] Lengths { get; }

    /// <summary>Values between neighbours along each dimension.</summary>
    public long[] Strides { get; }

    /// <summary>Its values.</summary>
    public ChunkValues Values { get; }

    /// <summary>How many readers use it at the moment; the cache counts.</summary>
    public int Users { get; set; }

    /// <summary>Whether the cache has let it go; its array is given back with the last user.</summary>
    public bool IsEvicted { get; set; }
}
