using System.Buffers.Binary;
using System.IO.Compression;
using OceanML.Core;

namespace OceanML.Formats.Access;

/// <summary>The lines of a text file, plain or gzipped. A gzip cut in transfer is refused: .NET ends it silently, and profiles would be lost.</summary>
internal sealed class IndexText : IDisposable
{
    private readonly string path;
    private readonly StreamReader reader;
    private readonly uint? announced;
    private long characters;

    public IndexText(string path)
    {
        this.path = path;
        var stream = File.OpenRead(path);
        Span<byte> bytes = stackalloc byte[4];
        var isGzip = stream.ReadAtLeast(bytes, 4, throwOnEndOfStream: false) == 4 && bytes[0] == 0x1f && bytes[1] == 0x8b;
        if (isGzip)
        {
            // The last four bytes of a gzip member are its length before compression, modulo 2^32.
            stream.Seek(-4, SeekOrigin.End);
            stream.ReadExactly(bytes);
            announced = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        }

        stream.Position = 0;

        // Latin-1 makes one character of each byte, so that characters count bytes; index lines are ASCII.
        reader = new StreamReader(isGzip ? new GZipStream(stream, CompressionMode.Decompress) : stream, System.Text.Encoding.Latin1, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16);
    }

    /// <summary>The next line, or null at the end.</summary>
    /// <exception cref="OceanException">The gzip stream is damaged or cut.</exception>
    public string? ReadLine()
    {
        try
        {
            if (reader.ReadLine() is { } line)
            {
                characters += line.Length + 1;
                return line;
            }
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(exception);
        }

        // Line ends of two characters and a missing last one change the count by at most one per line, and several members are allowed:
        // only a length beyond what was read says that something is missing.
        if (announced > characters + (characters / 8)) throw Damaged(null);
        return null;
    }

    public void Dispose() => reader.Dispose();

    private OceanException Damaged(Exception? cause) =>
        OceanException.BadInput($"{path}: the gzip stream is damaged or cut; fetch the index again", cause);
}
