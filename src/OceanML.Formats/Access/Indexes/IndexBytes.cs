using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using OceanML.Core;

namespace OceanML.Formats.Access;

/// <summary>The bytes of a text file, plain or gzipped, in blocks of whole lines. A gzip cut in transfer is refused: .NET ends it silently, and profiles would be lost.</summary>
internal sealed class IndexBytes : IDisposable
{
    private readonly string path;
    private readonly Stream stream;
    private readonly int blockSize;
    private readonly uint? announced;
    private byte[] rest = [];
    private long total;
    private byte last = (byte)'\n';
    private bool isAtEnd;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="blockSize">Bytes of a block, about.</param>
    public IndexBytes(string path, int blockSize = 1 << 18)
    {
        (this.path, this.blockSize) = (path, blockSize);
        stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 17, FileOptions.SequentialScan);
        Span<byte> bytes = stackalloc byte[4];
        if (stream.ReadAtLeast(bytes, 4, throwOnEndOfStream: false) == 4 && bytes[0] == 0x1f && bytes[1] == 0x8b)
        {
            // The last four bytes of a gzip member are its length before compression, modulo 2^32.
            stream.Seek(-4, SeekOrigin.End);
            stream.ReadExactly(bytes);
            announced = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            stream.Position = 0;
            stream = new GZipStream(stream, CompressionMode.Decompress);
        }
        else
        {
            stream.Position = 0;
        }
    }

    /// <summary>The next lines, whole, in an array of the shared pool, which <see cref="Release"/> gives back; empty at the end.</summary>
    /// <exception cref="OceanException">The gzip stream is damaged or cut.</exception>
    public ArraySegment<byte> Next()
    {
        if (isAtEnd) return ArraySegment<byte>.Empty;
        var block = ArrayPool<byte>.Shared.Rent(Math.Max(blockSize, rest.Length * 2));
        rest.CopyTo(block, 0);
        var length = rest.Length;
        while (true)
        {
            var read = Read(block.AsSpan(length));
            length += read;
            if (length < block.Length)
            {
                End();
                rest = [];
                return new ArraySegment<byte>(block, 0, length);
            }

            var end = block.AsSpan().LastIndexOf((byte)'\n') + 1;
            if (end > 0)
            {
                rest = block[end..];
                return new ArraySegment<byte>(block, 0, end);
            }

            var larger = ArrayPool<byte>.Shared.Rent(block.Length * 2);
            block.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(block);
            block = larger;
        }
    }

    /// <summary>Takes back lines that are not needed any more.</summary>
    public static void Release(ArraySegment<byte> lines)
    {
        if (lines.Array is { Length: > 0 } block) ArrayPool<byte>.Shared.Return(block);
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private int Read(Span<byte> room)
    {
        try
        {
            var read = stream.ReadAtLeast(room, room.Length, throwOnEndOfStream: false);
            if (read > 0) last = room[read - 1];
            total += read;
            return read;
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(exception);
        }
    }

    /// <summary>
    /// A file may have several members, of which the last one tells its length alone: it cannot be longer than all. A single member that is cut ends within a
    /// line but for a chance of one in a hundred.
    /// </summary>
    private void End()
    {
        isAtEnd = true;
        if (announced is { } length && (length > total || (length != (uint)total && last != '\n'))) throw Damaged(null);
    }

    private OceanException Damaged(Exception? cause) =>
        OceanException.BadInput($"{path}: the gzip stream is damaged or cut; fetch the index again", cause);
}
