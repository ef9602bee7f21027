using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Native.DuckDb;

namespace OceanML.Formats.Tables;

/// <summary>Reads Parquet through DuckDB.</summary>
internal static class ParquetReader
{
    private static readonly HashSet<string> ForeignKeys = ["ARROW:schema", "pandas", MetadataJson.Key];

    /// <summary>Whether a file begins as Parquet files do.</summary>
    public static bool HasMagic(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> magic = stackalloc byte[4];
        return file.ReadAtLeast(magic, 4, throwOnEndOfStream: false) == 4 && magic.SequenceEqual("PAR1"u8);
    }

    /// <summary>Whether a key of the key-value metadata is not of the table itself: schemas of other libraries, and our metadata of columns.</summary>
    public static bool IsForeign(string key) => ForeignKeys.Contains(key);

    public static Table Read(string path, List<string>? wanted, TableReadOptions options)
    {
        using var session = new DuckDbSession(options.Threads);
        return Read(session, path, wanted, options);
    }

    /// <summary>The same in a session that serves several files.</summary>
    public static Table Read(DuckDbSession session, string path, List<string>? wanted, TableReadOptions options) => Guard(path, () =>
    {
        var schema = ParquetSchema.Read(session, path);
        var fields = schema.Select(path, wanted);
        var readers = fields
            .Select(field => ColumnReader.For(field.Name, field.Kind, schema.MetadataOf(field.Name), schema.RowCount, options.MissingValues))
            .ToList();
        if (readers.Count > 0 && schema.RowCount > 0)
        {
            var at = 0;
            session.Query($"SELECT {string.Join(", ", fields.Select(field => field.Sql))} FROM {schema.From}", rows =>
            {
                for (var column = 0; column < readers.Count; column++) readers[column].Take(rows.Column(column), at);
                at += rows.Count;
            });
        }

        return new Table(readers.Select(reader => reader.Finish()), TableMetadata(path, schema, wanted is null ? schema.Warnings : []));
    });

    public static TableDescription Describe(string path, TableReadOptions options) => Guard(path, () =>
    {
        using var session = new DuckDbSession(options.Threads);
        var schema = ParquetSchema.Read(session, path);
        var columns = ColumnSummary.Of(session, schema.From, schema.Supported, schema.MetadataOf);
        return new TableDescription(TableFormat.Parquet, schema.Writer, schema.RowCount, columns, OwnMetadata(schema), schema.Warnings);
    });

    private static Dictionary<string, string> OwnMetadata(ParquetSchema schema) =>
        schema.KeyValues.Where(pair => !ForeignKeys.Contains(pair.Key)).ToDictionary();

    internal static Dictionary<string, string> TableMetadata(string path, ParquetSchema schema, IReadOnlyList<string> warnings)
    {
        var metadata = OwnMetadata(schema);
        metadata[TableFile.FileKey] = path;
        if (warnings.Count > 0) metadata[TableFile.WarningsKey] = string.Join('\n', warnings);
        return metadata;
    }

    internal static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (DuckDbException exception)
        {
            throw OceanException.BadInput($"{path}: cannot be read as Parquet, the file is cut off or damaged ({exception.Message})", exception);
        }
    }
}
