using System.IO.Compression;
using System.Text;
using OceanML.Core;

namespace OceanML.Formats.Products;

/// <summary>The beginning of a file that is not netCDF: its family, and its first lines where it is text.</summary>
/// <param name="Format">parquet, zip, json, xml, html, text, or binary.</param>
/// <param name="IsCompressed">Whether it was inside gzip.</param>
/// <param name="Text">The first characters; empty where binary.</param>
public sealed record FileHead(string Format, bool IsCompressed, string Text)
{
    private const int Bytes = 32768;

    /// <summary>The first line.</summary>
    public string FirstLine => Text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? Text[..end] : Text;

    /// <summary>What separates the columns of the first lines that are not comments; null where they do not look like a table.</summary>
    public char? Delimiter
    {
        get
        {
            var lines = Text.Split('\n').Where(line => line.Trim().Length > 0 && line[0] is not ('#' or '/')).Take(6).ToList();
            if (lines.Count < 2) return null;
            if (Text.Length >= Bytes) lines = lines.Count > 2 ? lines[..^1] : lines;
            foreach (var candidate in (ReadOnlySpan<char>)['\t', ',', ';'])
            {
                var counts = lines.Select(line => line.Count(character => character == candidate)).ToList();
                if (counts[0] > 0 && counts.All(count => count >= counts[0])) return candidate;
            }

            return null;
        }
    }

    /// <summary>Reads the beginning of a file.</summary>
    /// <exception cref="OceanException">It does not exist, is a folder, is empty or cannot be read.</exception>
    public static FileHead Read(string path)
    {
        if (Directory.Exists(path)) throw OceanException.BadInput($"{path}: is a folder, not a file");
        if (!File.Exists(path)) throw OceanException.BadInput($"{path}: no such file");
        try
        {
            var head = Head(path, out var compressed);
            if (head.Length == 0) throw OceanException.BadInput($"{path}: is empty");
            var format = Family(head);
            return new FileHead(format, compressed, format is "parquet" or "zip" or "binary" ? "" : Decode(head));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw OceanException.BadInput($"{path}: permission denied", exception);
        }
        catch (InvalidDataException exception)
        {
            throw OceanException.BadInput($"{path}: damaged gzip file: {exception.Message}", exception);
        }
        catch (IOException exception)
        {
            throw OceanException.Unreachable($"{path}: cannot be read: {exception.Message}", exception);
        }
    }

    private static byte[] Head(string path, out bool compressed)
    {
        using var stream = File.OpenRead(path);
        compressed = stream.ReadByte() == 0x1f && stream.ReadByte() == 0x8b;
        stream.Position = 0;
        using Stream plain = compressed ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        var head = new byte[Bytes];
        return head[..plain.ReadAtLeast(head, Bytes, throwOnEndOfStream: false)];
    }

    private static string Family(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PAR1"u8)) return "parquet";
        if (head.StartsWith("PK\u0003\u0004"u8)) return "zip";

        // A text may hold tabs and line ends, and bytes above 127; zeros and other control bytes mean binary.
        if (head.IndexOfAnyInRange((byte)0, (byte)8) >= 0) return "binary";
        var text = head[..Math.Min(head.Length, 200)];
        var start = Encoding.UTF8.GetString(text).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)) return "html";
        if (start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)) return "html";
        return start.StartsWith('<') ? "xml" : start.StartsWith('{') || start.StartsWith('[') ? "json" : "text";
    }

    private static string Decode(ReadOnlySpan<byte> head)
    {
        var text = Encoding.UTF8.GetString(head);
        return (text.Contains('\uFFFD', StringComparison.Ordinal) ? Encoding.Latin1.GetString(head) : text).TrimStart('\uFEFF');
    }
}
