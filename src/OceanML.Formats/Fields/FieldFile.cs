using System.Security.Cryptography;
using System.Text;
using OceanML.Core;
using OceanML.Formats.Fields.Sen3;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;

namespace OceanML.Formats.Fields;

/// <summary>Opens satellite granules, composites and model fields, of any known product or with CF coordinates.</summary>
public static class FieldFile
{
    /// <summary>Opens a field; the pixels are read when asked.</summary>
    /// <param name="path">The file; for a Sentinel-3 product its <c>.SEN3</c> folder, a zip of it, or its manifest.</param>
    /// <param name="threads">Number of threads that decompress pixels; the values do not depend on it.</param>
    /// <exception cref="OceanException">Not netCDF, damaged, or not a grid or swath; the message says what it is.</exception>
    public static IField Open(string path, int threads = 1)
    {
        if (Sen3Package.IsPackage(path)) return OpenSen3(path, threads);
        return Of(NetCdfFile.Open(path, threads));
    }

    /// <summary>The field of an open file, which is closed with it, or at once where it is none.</summary>
    /// <exception cref="OceanException">It is not a grid or swath; the message says what it is.</exception>
    internal static IField Of(NetCdfFile file)
    {
        try
        {
            var product = ProductFile.Identify(file);
            var field = new NetCdfField(file, product);
            TiePointVariable[] tiePoints = [.. SnapTiePoints.Variables(file, product.Description)];
            return tiePoints.Length > 0 ? new TiePointField(field, tiePoints, product.Description) : field;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// SHA-256 of a field's bytes, in lower-case hexadecimal: of the file; of a Sentinel-3 folder (or its manifest) that of the list
    /// <c>sha256sum *</c> prints in it, in ordinal order of names.
    /// </summary>
    /// <exception cref="OceanException">It cannot be read.</exception>
    public static string Checksum(string path) => Hex(Folder(path) is { } folder ? OfFolder(folder) : OfFile(path));

    /// <summary>Bytes of a field's file, or of all files of a Sentinel-3 folder.</summary>
    public static long Length(string path) => Folder(path) is { } folder
        ? Directory.EnumerateFiles(folder).Sum(file => new FileInfo(file).Length)
        : LengthOfFile(path);

    private static string? Folder(string path)
    {
        if (!Sen3Package.IsPackage(path)) return null;
        using var package = Sen3Package.Open(path);
        return package.IsPacked ? null : package.Folder;
    }

    private static byte[] OfFolder(string folder)
    {
        var list = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            list.Append(Hex(OfFile(file))).Append("  ").Append(Path.GetFileName(file)).Append('\n');
        return SHA256.HashData(Encoding.UTF8.GetBytes(list.ToString()));
    }

    // Opened, not asked by name: a path may be a link.
    private static byte[] OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return SHA256.HashData(stream);
    }

    private static long LengthOfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return stream.Length;
    }

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);

    private static Sen3Field OpenSen3(string path, int threads)
    {
        var package = Sen3Package.Open(path);
        try
        {
            var manifest = Sen3Manifest.Read(package);
            var product = ProductFile.Identify(package, manifest);
            if (!product.IsField) throw OceanException.BadInput($"{path}: is {product.Title}, not an OLCI granule that can be read");
            return new Sen3Field(package, manifest, product, threads);
        }
        catch
        {
            package.Dispose();
            throw;
        }
    }
}
