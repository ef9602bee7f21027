using OceanML.Core;
using OceanML.Formats.Native.DuckDb;

namespace OceanML.Formats.Tables;

/// <summary>Delimited text as a source of SQL queries: every column as text, <c>c0</c>, <c>c1</c>…</summary>
internal sealed class TextSource
{
    private readonly string from;
    private readonly byte[][] missing;
    private readonly double[] fills;

    public TextSource(string path, TextDialect dialect, IEnumerable<string> declaredMissing, bool normalised)
    {
        Dialect = dialect;
        var declared = dialect.Missing.Concat(declaredMissing).ToList();
        (missing, fills) = (MissingTokens.Utf8(declared), MissingTokens.Numbers(declared));
        var columns = string.Join(", ", dialect.Names.Select((_, i) => $"'c{i}': 'VARCHAR'"));
        var delimiter = normalised ? '\t' : dialect.Delimiter;
        from = $"read_csv({DuckDbSession.Literal(GlobFree.Path(path))}, auto_detect = false, header = false, delim = '{delimiter}', quote = '\"', escape = '\"', "
            + $"skip = {(normalised ? 0 : dialect.Skip)}, compression = '{(dialect.Gzip && !normalised ? "gzip" : "none")}', "
            + $"hive_partitioning = false, columns = {{{columns}}})";
    }

    public TextDialect Dialect { get; }

    /// <summary>The positions of the columns wanted, or of all.</summary>
    public List<int> Select(string path, List<string>? wanted) => wanted is null
        ? [.. Enumerable.Range(0, Dialect.Names.Length)]
        : [.. wanted.Distinct().Select(name => Array.IndexOf(Dialect.Names, name) is var at and >= 0 ? at : throw OceanException.Missing(path, "column", name, Dialect.Names))];

    /// <summary>Reads some columns, each as a kind.</summary>
    public List<TextColumnReader> Read(DuckDbSession session, List<(int Column, ColumnKind Kind)> columns)
    {
        var readers = columns.ConvertAll(column => new TextColumnReader(Dialect.Names[column.Column], column.Kind, MetadataOf(column.Column), Dialect.DecimalComma, missing, fills));
        session.Query($"SELECT {string.Join(", ", columns.Select(column => $"c{column.Column}"))} FROM {from}", rows =>
        {
            for (var i = 0; i < readers.Count; i++) readers[i].Take(rows.Column(i));
        });
        return readers;
    }

    /// <summary>What the first rows of a column promise; one without any value there is taken for numbers until the whole file has been seen.</summary>
    public ColumnKind Promise(int column)
    {
        int values = 0, numbers = 0, wholes = 0, times = 0, truths = 0, codes = 0;
        foreach (var row in Dialect.Sample)
        {
            var field = row[column];
            if (MissingTokens.IsMissing(System.Text.Encoding.UTF8.GetBytes(field.Trim()), missing)) continue;
            values++;
            if (TextDialect.IsNumber(field, Dialect.DecimalComma)) numbers++;
            if (field.AsSpan().TrimStart("+-") is { IsEmpty: false } digits && digits.IndexOfAnyExceptInRange('0', '9') < 0) wholes++;

            // 0042 is a code whose zeros matter, 06 is a month; beyond 15 digits a number would not keep them all.
            if (field.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 && ((field.Length >= 4 && field[0] == '0') || field.Length > 15)) codes++;
            if (TextTimes.IsIso(field)) times++;
            if (field.ToUpperInvariant() is "TRUE" or "FALSE") truths++;
        }

        if (values == 0) return ColumnKind.Integer;
        if (codes > 0) return ColumnKind.Text;
        if (wholes == values) return ColumnKind.Integer;
        if (truths == values) return ColumnKind.Boolean;
        if (times == values) return ColumnKind.Time;
        return numbers * 20 >= values * 19 ? ColumnKind.Number : ColumnKind.Text;
    }

    private ColumnMetadata MetadataOf(int column) => Dialect.Units[column] is { } unit ? new ColumnMetadata(Unit: unit) : ColumnMetadata.None;
}
