using System.Buffers.Binary;
using System.IO.Compression;
using OceanML.Formats.Native;

namespace OceanML.Formats.NetCdf.Chunks;

/// <summary>The filters of a chunked variable that are undone here: shuffle, deflate and the Fletcher checksum, in the order they were applied.</summary>
internal sealed class ChunkFilters
{
    private readonly int[] filters;
    private readonly int chunkBytes;

    private ChunkFilters(int[] filters, int chunkBytes) => (this.filters, this.chunkBytes) = (filters, chunkBytes);

    /// <summary>The filters, or null where others are among them, or these in another order: libnetcdf itself stores a checksum within what is shuffled.</summary>
    /// <param name="filters">HDF5's numbers of the filters.</param>
    /// <param name="chunkBytes">Bytes of a chunk without them.</param>
    public static ChunkFilters? Of(int[] filters, int chunkBytes)
    {
        var shuffle = Array.IndexOf(filters, Hdf5Native.FilterShuffle);
        var deflate = Array.IndexOf(filters, Hdf5Native.FilterDeflate);
        var checksum = Array.IndexOf(filters, Hdf5Native.FilterFletcher32);
        var known = (shuffle >= 0 ? 1 : 0) + (deflate >= 0 ? 1 : 0) + (checksum >= 0 ? 1 : 0);

        // What is shuffled or inflated must be the chunk and nothing else.
        return known != filters.Length || shuffle > 0 || (checksum >= 0 && checksum < deflate) ? null : new ChunkFilters(filters, chunkBytes);
    }

    /// <summary>Undoes all filters but the shuffle.</summary>
    /// <param name="stored">The buffer that holds the stored bytes.</param>
    /// <param name="start">Where they begin.</param>
    /// <param name="length">How many they are.</param>
    /// <param name="mask">Bit i is set where filter i was not applied to this chunk.</param>
    /// <param name="target">Receives the bytes of the chunk.</param>
    /// <returns>Whether they are still shuffled.</returns>
    /// <exception cref="InvalidDataException">The stored bytes are damaged.</exception>
    public bool Undo(byte[] stored, int start, int length, uint mask, Span<byte> target)
    {
        var inflated = false;
        for (var i = filters.Length - 1; i >= 0; i--)
        {
            if (IsOmitted(i, mask) || filters[i] == Hdf5Native.FilterShuffle) continue;
            if (filters[i] == Hdf5Native.FilterFletcher32)
            {
                length -= 4;
                Verify(stored.AsSpan(start), length);
            }
            else
            {
                Inflate(stored, start, length, target[..chunkBytes]);
                inflated = true;
            }
        }

        if (!inflated)
        {
            if (length != chunkBytes) throw new InvalidDataException("a chunk of the wrong length");
            stored.AsSpan(start, length).CopyTo(target);
        }

        return filters is [Hdf5Native.FilterShuffle, ..] && !IsOmitted(0, mask);
    }

    private static bool IsOmitted(int filter, uint mask) => (mask >> filter & 1) != 0;

    // The checksum is at the end, little-endian.
    private static void Verify(ReadOnlySpan<byte> bytes, int length)
    {
        if (length < 0 || Fletcher32.Of(bytes[..length]) != BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(length, 4)))
            throw new InvalidDataException("a chunk with another checksum than its own");
    }

    // One byte more is asked for: at the end of the stream its own checksum is compared.
    private static void Inflate(byte[] stored, int start, int length, Span<byte> target)
    {
        using var inflater = new ZLibStream(new MemoryStream(stored, start, length, writable: false), CompressionMode.Decompress);
        if (inflater.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) != target.Length || inflater.ReadByte() >= 0)
            throw new InvalidDataException("a chunk that inflates to another length");
    }
}
