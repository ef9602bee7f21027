using OceanML.Core;
using OceanML.Formats.Native.DuckDb;

namespace OceanML.Formats.Tables;

/// <summary>Delimited text as a source of SQL queries: every column as text, <c>c0</c>, <c>c1</c>…</summary>
internal sealed class TextSource
{
    private readonly string missing;

    public TextSource(string path, TextDialect dialect, List<string> missing, bool normalised)
    {
        Dialect = dialect;
        this.missing = MissingTokens.Sql(missing);
        var columns = string.Join(", ", dialect.Names.Select((_, i) => $"'c{i}': 'VARCHAR'"));
        var delimiter = normalised ? '\t' : dialect.Delimiter;
        From = $"read_csv({DuckDbSession.Literal(GlobFree.Path(path))}, auto_detect = false, header = false, delim = '{delimiter}', quote = '\"', escape = '\"', "
            + $"skip = {(normalised ? 0 : dialect.Skip)}, compression = '{(dialect.Gzip && !normalised ? "gzip" : "none")}', "
            + $"hive_partitioning = false, columns = {{{columns}}})";
    }

    public TextDialect Dialect { get; }

    /// <summary>The table function to put after FROM.</summary>
    public string From { get; }

    /// <summary>A field, trimmed, NULL where missing.</summary>
    public string Field(int column) => $"(CASE WHEN trim(c{column}) IN ({missing}) THEN NULL ELSE trim(c{column}) END)";

    /// <summary>A field as a number, NULL where it is none.</summary>
    public string Number(int column) =>
        $"TRY_CAST({(Dialect.DecimalComma ? $"replace({Field(column)}, ',', '.')" : Field(column))} AS DOUBLE)";

    /// <summary>A field as a time in microseconds, NULL where it is none.</summary>
    public string Time(int column) =>
        $"epoch_us(CASE WHEN regexp_full_match({Field(column)}, '{TextTimes.Iso}') THEN TRY_CAST({Field(column)} AS TIMESTAMPTZ) ELSE NULL END)";

    public ColumnMetadata MetadataOf(string name) =>
        Dialect.Units[Array.IndexOf(Dialect.Names, name)] is { } unit ? new ColumnMetadata(Unit: unit) : ColumnMetadata.None;

    /// <summary>The positions of the columns wanted, or of all.</summary>
    public List<int> Select(string path, List<string>? wanted) => wanted is null
        ? [.. Enumerable.Range(0, Dialect.Names.Length)]
        : [.. wanted.Distinct().Select(name => Array.IndexOf(Dialect.Names, name) is var at and >= 0 ? at : throw OceanException.Missing(path, "column", name, Dialect.Names))];
}
