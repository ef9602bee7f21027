using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using OceanML.Core;
using OceanML.Formats.Native.DuckDb;

namespace OceanML.Formats.Tables;

/// <summary>
/// Reads and writes tables: Parquet, and delimited text. What a file is, is decided by its content; what is written, by the extension
/// of the name (<c>.csv</c>, <c>.tsv</c>; another is Parquet, unless it promises a format that is not written, e.g. <c>.xlsx</c>).
/// </summary>
/// <remarks>
/// Units, CF names, flag schemes and sources of the columns and the metadata of the table travel in the key-value metadata of Parquet;
/// delimited text cannot carry them. Rows keep their order; the same table gives the same bytes on any number of threads.
/// </remarks>
public static class TableFile
{
    /// <summary>Metadata of a table that was read: the path of its file, for messages. Never written.</summary>
    public const string FileKey = "file";

    /// <summary>Metadata of a table that was read: what was left out or is doubtful, one sentence each, separated by line ends. Never written.</summary>
    public const string WarningsKey = "warnings";

    private static readonly FrozenSet<string> OtherFormats = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".txt", ".text", ".json", ".jsonl", ".ndjson", ".geojson", ".xml", ".html", ".htm", ".md", ".yaml", ".yml", ".pdf",
        ".nc", ".nc4", ".cdf", ".h5", ".hdf5", ".hdf", ".zarr", ".grib", ".mat", ".npy", ".npz", ".pkl", ".rds", ".rdata", ".feather", ".arrow", ".ipc", ".orc", ".avro",
        ".db", ".sqlite", ".duckdb", ".dta", ".sav", ".shp", ".gpkg", ".zip", ".gz", ".zst", ".bz2", ".xz", ".onnx");

    /// <summary>Reads a table.</summary>
    /// <param name="path">A Parquet file or delimited text, whatever its name.</param>
    /// <param name="columns">The columns to read, in this order; all by default.</param>
    /// <param name="options">Declared missing values, threads.</param>
    /// <exception cref="OceanException">No such file, no table, a broken table, or no such column (the message lists those there are).</exception>
    public static Table Read(string path, IEnumerable<string>? columns = null, TableReadOptions? options = null)
    {
        options ??= TableReadOptions.Default;
        var wanted = columns?.ToList();
        return Recognise(path) == TableFormat.Parquet
            ? ParquetReader.Read(path, wanted, options)
            : TextTableReader.Read(path, wanted, options);
    }

    /// <summary>Reads many tables, one when it is asked for; for small ones much faster than <see cref="Read"/> for each.</summary>
    /// <param name="paths">Parquet files or delimited text.</param>
    /// <param name="options">Declared missing values, threads.</param>
    /// <exception cref="OceanException">As <see cref="Read"/>.</exception>
    public static IEnumerable<Table> ReadEach(IEnumerable<string> paths, TableReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Each(paths, options ?? TableReadOptions.Default);

        static IEnumerable<Table> Each(IEnumerable<string> paths, TableReadOptions options)
        {
            using var session = new DuckDbSession(options.Threads);
            foreach (var path in paths)
            {
                yield return Recognise(path) == TableFormat.Parquet ? ParquetReader.Read(session, path, null, options) : TextTableReader.Read(path, null, options);
            }
        }
    }

    /// <summary>Writes a table: CSV to a name that ends in <c>.csv</c>, TSV to <c>.tsv</c> or <c>.tab</c>, Parquet (zstd) to any other.</summary>
    /// <exception cref="OceanException">The file cannot be written, or its extension is that of another format.</exception>
    public static void Write(string path, Table table)
    {
        RequireWritable(path);
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".csv":
                TextTableWriter.Write(path, table, ',');
                break;
            case ".tsv" or ".tab":
                TextTableWriter.Write(path, table, '\t');
                break;
            default:
                ParquetWriter.Write(path, table);
                break;
        }
    }

    /// <summary>Fails where the extension of a name promises a format that is not written. None, or one that says nothing (<c>.dat</c> in Galaxy), means Parquet.</summary>
    /// <exception cref="OceanException">The extension is that of another format.</exception>
    public static void RequireWritable(string path)
    {
        var extension = Path.GetExtension(path);
        if (OtherFormats.Contains(extension)) throw OceanException.Usage($"{path}: a table is not written as {extension}; write .parquet, .csv or .tsv");
    }

    /// <summary>Whether a file holds a table: Parquet, or text whose lines divide into the same number of fields.</summary>
    public static bool IsTable(string path) => TryRecognise(path) is not null;

    /// <summary>What a table file holds: format, rows, columns with their kinds, units, numbers of missing values and ranges.</summary>
    /// <remarks>For Parquet the ranges come from the file's own statistics where it has them, so that the data are not read.</remarks>
    /// <exception cref="OceanException">As <see cref="Read"/>.</exception>
    public static TableDescription Describe(string path, TableReadOptions? options = null) =>
        Recognise(path) == TableFormat.Parquet
            ? ParquetReader.Describe(path, options ?? TableReadOptions.Default)
            : TextTableReader.Describe(path, options ?? TableReadOptions.Default);

    /// <summary>Whether a file is delimited text, and how it is written.</summary>
    internal static bool IsText(string path, [NotNullWhen(true)] out TextDialect? dialect)
    {
        dialect = Recognise(path) == TableFormat.Text ? TextDialect.Sniff(path) : null;
        return dialect is not null;
    }

    private static TableFormat Recognise(string path) =>
        TryRecognise(path) ?? throw OceanException.BadInput(
            new FileInfo(path).Length == 0
                ? $"{path}: the file is empty"
                : $"{path}: is not a table: neither Parquet nor delimited text (comma, semicolon, tab, bar or blanks, with the same number of fields in every line)");

    private static TableFormat? TryRecognise(string path)
    {
        if (!File.Exists(path)) throw OceanException.BadInput($"{path}: no such file");
        try
        {
            if (ParquetReader.HasMagic(path)) return TableFormat.Parquet;
            return TextDialect.Sniff(path) is not null ? TableFormat.Text : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw OceanException.BadInput($"{path}: cannot be read: {exception.Message}", exception);
        }
    }
}
