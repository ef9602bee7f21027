using System.Globalization;
using System.Text;
using OceanML.Core;

namespace OceanML.Formats.Tables;

/// <summary>Writes delimited text (RFC 4180 with line feeds): shortest numbers that read back the same, ISO 8601 times, empty where missing.</summary>
internal static class TextTableWriter
{
    public static void Write(string path, Table table, char delimiter)
    {
        if (table.Columns.Count == 0) throw OceanException.NothingSelected($"{path}: not written: the table has no columns");
        try
        {
            using var writer = Begin(path, table, delimiter);
            Rows(writer, table, delimiter);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OceanException.Unreachable($"{path}: cannot be written: {exception.Message}", exception);
        }
    }

    /// <summary>Opens a file and writes the names of the columns.</summary>
    public static StreamWriter Begin(string path, Table head, char delimiter)
    {
        var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16);
        Line(writer, delimiter, head.Columns.Count, column => head.Columns[column].Name);
        return writer;
    }

    /// <summary>Writes the rows.</summary>
    public static void Rows(StreamWriter writer, Table table, char delimiter)
    {
        for (var row = 0; row < table.RowCount; row++)
        {
            var at = row;
            Line(writer, delimiter, table.Columns.Count, column => Text(table.Columns[column], at));
        }
    }

    private static void Line(StreamWriter writer, char delimiter, int columns, Func<int, string> text)
    {
        for (var column = 0; column < columns; column++)
        {
            if (column > 0) writer.Write(delimiter);
            var field = text(column);
            var quoted = field.AsSpan().IndexOfAny(['"', '\n', '\r', delimiter]) >= 0 || (columns == 1 && field.Length == 0);
            writer.Write(quoted ? "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : field);
        }

        writer.Write('\n');
    }

    private static string Text(Column column, int row) => column.IsMissing(row) ? "" : column switch
    {
        TextColumn text => text.Values[row]!,
        TimeColumn time => Timestamp.Format(time.Values[row]),
        NumberColumn { Kind: NumberKind.Float32 } number => ((float)number.Values[row]).ToString(CultureInfo.InvariantCulture),
        NumberColumn { Kind: NumberKind.Boolean } number => number.Values[row] == 0 ? "false" : "true",
        _ => ((NumberColumn)column).Values[row].ToString(CultureInfo.InvariantCulture),
    };
}
