using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;

namespace OceanML.Formats.Fields;

/// <summary>Opens satellite granules, composites and model fields, of any known product or with CF coordinates.</summary>
public static class FieldFile
{
    /// <summary>Opens a field; the pixels are read when asked.</summary>
    /// <param name="path">The file.</param>
    /// <param name="threads">Number of threads that decompress pixels; the values do not depend on it.</param>
    /// <exception cref="OceanException">Not netCDF, damaged, or not a grid or swath; the message says what it is.</exception>
    public static IField Open(string path, int threads = 1)
    {
        var file = NetCdfFile.Open(path, threads);
        try
        {
            return new NetCdfField(file, ProductFile.Identify(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
