using System.Buffers;

namespace OceanML.Formats.NetCdf.Chunks;

/// <summary>The stored bytes of one chunk after another, in a buffer that grows as needed.</summary>
internal sealed class StoredChunk : IDisposable
{
    /// <summary>Number of the chunk in its grid.</summary>
    public long Number { get; private set; }

    /// <summary>The stored bytes; the array may be longer.</summary>
    public byte[] Bytes { get; private set; } = [];

    /// <summary>Number of stored bytes; 0 for a chunk that was never written.</summary>
    public int Length { get; private set; }

    /// <summary>Bit i is set where filter i was not applied to this chunk.</summary>
    public uint FilterMask { get; set; }

    /// <summary>Makes room for a chunk.</summary>
    public void Prepare(long number, ulong length)
    {
        (Number, Length, FilterMask) = (number, checked((int)length), 0);
        if (Bytes.Length >= Length) return;
        Dispose();
        Bytes = ArrayPool<byte>.Shared.Rent(Length);
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (Bytes.Length > 0) ArrayPool<byte>.Shared.Return(Bytes);
        Bytes = [];
    }
}
