using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;
using OceanML.Formats.Tables;

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
        ZippedObservations.RefuseArrays(path);
        if (ZippedObservations.Is(path)) return ZippedObservations.Read(path, options);
        if (!NetCdfFile.IsNetCdf(path)) return TableObservations.Read(path, options);
        if (ArgoFile.Read(path, new ArgoOptions(options.Values, options.Variables)) is { } argo) return FromArgo(argo);
        using var file = NetCdfFile.Open(path);
        var product = ProductFile.Identify(file);
        if (product.IsField) throw OceanException.NoObservations($"{path}: is a field ({product.Title}), not observations; give it as a field");
        if (product.Description?.Refuse is { } reason) throw OceanException.NoObservations($"{path}: {reason}");
        if (HypernetsSpectra.Is(file)) return HypernetsSpectra.Read(file, options);
        return OdvNetCdf.Is(file) ? OdvNetCdf.Read(file, options) : PointSeries.Read(file, options);
    }

    /// <summary>
    /// Reads a file with all its rows, those without a usable time or position too: what quality control judges. A table that has no time
    /// or no position at all comes as it is. What is doubtful stands in the table's metadata under <see cref="TableFile.WarningsKey"/>, one sentence a line.
    /// </summary>
    /// <exception cref="OceanException">The file cannot be read, or is a grid or a swath.</exception>
    public static Table ReadEveryRow(string path, ObservationOptions? options = null)
    {
        options ??= ObservationOptions.Default;
        if (!File.Exists(path)) throw OceanException.BadInput($"{path}: no such file");
        if (NetCdfFile.IsNetCdf(path))
            return ArgoFile.Read(path, new ArgoOptions(options.Values, options.Variables))?.Table ?? Told(Read(path, options));
        ZippedObservations.RefuseArrays(path);
        if (ZippedObservations.Is(path)) return Told(ZippedObservations.Read(path, options));
        var shaped = TextObservations.Read(path, options);
        var table = FlagColumns.AsText(FixedStation.In(shaped.Table, options.Position, options.Platform));
        var placed = table;
        try
        {
            placed = TableObservations.Placed(table, options);
        }
        catch (OceanException)
        {
            // Without time or place there is still what stands in each row.
        }

        var (numbers, _, warnings) = TextForNumbers.Apply(placed, Warnings(placed));
        return Told(numbers, [.. shaped.Warnings, .. warnings]);
    }

    /// <summary>What the reader of a table finds doubtful, one sentence each.</summary>
    public static IReadOnlyList<string> Warnings(Table table) =>
        table.Metadata.TryGetValue(TableFile.WarningsKey, out var warnings) ? warnings.Split('\n') : [];

    private static Table Told(ObservationSet set) => Told(set.Table, set.Warnings);

    private static Table Told(Table table, IReadOnlyList<string> warnings) =>
        warnings.Count == 0 && Warnings(table).Count == 0 ? table : table.WithMetadata(TableFile.WarningsKey, string.Join('\n', warnings));

    private static ObservationSet FromArgo(ArgoReading reading)
    {
        var set = TableObservations.Reject(reading.Table, []) with { NotRead = reading.NotRead };
        if (reading.ForeignFlags > 0) set = set with { Warnings = [.. set.Warnings, reading.ForeignFlagsSentence] };
        if (reading.EmptyLevels == 0) return set;
        var rejected = new SortedDictionary<string, int>(set.Rejected.ToDictionary(), StringComparer.Ordinal) { ["no_value"] = reading.EmptyLevels };
        return set with
        {
            RowsRead = reading.Levels,
            Rejected = rejected,
            ValuesOfRejectedRows = [.. set.ValuesOfRejectedRows, new RejectedValues("pressure", "no_value", reading.PressuresOfEmptyLevels)],
        };
    }
}
