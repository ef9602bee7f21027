using System.Text;

namespace OceanML.Steps;

/// <summary>Columns lined up with blanks.</summary>
internal static class TextTable
{
    /// <summary>Writes rows; a column that is empty throughout is left out.</summary>
    public static void Write(StringBuilder text, IReadOnlyList<string[]> rows, int[] rightAligned)
    {
        if (rows.Count == 0) return;
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            var line = new StringBuilder(" ");
            for (var column = 0; column < row.Length; column++)
            {
                if (widths[column] == 0) continue;
                line.Append(' ').Append(rightAligned.Contains(column) ? row[column].PadLeft(widths[column]) : row[column].PadRight(widths[column])).Append(' ');
            }

            text.Append(line.ToString().TrimEnd()).Append('\n');
        }
    }
}
