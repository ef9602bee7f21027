using System.Globalization;
using OceanML.Core;

namespace OceanML.Formats.Observations;

/// <summary>Columns that are text because of a few values, and would be numbers without them.</summary>
internal static class TextForNumbers
{
    // What is text by its nature, though many of its values may look like numbers.
    private static readonly string[] Names = ["platform", "profile"];
    private static readonly string[] Endings = ["_qc", "_mode", "_origin", "_label", "_id"];

    /// <summary>One sentence for each column most of whose values are numbers, unless the reader of the table has named it already.</summary>
    public static IEnumerable<string> Warnings(Table table, IReadOnlyList<string> known)
    {
        foreach (var column in table.Columns.OfType<TextColumn>())
        {
            if (Names.Contains(column.Name) || Array.Exists(Endings, ending => column.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))) continue;
            var (values, odd, first) = (0, 0, -1);
            for (var row = 0; row < column.Length; row++)
            {
                if (string.IsNullOrEmpty(column.Values[row])) continue;
                values++;
                if (double.TryParse(column.Values[row], NumberStyles.Float, CultureInfo.InvariantCulture, out _)) continue;
                odd++;
                if (first < 0) first = row;
            }

            if (odd == 0 || 2 * odd >= values || known.Any(warning => warning.StartsWith($"column '{column.Name}' is text", StringComparison.Ordinal))) continue;
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"column '{column.Name}' is text, not numbers, because of {odd} of {values} values, the first '{column.Values[first]}' in row {first + 1} of the data; leave what is missing empty");
        }
    }
}
