using System.Globalization;
using OceanML.Formats.Native.DuckDb;

namespace OceanML.Formats.Tables;

/// <summary>Kinds of the columns of delimited text, checked over the whole file.</summary>
/// <param name="Columns">Name, kind and the SQL that yields the values.</param>
/// <param name="RowCount">Number of rows of data.</param>
/// <param name="Warnings">Columns that are text because of a few values.</param>
internal sealed record TextColumnTypes(IReadOnlyList<SourceColumn> Columns, int RowCount, IReadOnlyList<string> Warnings)
{
    public static TextColumnTypes Find(DuckDbSession session, TextSource source, List<int> columns)
    {
        var promised = columns.Select(column => Promise(source.Dialect, column)).ToList();
        var select = columns.Select((column, i) => Checks(source, column, promised[i], i)).Prepend("count(*) AS rows");
        var found = session.Texts($"SELECT {string.Join(", ", select)} FROM {source.From}")[0];
        var warnings = new List<string>();
        var typed = new List<SourceColumn>(columns.Count);
        for (var i = 0; i < columns.Count; i++)
        {
            var name = source.Dialect.Names[columns[i]];
            long Number(int field) => long.Parse(found[1 + (4 * i) + field] ?? "0", CultureInfo.InvariantCulture);
            var (values, kept, whole, odd) = (Number(0), Number(1), Number(2), found[4 + (4 * i)]);
            var kind = promised[i];
            if (kept < values)
            {
                if (kind is not ColumnKind.Text && values - kept < values / 20)
                    warnings.Add($"column '{name}' is text, not {(kind == ColumnKind.Time ? "times" : "numbers")}, because of {values - kept} values such as '{odd}'; declare them missing");
                kind = ColumnKind.Text;
            }
            else if (kind == ColumnKind.Integer && (whole < values || values == 0))
            {
                kind = ColumnKind.Number;
            }

            typed.Add(new SourceColumn(name, kind, Sql(source, columns[i], kind)));
        }

        return new TextColumnTypes(typed, int.Parse(found[0]!, CultureInfo.InvariantCulture), warnings);
    }

    // What the first rows promise; a column without any value there is taken for numbers until the whole file has been seen.
    private static ColumnKind Promise(TextDialect dialect, int column)
    {
        int values = 0, numbers = 0, wholes = 0, times = 0, truths = 0, codes = 0;
        foreach (var row in dialect.Sample)
        {
            var field = row[column];
            if (MissingTokens.IsMissing(field, dialect.Missing)) continue;
            values++;
            if (TextDialect.IsNumber(field, dialect.DecimalComma)) numbers++;
            if (field.AsSpan().TrimStart("+-").IndexOfAnyExceptInRange('0', '9') < 0) wholes++;

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

    private static string Checks(TextSource source, int column, ColumnKind kind, int index)
    {
        var field = source.Field(column);
        var value = kind == ColumnKind.Text ? field : Sql(source, column, kind);
        var whole = kind == ColumnKind.Integer ? $"count(*) FILTER (WHERE {value} = floor({value}) AND abs({value}) < 9007199254740992)" : "0";
        return $"count({field}) AS v{index}, count({value}) AS k{index}, {whole} AS w{index}, first({field}) FILTER (WHERE {field} IS NOT NULL AND {value} IS NULL) AS o{index}";
    }

    private static string Sql(TextSource source, int column, ColumnKind kind) => kind switch
    {
        ColumnKind.Text => source.Field(column),
        ColumnKind.Time => source.Time(column),
        ColumnKind.Boolean => $"(CASE lower({source.Field(column)}) WHEN 'true' THEN 1.0::DOUBLE WHEN 'false' THEN 0.0::DOUBLE ELSE NULL END)",
        _ => source.Number(column),
    };
}
