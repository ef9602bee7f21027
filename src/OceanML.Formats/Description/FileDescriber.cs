using OceanML.Core;
using OceanML.Formats.Fields.Sen3;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;

namespace OceanML.Formats.Description;

/// <summary>Says what a file holds, at a cost that does not grow with its size unless asked.</summary>
public static class FileDescriber
{
    /// <summary>Number of values of a variable up to which all are examined.</summary>
    public const long DefaultLimit = 8_000_000;

    /// <summary>Describes a file.</summary>
    /// <param name="path">Any file, or the folder of a Sentinel-3 product.</param>
    /// <param name="limit">Values of a variable up to which all are examined; a larger variable is sampled.</param>
    /// <exception cref="OceanException">It cannot be read, or is neither a known format nor a table.</exception>
    public static FileDescription Describe(string path, long limit = DefaultLimit)
    {
        if (NetCdfFile.IsNetCdf(path))
        {
            using var file = NetCdfFile.Open(path);
            return NetCdfDescriber.Describe(file, limit);
        }

        if (Sen3Package.IsPackage(path)) return Sen3Describer.Describe(path, limit);
        var product = ProductFile.Identify(path);
        return product.Id switch
        {
            "json" or "xml" => DocumentDescriber.Describe(path, product),
            "unknown" => throw OceanException.BadInput($"{path}: a file of no known format: neither netCDF, nor Parquet, nor text"),
            "html" => throw OceanException.BadInput($"{path}: a web page, perhaps an error page saved in place of the data: download it again"),
            "text" when !Tables.TableFile.IsTable(path) =>
                throw OceanException.BadInput($"{path}: plain text that is neither a table nor any known product"),
            _ => TableDescriber.Describe(path, product),
        };
    }

    // Of a link, as Galaxy makes them, FileInfo tells the length of the link itself.
    internal static long Bytes(string path)
    {
        using var stream = File.OpenRead(path);
        return stream.Length;
    }
}
