using System.Buffers.Binary;
using System.Text;
using OceanML.Core;

namespace OceanML.Formats.NetCdf;

/// <summary>
/// Looks at the first bytes of a file before libnetcdf does, so that a web page, a text or half a file named .nc is called what it is.
/// </summary>
internal static class NetCdfSignature
{
    private static ReadOnlySpan<byte> Hdf5 => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>Whether the first bytes are those of netCDF or HDF5; false where the file cannot be read.</summary>
    public static bool IsNetCdf(string path)
    {
        try
        {
            var (head, _) = Head(path);
            return IsClassic(head) || head.AsSpan().StartsWith(Hdf5);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Passes a file that begins like netCDF and is not shorter than it says.</summary>
    /// <exception cref="OceanException">Anything else, in words.</exception>
    public static void Require(string path)
    {
        if (Directory.Exists(path)) throw OceanException.BadInput($"{path}: is a folder, not a netCDF file");
        if (!File.Exists(path)) throw OceanException.BadInput($"{path}: no such file");
        byte[] head;
        long length;
        try
        {
            (head, length) = Head(path);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw OceanException.BadInput($"{path}: permission denied", exception);
        }
        catch (IOException exception)
        {
            throw OceanException.Unreachable($"{path}: cannot be read: {exception.Message}", exception);
        }

        if (head.AsSpan().StartsWith(Hdf5) || (head.Length is > 0 and < 8 && Hdf5.StartsWith(head))) RequireWholeHdf5(path, head, length);
        else if (IsClassic(head)) NetCdfClassicHeader.RequireWhole(path, length);
        else throw OceanException.BadInput($"{path}: not a netCDF file; {Looks(head)}");
    }

    // The length is that of the open file: of a link, as Galaxy makes them, FileInfo tells the length of the link itself.
    private static (byte[] Head, long Length) Head(string path)
    {
        var head = new byte[512];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        return (head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)], stream.Length);
    }

    private static bool IsClassic(ReadOnlySpan<byte> head) => head.Length >= 4 && head.StartsWith("CDF"u8) && head[3] is 1 or 2 or 5;

    // HDF5 superblock: the end-of-file address follows the base address; where it stands depends on the version (format specification II.A).
    private static void RequireWholeHdf5(string path, ReadOnlySpan<byte> head, long length)
    {
        if (head.Length < 96) throw OceanException.BadInput($"{path}: truncated netCDF-4 file of {length} bytes");
        var version = head[8];
        var offsetSize = version < 2 ? head[13] : head[9];
        if (offsetSize != 8 || version > 3) return;
        var end = BinaryPrimitives.ReadInt64LittleEndian(head[(version == 0 ? 40 : version == 1 ? 44 : 28)..]);
        if (end > length) throw OceanException.BadInput($"{path}: truncated netCDF-4 file: it has {length} of {end} bytes");
    }

    private static string Looks(ReadOnlySpan<byte> head)
    {
        if (head.Length == 0) return "it is empty";
        if (head.StartsWith(new byte[] { 0x1f, 0x8b })) return "it is gzip-compressed: unpack it first";
        if (head.StartsWith("PAR1"u8)) return "it is a Parquet file";
        if (head.StartsWith("PK\u0003\u0004"u8)) return "it is a zip archive: unpack it first";
        if (head.StartsWith(new byte[] { 0x0e, 0x03, 0x13, 0x01 })) return "it is an HDF4 file";
        var text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
            return "it is a web page, perhaps an error page saved in its place: download it again";
        if (text.StartsWith('<')) return "it is XML text";
        if (text.StartsWith('{') || text.StartsWith('[')) return "it is JSON text";
        return head.ContainsAnyInRange((byte)0, (byte)8) ? "its first bytes are of no known format" : "it is text";
    }
}
