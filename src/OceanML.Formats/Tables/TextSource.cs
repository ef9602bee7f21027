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

    /// <summary>Reads some columns block by block.</summary>
    public IEnumerable<List<TextColumnReader>> Blocks(DuckDbSession session, List<(int Column, ColumnKind Kind)> columns, int rows)
    {
        List<TextColumnReader> Readers() => columns.ConvertAll(column => new TextColumnReader(Dialect.Names[column.Column], column.Kind, MetadataOf(column.Column), Dialect.DecimalComma, missing, fills));
        var (readers, held) = (Readers(), 0);
        foreach (var count in session.Batches($"SELECT {string.Join(", ", columns.Select(column => $"c{column.Column}"))} FROM {from}", batch =>
        {
            for (var i = 0; i < readers.Count; i++) readers[i].Take(batch.Column(i));
            return batch.Count;
        }))
        {
            held += count;
            if (held < rows) continue;
            yield return readers;
            (readers, held) = (Readers(), 0);
        }

        if (held > 0) yield return readers;
    }

    /// <summary>Reads all columns once to learn what each holds: the head of the table, its rows, and the kind to read each column as.</summary>
    public (Table Head, long Rows, List<ColumnKind> Kinds) Survey(DuckDbSession session, string path)
    {
        const int rows = 1 << 16;
        var all = Select(path, null);
        var kinds = all.ConvertAll(column => TextTableReader.Kind(this, column));
        var (odd, values, firstOdd, whole, count) = (new long[all.Count], new long[all.Count], new string?[all.Count], new bool[all.Count], 0L);
        Array.Fill(whole, true);
        foreach (var block in Blocks(session, [.. all.Select((column, i) => (column, kinds[i]))], rows))
        {
            for (var i = 0; i < block.Count; i++)
            {
                odd[i] += block[i].Odd;
                values[i] += block[i].Values;
                firstOdd[i] ??= block[i].FirstOdd;
                if (block[i].Finish() is var column && column is NumberColumn { Kind: not NumberKind.Int64 } && block[i].Values > 0) whole[i] = false;
                if (i == 0) count += column.Length;
            }
        }

        var warnings = Dialect.Repeated.Select(name => $"several columns are named '{name}'; the second is read as '{name}_2'").ToList();
        var head = new List<Column>(all.Count);
        for (var i = 0; i < all.Count; i++)
        {
            var (name, metadata) = (Dialect.Names[all[i]], MetadataOf(all[i]));
            if (odd[i] > 0)
            {
                if (odd[i] * 20 < values[i]) warnings.Add(TextTableReader.BrokenPromise(name, kinds[i], odd[i], values[i], firstOdd[i]));
                kinds[i] = ColumnKind.Text;
            }

            head.Add(kinds[i] switch
            {
                ColumnKind.Text => new TextColumn(name, [], metadata),
                ColumnKind.Time => new TimeColumn(name, [], metadata),
                ColumnKind.Boolean => new NumberColumn(name, [], metadata, NumberKind.Boolean),
                _ => new NumberColumn(name, [], metadata, kinds[i] == ColumnKind.Integer && whole[i] && values[i] > 0 ? NumberKind.Int64 : NumberKind.Float64),
            });
        }

        var about = new Dictionary<string, string> { [TableFile.FileKey] = path };
        if (warnings.Count > 0) about[TableFile.WarningsKey] = string.Join('\n', warnings);
        return (new Table(head, about), count, kinds);
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
