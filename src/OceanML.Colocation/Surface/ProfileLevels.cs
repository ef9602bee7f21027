using System.Globalization;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>The rows of a table that belong to one profile, and how deep they are.</summary>
internal static class Sequence
{
    // Sensors at the surface read a little above it; what is higher is not a depth.
    public const double Above = -5;

    /// <summary>Depth (m), or pressure (dbar, which is taken for metres: near the surface they differ by less than 1 %); null where there is neither.</summary>
    public static string? Vertical(Table table) =>
        table.Find("depth") is NumberColumn ? "depth" : table.Find("pressure") is NumberColumn ? "pressure" : null;

    /// <summary>Rows of one profile in order of their first appearance: by platform and profile, or without those by time and position.</summary>
    public static List<List<int>> Groups(Table table)
    {
        string[] keys = table.Has("profile") ? ["platform", "profile"] : ["platform", "time", "latitude", "longitude"];
        var columns = keys.Select(table.Find).Where(column => column is not null).ToList();
        var groups = new List<List<int>>();
        var byKey = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var row = 0; row < table.RowCount; row++)
        {
            var key = string.Join('\u001f', columns.Select(column => Text(column!, row)));
            if (!byKey.TryGetValue(key, out var group))
            {
                byKey.Add(key, group = []);
                groups.Add(group);
            }

            group.Add(row);
        }

        return groups;
    }

    /// <summary>The levels of every profile down to a depth whose own flag is good, in table order.</summary>
    /// <exception cref="OceanException">The table has neither depth nor pressure.</exception>
    public static List<List<int>> Down(Table table, double bottom, bool goodFlagsOnly)
    {
        var vertical = Vertical(table) ?? throw OceanException.Missing(table.Label, "column", "depth or pressure", table.Names);
        var depths = table.Numbers(vertical);
        var flags = goodFlagsOnly ? (table.Find(vertical + "_qc") as TextColumn)?.Values : null;
        var scheme = FlagScheme.Of(table.Find(vertical + "_qc"));
        return [.. Groups(table).Select(group => group.Where(row => depths[row] > Above && depths[row] <= bottom && scheme.IsGood(flags?[row])).ToList())];
    }

    private static string Text(Column column, int row) => column switch
    {
        NumberColumn numbers => numbers.Values[row].ToString("R", CultureInfo.InvariantCulture),
        TimeColumn times => times.Values[row].ToString(CultureInfo.InvariantCulture),
        TextColumn texts => texts.Values[row] ?? "",
        _ => "",
    };
}
