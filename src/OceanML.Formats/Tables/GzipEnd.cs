using System.Buffers.Binary;
using System.IO.Compression;
using OceanML.Core;

namespace OceanML.Formats.Tables;

/// <summary>Tells a gzip file that was cut off from a whole one: neither DuckDB nor GZipStream minds where it ends.</summary>
internal static class GzipEnd
{
    /// <summary>Reads the file through.</summary>
    /// <exception cref="OceanException">It is cut off or damaged.</exception>
    public static void Require(string path)
    {
        try
        {
            if (IsWhole(path)) return;
        }
        catch (InvalidDataException exception)
        {
            throw OceanException.BadInput(Message(path), exception);
        }

        throw OceanException.BadInput(Message(path));
    }

    // The last four bytes are the length of what is compressed, modulo 2^32; of several members, that of the last.
    private static bool IsWhole(string path)
    {
        using var file = File.OpenRead(path);
        if (file.Length < 18) return false;
        file.Seek(-4, SeekOrigin.End);
        Span<byte> trailer = stackalloc byte[4];
        file.ReadExactly(trailer);
        var stated = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        file.Position = 0;
        var length = 0L;
        using (var inflated = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true))
        {
            var buffer = new byte[1 << 16];
            for (var read = inflated.Read(buffer); read > 0; read = inflated.Read(buffer)) length += read;
        }

        return (uint)length == stated || (stated < length && HasSecondMember(file));
    }

    private static bool HasSecondMember(FileStream file)
    {
        var bytes = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(bytes);
        return bytes.AsSpan(10).IndexOf((ReadOnlySpan<byte>)[0x1f, 0x8b, 0x08]) >= 0;
    }

    private static string Message(string path) => $"{path}: the compressed file is cut off or damaged";
}
