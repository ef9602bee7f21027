using System.IO.Compression;
using System.Text;

namespace OceanML.Formats.Tables;

/// <summary>The beginning of a text file.</summary>
/// <param name="Encoding">How its bytes are letters.</param>
/// <param name="Gzip">Whether it is compressed.</param>
/// <param name="Lines">Its first lines; the last one is whole.</param>
/// <param name="Whole">Whether these are all lines of the file.</param>
internal sealed record TextHead(Encoding Encoding, bool Gzip, string[] Lines, bool Whole)
{
    private const int Bytes = 1 << 19;

    /// <summary>Reads the beginning, or null where it is not text.</summary>
    public static TextHead? Read(string path)
    {
        var (bytes, gzip) = Beginning(path);
        if (bytes.Length == 0) return null;
        var encoding = EncodingOf(bytes);
        if (encoding is null) return null;
        var preamble = bytes.AsSpan().StartsWith(encoding.Preamble) ? encoding.Preamble.Length : 0;
        var text = encoding.GetString(bytes.AsSpan(preamble));
        var whole = bytes.Length < Bytes;
        var lines = text.Split(["\r\n", "\n", "\r"], StringSplitOptions.None);
        return new TextHead(encoding, gzip, whole || lines.Length == 1 ? lines : lines[..^1], whole);
    }

    /// <summary>Opens a text file to be read line by line.</summary>
    public static StreamReader Open(string path, Encoding encoding, bool gzip)
    {
        Stream stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        if (gzip) stream = new GZipStream(stream, CompressionMode.Decompress);
        return new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
    }

    private static (byte[] Bytes, bool Gzip) Beginning(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> magic = stackalloc byte[2];
        var gzip = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1f, 0x8b];
        file.Position = 0;
        var buffer = new byte[Bytes];
        if (!gzip) return (buffer[..file.ReadAtLeast(buffer, Bytes, throwOnEndOfStream: false)], false);
        using var inflated = new GZipStream(file, CompressionMode.Decompress);
        return (buffer[..inflated.ReadAtLeast(buffer, Bytes, throwOnEndOfStream: false)], true);
    }

    private static Encoding? EncodingOf(byte[] bytes)
    {
        if (bytes is [0xff, 0xfe, ..]) return Encoding.Unicode;
        if (bytes is [0xfe, 0xff, ..]) return Encoding.BigEndianUnicode;
        if (bytes.AsSpan().Contains((byte)0)) return null;

        // Control characters other than tab, line ends, form feed and the DOS end mark do not occur in text.
        foreach (var value in bytes)
        {
            if (value < 0x20 && value is not (9 or 10 or 12 or 13 or 0x1a)) return null;
        }

        var end = bytes.Length;
        if (end == Bytes)
        {
            // The cut may fall inside a letter.
            while (end > 0 && (bytes[end - 1] & 0xc0) == 0x80) end--;
            if (end > 0 && bytes[end - 1] >= 0xc0) end--;
        }

        return System.Text.Unicode.Utf8.IsValid(bytes.AsSpan(0, end)) ? Encoding.UTF8 : Encoding.Latin1;
    }
}
