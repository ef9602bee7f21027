using OceanML.Core;
using OceanML.Formats.Native.DuckDb;

namespace OceanML.Formats.Tables;

/// <summary>Writes Parquet (zstd) through DuckDB, on one thread, so that the bytes depend on the table alone.</summary>
internal static class ParquetWriter
{
    private const int RowGroup = 122_880;

    /// <summary>Writes a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="table">The table.</param>
    /// <param name="label">How messages name the file, where it is a part of another one.</param>
    public static void Write(string path, Table table, string? label = null)
    {
        if (table.Columns.Count == 0) throw OceanException.NothingSelected($"{path}: not written: the table has no columns");
        using var session = new DuckDbSession(threads: 1);
        try
        {
            var types = table.Columns.Select(TypeOf).ToList();
            session.Execute($"CREATE TABLE t ({string.Join(", ", types.Select((type, i) => $"c{i} {SqlName(type)}"))})");
            Append(session, table, types);
            var names = StoredNames(table);
            session.Execute($"COPY (SELECT {string.Join(", ", names.Select((name, i) => $"c{i} AS {DuckDbSession.Identifier(name)}"))} FROM t) "
                + $"TO {DuckDbSession.Literal(Path.GetFullPath(path))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {RowGroup}, KV_METADATA {KeyValues(table, names)})");
        }
        catch (DuckDbException exception)
        {
            throw Failure(label ?? path, exception);
        }
    }

    /// <summary>Writes the rows of several files, each written by <see cref="Write"/>, one below the other.</summary>
    public static void Join(string path, IReadOnlyList<string> parts, Table head)
    {
        using var session = new DuckDbSession(threads: 1);
        try
        {
            var files = string.Join(", ", parts.Select(part => DuckDbSession.Literal(GlobFree.Path(Path.GetFullPath(part)))));
            session.Execute($"COPY (SELECT * FROM read_parquet([{files}], hive_partitioning = false)) "
                + $"TO {DuckDbSession.Literal(Path.GetFullPath(path))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {RowGroup}, KV_METADATA {KeyValues(head, StoredNames(head))})");
        }
        catch (DuckDbException exception)
        {
            throw Failure(path, exception);
        }
    }

    private static OceanException Failure(string path, DuckDbException exception) =>
        OceanException.Unreachable($"{path}: cannot be written: {exception.Message}", exception);

    // DuckDB knows no case: of two names that differ only in it the second is stored under another, and its metadata tell the true one.
    private static List<string> StoredNames(Table table)
    {
        var taken = new HashSet<string>(table.Names, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var stored = new List<string>(table.Columns.Count);
        foreach (var name in table.Names)
        {
            var candidate = name;
            for (var n = 2; !seen.Add(candidate) || (candidate != name && taken.Contains(candidate)); n++) candidate = $"{name}_{n}";
            stored.Add(candidate);
        }

        return stored;
    }

    private static void Append(DuckDbSession session, Table table, List<DuckDbType> types)
    {
        using var appender = session.Append("t", types);
        Span<bool> missing = stackalloc bool[appender.BatchSize];
        for (var start = 0; start < table.RowCount; start += appender.BatchSize)
        {
            var rows = Math.Min(appender.BatchSize, table.RowCount - start);
            for (var i = 0; i < types.Count; i++)
            {
                var column = table.Columns[i];
                Fill(appender, i, types[i], column, start, rows);
                for (var row = 0; row < rows; row++) missing[row] = column.IsMissing(start + row);
                appender.SetMissing(i, missing[..rows]);
            }

            appender.Flush(rows);
        }

        appender.Close();
    }

    private static void Fill(DuckDbAppender appender, int index, DuckDbType type, Column column, int start, int rows)
    {
        if (column is TextColumn text)
        {
            for (var row = 0; row < rows; row++)
            {
                if (text.Values[start + row] is { } value) appender.SetText(index, row, value);
            }
        }
        else if (column is TimeColumn time)
        {
            time.Values.AsSpan(start, rows).CopyTo(appender.Values<long>(index));
        }
        else
        {
            var values = ((NumberColumn)column).Values.AsSpan(start, rows);
            if (type == DuckDbType.Double) values.CopyTo(appender.Values<double>(index));
            else if (type == DuckDbType.Float) Convert(values, appender.Values<float>(index), value => (float)value);
            else if (type == DuckDbType.BigInt) Convert(values, appender.Values<long>(index), value => double.IsNaN(value) ? 0 : (long)value);
            else Convert(values, appender.Values<byte>(index), value => value is 0 or double.NaN ? (byte)0 : (byte)1);
        }
    }

    private static void Convert<T>(ReadOnlySpan<double> values, Span<T> target, Func<double, T> convert)
    {
        for (var row = 0; row < values.Length; row++) target[row] = convert(values[row]);
    }

    private static DuckDbType TypeOf(Column column) => column switch
    {
        TextColumn => DuckDbType.Varchar,
        TimeColumn => DuckDbType.TimestampTz,
        NumberColumn { Kind: NumberKind.Float32 } => DuckDbType.Float,
        NumberColumn { Kind: NumberKind.Int64 } => DuckDbType.BigInt,
        NumberColumn { Kind: NumberKind.Boolean } => DuckDbType.Boolean,
        _ => DuckDbType.Double,
    };

    private static string SqlName(DuckDbType type) => type == DuckDbType.TimestampTz ? "TIMESTAMP WITH TIME ZONE" : type.ToString();

    private static string KeyValues(Table table, List<string> names)
    {
        var pairs = table.Metadata
            .Where(pair => pair.Key is not (TableFile.FileKey or TableFile.WarningsKey) && pair.Key.Length > 0)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .DistinctBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
            .Append(new KeyValuePair<string, string>(MetadataJson.Key, MetadataJson.Write(table, names)))
            .Select(pair => $"{DuckDbSession.Literal(pair.Key)}: {DuckDbSession.Literal(pair.Value)}");
        return "{" + string.Join(", ", pairs) + "}";
    }
}
