using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Native.DuckDb;

namespace OceanML.Formats.Tables;

/// <summary>One column of a file: its name, its kind, and the SQL that yields it as DOUBLE, BIGINT (times, microseconds) or VARCHAR.</summary>
internal sealed record SourceColumn(string Name, ColumnKind Kind, string Sql)
{
    /// <summary>For Parquet, the bare column as an SQL identifier, which the engine can compare with the statistics of row groups.</summary>
    public string Reference { get; init; } = "";
}

/// <summary>Columns, row count and key-value metadata of a Parquet file.</summary>
internal sealed class ParquetSchema
{
    private readonly List<SourceColumn> columns;
    private readonly Dictionary<string, ColumnMetadata> metadata;

    private ParquetSchema(
        string from,
        List<SourceColumn> columns,
        Dictionary<string, ColumnMetadata> metadata,
        int rowCount,
        string writer,
        Dictionary<string, string> keyValues)
    {
        From = from;
        this.columns = columns;
        RowCount = rowCount;
        Writer = writer;
        KeyValues = keyValues;
        this.metadata = metadata;
        Warnings = [.. columns.Where(column => column.Kind == ColumnKind.Unsupported)
            .Select(column => $"column '{column.Name}' is left out: {column.Sql} is neither number, text nor time")];
    }

    /// <summary>The table function to put after FROM.</summary>
    public string From { get; }

    /// <summary>The same with the number of the row in the file, from 0, as column <c>file_row_number</c>.</summary>
    public string FromNumbered => From[..^1] + ", file_row_number = true)";

    public int RowCount { get; }

    /// <summary>The program that wrote the file, in its own words.</summary>
    public string Writer { get; }

    public IReadOnlyDictionary<string, string> KeyValues { get; }

    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The columns that become columns of a table.</summary>
    public IReadOnlyList<SourceColumn> Supported => [.. columns.Where(column => column.Kind != ColumnKind.Unsupported)];

    public ColumnMetadata MetadataOf(string column) => metadata.GetValueOrDefault(column) ?? ColumnMetadata.None;

    /// <summary>The columns wanted, or all that can be read.</summary>
    public List<SourceColumn> Select(string path, List<string>? wanted)
    {
        if (wanted is null) return [.. Supported];
        var chosen = new List<SourceColumn>(wanted.Count);
        foreach (var name in wanted.Distinct())
        {
            var column = columns.Find(candidate => candidate.Name == name)
                ?? throw OceanException.Missing(path, "column", name, Supported.Select(candidate => candidate.Name));
            if (column.Kind == ColumnKind.Unsupported)
                throw OceanException.BadInput($"{path}: column '{name}' holds {column.Sql}, which is neither number, text nor time");
            chosen.Add(column);
        }

        return chosen;
    }

    public static ParquetSchema Read(DuckDbSession session, string path)
    {
        var literal = DuckDbSession.Literal(GlobFree.Path(path));
        var from = $"read_parquet({literal}, hive_partitioning = false, binary_as_string = true)";
        var described = session.Texts($"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {from})");
        var names = TrueNames(session, literal, described);
        var keyValues = new Dictionary<string, string>();
        foreach (var pair in session.Texts($"SELECT decode(key), decode(value) FROM parquet_kv_metadata({literal})"))
            keyValues[pair[0] ?? ""] = pair[1] ?? "";
        var stored = MetadataJson.Read(keyValues.GetValueOrDefault(MetadataJson.Key));
        var metadata = new Dictionary<string, ColumnMetadata>(StringComparer.Ordinal);
        var columns = new List<SourceColumn>(described.Count);
        for (var i = 0; i < described.Count; i++)
        {
            var type = described[i][1]!;
            var kind = KindOf(type);
            var reference = DuckDbSession.Identifier(described[i][0]!);
            var (name, known) = stored.GetValueOrDefault(names[i], (names[i], ColumnMetadata.None));
            metadata[name] = known;
            columns.Add(new SourceColumn(name, kind, kind == ColumnKind.Unsupported ? type : Cast(reference, type, kind)) { Reference = reference });
        }

        var file = session.Texts($"SELECT num_rows, created_by FROM parquet_file_metadata({literal})")[0];
        var rows = long.Parse(file[0]!, CultureInfo.InvariantCulture);
        if (rows > Array.MaxLength) throw OceanException.BadInput($"{path}: {rows} rows are more than one table holds; divide the file");
        return new ParquetSchema(from, columns, metadata, (int)rows, file[1] ?? "", keyValues);
    }

    /// <summary>DuckDB ignores case and renames the second of two names that differ only in it; the file knows their true names.</summary>
    private static List<string> TrueNames(DuckDbSession session, string literal, List<string?[]> described)
    {
        var schema = session.Texts($"SELECT name, coalesce(num_children, 0) FROM parquet_schema({literal})");
        var names = new List<string>();
        for (var i = 1; i < schema.Count; i = After(schema, i)) names.Add(schema[i][0]!);
        return names.Count == described.Count ? names : [.. described.Select(row => row[0]!)];
    }

    private static int After(List<string?[]> schema, int element)
    {
        var next = element + 1;
        for (var children = int.Parse(schema[element][1]!, CultureInfo.InvariantCulture); children > 0 && next < schema.Count; children--)
            next = After(schema, next);
        return next;
    }

    private static ColumnKind KindOf(string type) => type switch
    {
        "DOUBLE" or "HUGEINT" or "UHUGEINT" => ColumnKind.Number,
        "FLOAT" => ColumnKind.Single,
        "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" => ColumnKind.Integer,
        "BOOLEAN" => ColumnKind.Boolean,
        "DATE" => ColumnKind.Time,
        "VARCHAR" or "UUID" or "JSON" or "INTERVAL" => ColumnKind.Text,
        _ when type.EndsWith(']') => ColumnKind.Unsupported,
        _ when type.StartsWith("TIMESTAMP", StringComparison.Ordinal) => ColumnKind.Time,
        _ when type.StartsWith("TIME", StringComparison.Ordinal) || type.StartsWith("ENUM", StringComparison.Ordinal) => ColumnKind.Text,
        _ when type.StartsWith("DECIMAL", StringComparison.Ordinal) => ColumnKind.Number,
        _ => ColumnKind.Unsupported,
    };

    private static string Cast(string reference, string type, ColumnKind kind) => kind switch
    {
        ColumnKind.Text => $"{reference}::VARCHAR",
        ColumnKind.Time when type == "DATE" => $"epoch_us({reference}::TIMESTAMP)",
        ColumnKind.Time => $"epoch_us({reference})",
        _ => $"{reference}::DOUBLE",
    };
}
