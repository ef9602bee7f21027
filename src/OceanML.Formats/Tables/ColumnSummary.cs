using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Native.DuckDb;

namespace OceanML.Formats.Tables;

/// <summary>Missing values and range of each column.</summary>
internal static class ColumnSummary
{
    // DuckDB limits neither the number of columns nor that of aggregates, but parses long statements slowly.
    private const int ColumnsPerQuery = 100;

    /// <summary>Found by the engine in one pass over the file.</summary>
    public static List<TableColumnDescription> Of(DuckDbSession session, string from, IReadOnlyList<SourceColumn> columns, Func<string, ColumnMetadata> metadata)
    {
        var all = new List<TableColumnDescription>(columns.Count);
        foreach (var part in columns.Chunk(ColumnsPerQuery))
        {
            var select = string.Join(", ", part.Select(Aggregates));
            var row = session.Texts($"SELECT {select} FROM {from}")[0];
            for (var i = 0; i < part.Length; i++)
            {
                var column = part[i];
                all.Add(new TableColumnDescription(
                    column.Name,
                    KindName(column.Kind),
                    metadata(column.Name),
                    long.Parse(row[3 * i] ?? "0", CultureInfo.InvariantCulture),
                    Text(column.Kind, row[(3 * i) + 1]),
                    Text(column.Kind, row[(3 * i) + 2])));
            }
        }

        return all;
    }

    /// <summary>The same of a column in memory.</summary>
    public static TableColumnDescription Of(Column column)
    {
        var missing = 0L;
        for (var row = 0; row < column.Length; row++)
        {
            if (column.IsMissing(row)) missing++;
        }

        var (kind, minimum, maximum) = column switch
        {
            _ when missing == column.Length => (column is TextColumn ? "text" : column is TimeColumn ? "time" : "number", null, null),
            TextColumn text => ("text", text.Values.Where(value => value is not null).Min(StringComparer.Ordinal), text.Values.Max(StringComparer.Ordinal)),
            TimeColumn time => ("time", Timestamp.Format(time.Values.Where(value => value != Timestamp.Missing).Min()), Timestamp.Format(time.Values.Max())),
            NumberColumn number => (
                number.Kind switch { NumberKind.Int64 => "integer", NumberKind.Boolean => "boolean", _ => "number" },
                number.Values.Where(value => !double.IsNaN(value)).Min().ToString(CultureInfo.InvariantCulture),
                number.Values.Where(value => !double.IsNaN(value)).Max().ToString(CultureInfo.InvariantCulture)),
            _ => ("number", (string?)null, (string?)null),
        };
        return new TableColumnDescription(column.Name, kind, column.Metadata, missing, minimum, maximum);
    }

    // DuckDB sorts NaN above every number; here it is a missing value.
    private static string Aggregates(SourceColumn column, int index)
    {
        var value = column.Kind is ColumnKind.Text or ColumnKind.Time ? column.Sql : $"(CASE WHEN isnan({column.Sql}) THEN NULL ELSE {column.Sql} END)";
        return $"count(*) - count({value}) AS n{index}, min({value}) AS a{index}, max({value}) AS b{index}";
    }

    private static string? Text(ColumnKind kind, string? value) => value is null ? null : kind switch
    {
        ColumnKind.Text => value,
        ColumnKind.Time => Timestamp.Format(long.Parse(value, CultureInfo.InvariantCulture)),
        ColumnKind.Single => ((float)double.Parse(value, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture),
        _ => double.Parse(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
    };

    private static string KindName(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer => "integer",
        ColumnKind.Boolean => "boolean",
        ColumnKind.Text => "text",
        ColumnKind.Time => "time",
        _ => "number",
    };
}
