using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;

namespace OceanML.Formats.Observations;

/// <summary>
/// Reads any file of observations to one form: Argo profiles, points and series in netCDF with CF coordinates, and tables (Parquet, CSV,
/// TSV) with time, latitude and longitude under any usual name. What a file is, is decided by its content.
/// </summary>
public static class ObservationFile
{
    /// <summary>Reads the observations of a file.</summary>
    /// <exception cref="OceanException">
    /// The file cannot be read, is a grid or a swath, has no time or no position, or has none of the variables asked for.
    /// </exception>
    public static ObservationSet Read(string path, ObservationOptions? options = null)
    {
        options ??= ObservationOptions.Default;
        if (!File.Exists(path)) throw OceanException.BadInput($"{path}: no such file");
        if (!NetCdfFile.IsNetCdf(path)) return TableObservations.Read(path, options);
        if (ArgoFile.Read(path, new ArgoOptions(options.Values, options.Variables)) is { } argo) return FromArgo(argo);
        using var file = NetCdfFile.Open(path);
        var product = ProductFile.Identify(file);
        if (product.IsField) throw OceanException.BadInput($"{path}: is a field ({product.Title}), not observations; give it as a field");
        return PointSeries.Read(file, options);
    }

    private static ObservationSet FromArgo(ArgoReading reading)
    {
        var set = TableObservations.Reject(reading.Table, []);
        if (reading.EmptyLevels == 0) return set;
        var rejected = new SortedDictionary<string, int>(set.Rejected.ToDictionary(), StringComparer.Ordinal) { ["no_value"] = reading.EmptyLevels };
        return set with { RowsRead = reading.Levels, Rejected = rejected };
    }
}
