using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace OceanML.Formats.NetCdf.Chunks;

/// <summary>The values of a chunk as inflated, perhaps still shuffled and in the other byte order: what is asked for is put right on the way out.</summary>
/// <param name="Bytes">The bytes; the array may be longer than the chunk.</param>
/// <param name="Length">Number of bytes.</param>
/// <param name="Size">Bytes of a value.</param>
/// <param name="IsShuffled">Whether the bytes are shuffled.</param>
/// <param name="IsSwapped">Whether the byte order is not that of the machine.</param>
internal readonly record struct ChunkValues(byte[] Bytes, int Length, int Size, bool IsShuffled = false, bool IsSwapped = false)
{
    /// <summary>Copies a run of values, in memory order of the machine.</summary>
    /// <param name="first">First value.</param>
    /// <param name="target">Receives as many values as it has room for.</param>
    public void Copy(long first, Span<byte> target)
    {
        if (IsShuffled) ByteShuffle.Undo(Bytes.AsSpan(0, Length), Size, (int)first, target);
        else Bytes.AsSpan((int)first * Size, target.Length).CopyTo(target);
        if (IsSwapped) Swap(target);
    }

    private void Swap(Span<byte> bytes)
    {
        switch (Size)
        {
            case 2:
                var shorts = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                var words = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(words, words);
                break;
            case 8:
                var longs = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }
}
