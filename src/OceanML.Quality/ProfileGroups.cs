using System.Text;
using OceanML.Core;

namespace OceanML.Quality;

/// <summary>The rows of each profile of a table.</summary>
internal static class ProfileGroups
{
    /// <summary>
    /// Rows of equal platform, profile and sampling, in the order of their first rows. Where there is no profile column, rows of equal
    /// platform, time and position; where none of these exist, the whole table is one profile.
    /// </summary>
    public static IReadOnlyList<int[]> Of(Table table)
    {
        string[] names = table.Has("profile")
            ? ["platform", "profile", "sampling"]
            : ["platform", "sampling", "time", "latitude", "longitude"];
        var keys = names.Select(table.Find).OfType<Column>().ToList();
        var groups = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var key = new StringBuilder();
        for (var row = 0; row < table.RowCount; row++)
        {
            key.Clear();
            foreach (var column in keys) Append(key, column, row).Append('\u001f');
            var text = key.ToString();
            if (!groups.TryGetValue(text, out var rows)) groups.Add(text, rows = []);
            rows.Add(row);
        }

        return [.. groups.Values.Select(rows => rows.ToArray())];
    }

    private static StringBuilder Append(StringBuilder key, Column column, int row) => column switch
    {
        TextColumn text => key.Append(text.Values[row]),
        TimeColumn time => key.Append(time.Values[row]),
        NumberColumn number => key.Append(BitConverter.DoubleToInt64Bits(number.Values[row])),
        _ => key,
    };
}
