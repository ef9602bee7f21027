using System.Buffers;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Fields;

/// <summary>
/// Keeps the tiles last used, so that many small windows do not inflate the same chunk again. Stored bytes are kept, not doubles: a packed
/// chunk stays small. The arrays come from a pool and go back to it. May be used from several threads.
/// </summary>
/// <param name="budget">Bytes that may be kept; one tile is, whatever its size.</param>
internal sealed class TileCache(long budget) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<(NetCdfVariable Variable, long Number), LinkedListNode<(NetCdfVariable Variable, Tile Tile)>> tiles = [];
    private readonly LinkedList<(NetCdfVariable Variable, Tile Tile)> recent = new();
    private long held;
    private long read;

    /// <summary>Number of tiles read from the file so far.</summary>
    public long TilesRead => Interlocked.Read(ref read);

    /// <summary>The tile of a number, which stays in memory until <see cref="Release"/>; null where it must be read.</summary>
    public Tile? Acquire(NetCdfVariable variable, long number)
    {
        lock (gate)
        {
            if (!tiles.TryGetValue((variable, number), out var node)) return null;
            recent.Remove(node);
            recent.AddFirst(node);
            node.Value.Tile.Users++;
            return node.Value.Tile;
        }
    }

    /// <summary>Ends the use of a tile.</summary>
    public void Release(Tile tile)
    {
        lock (gate)
        {
            if (--tile.Users == 0 && tile.IsEvicted) ArrayPool<byte>.Shared.Return(tile.Values.Bytes);
        }
    }

    /// <summary>Counts a tile that was read from the file.</summary>
    public void Count() => Interlocked.Increment(ref read);

    /// <summary>Keeps a tile and its array, which is from the shared pool; false where another thread was first.</summary>
    public bool Keep(NetCdfVariable variable, Tile tile)
    {
        lock (gate)
        {
            if (tiles.ContainsKey((variable, tile.Number))) return false;
            tiles[(variable, tile.Number)] = recent.AddFirst((variable, tile));
            held += tile.Values.Bytes.Length;
            while (held > budget && recent.Count > 1) Evict();
            return true;
        }
    }

    /// <summary>Lets all tiles go.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            while (recent.Count > 0) Evict();
        }
    }

    private void Evict()
    {
        var (variable, tile) = recent.Last!.Value;
        recent.RemoveLast();
        tiles.Remove((variable, tile.Number));
        held -= tile.Values.Bytes.Length;
        tile.IsEvicted = true;
        if (tile.Users == 0) ArrayPool<byte>.Shared.Return(tile.Values.Bytes);
    }
}
