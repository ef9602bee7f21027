using System.Globalization;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>
/// Reduces profiles of many levels to one value each near the surface, which is what a satellite sees: the mean of the good values down to a depth.
/// </summary>
public static class SurfaceLayer
{
    // Sensors at the surface read a little above it; what is higher is not a depth.
    private const double Above = -5;

    /// <summary>Whether a table holds profiles with several levels: rows that share platform and profile but not their depth.</summary>
    public static bool HasLevels(Table table) =>
        Vertical(table) is not null && Groups(table).Any(group => group.Count > 1);

    /// <summary>Takes the mean of each variable over the levels of a profile that are no deeper than a limit.</summary>
    /// <param name="table">
    /// Levels with depth (m) or pressure (dbar, which is taken for metres: near the surface they differ by less than 1 %), and platform and profile, or time
    /// and position, to tell profiles apart.
    /// </param>
    /// <param name="bottom">Deepest level used, m or dbar.</param>
    /// <param name="goodFlagsOnly">Whether values with a bad flag in <c>v_qc</c>, and levels with one on the depth, are left out.</param>
    /// <exception cref="OceanException">The table has neither depth nor pressure.</exception>
    public static SurfaceResult Reduce(Table table, double bottom, bool goodFlagsOnly = true)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!(bottom > 0)) throw OceanException.Usage(string.Create(CultureInfo.InvariantCulture, $"the surface layer ends at {bottom} m; it must be below 0"));
        var vertical = Vertical(table) ?? throw OceanException.Missing(table.Label, "column", "depth or pressure", table.Names);
        var depths = table.Numbers(vertical);
        var depthFlags = goodFlagsOnly ? (table.Find(vertical + "_qc") as TextColumn)?.Values : null;
        var depthScheme = FlagScheme.Of(table.Find(vertical + "_qc"));
        var layers = new List<List<int>>();
        var without = 0L;
        foreach (var group in Groups(table))
        {
            var layer = group.Where(row => depths[row] > Above && depths[row] <= bottom && depthScheme.IsGood(depthFlags?[row])).ToList();
            if (layer.Count == 0) without++;
            else layers.Add(layer);
        }

        var (columns, bad) = Reduce(table, layers, goodFlagsOnly);
        columns.Add(new NumberColumn(
            Free(table, "surface_levels"),
            [.. layers.Select(layer => (double)layer.Count)],
            new ColumnMetadata("1", LongName: string.Create(CultureInfo.InvariantCulture, $"number of levels down to {bottom:0.###} in the means")),
            NumberKind.Int64));
        return new SurfaceResult(new Table(columns, table.Metadata), table.RowCount, without, bad, vertical);
    }

    private static (List<Column> Columns, long Bad) Reduce(Table table, List<List<int>> layers, bool goodFlagsOnly)
    {
        int[] first = [.. layers.Select(layer => layer[0])];
        var columns = new List<Column>();
        var bad = 0L;
        foreach (var column in table.Columns)
        {
            // The mean of a bit field, or of the number of a level, says nothing.
            if (column.Name == "level" || column.Name.EndsWith("_qc_tests", StringComparison.Ordinal)) continue;
            if (column is not NumberColumn numbers || column.Name is "latitude" or "longitude")
            {
                // A flag of one level does not speak for the mean of several; flags of the position and the time belong to the profile.
                var flagged = column.Name.EndsWith("_qc", StringComparison.Ordinal) && table.Find(column.Name[..^3]) is NumberColumn
                    && column.Name is not ("latitude_qc" or "longitude_qc");
                if (!flagged) columns.Add(column.Take(first));
                continue;
            }

            var flags = goodFlagsOnly ? (table.Find(column.Name + "_qc") as TextColumn)?.Values : null;
            var scheme = FlagScheme.Of(table.Find(column.Name + "_qc"));
            var means = new double[layers.Count];
            for (var i = 0; i < means.Length; i++)
            {
                var (sum, count) = (0.0, 0);
                foreach (var row in layers[i])
                {
                    var value = numbers.Values[row];
                    if (double.IsNaN(value)) continue;
                    if (flags is not null && !scheme.IsGood(flags[row]))
                    {
                        bad++;
                        continue;
                    }

                    sum += value;
                    count++;
                }

                means[i] = count == 0 ? double.NaN : sum / count;
            }

            columns.Add(new NumberColumn(column.Name, means, column.Metadata, numbers.Kind == NumberKind.Int64 && means.All(IsWhole) ? NumberKind.Int64 : NumberKind.Float64));
        }

        return (columns, bad);
    }

    private static string? Vertical(Table table) =>
        table.Find("depth") is NumberColumn ? "depth" : table.Find("pressure") is NumberColumn ? "pressure" : null;

    // Rows of one profile in order of their first appearance: by platform and profile, or without those by time and position.
    private static List<List<int>> Groups(Table table)
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

    private static string Text(Column column, int row) => column switch
    {
        NumberColumn numbers => numbers.Values[row].ToString("R", CultureInfo.InvariantCulture),
        TimeColumn times => times.Values[row].ToString(CultureInfo.InvariantCulture),
        TextColumn texts => texts.Values[row] ?? "",
        _ => "",
    };

    private static bool IsWhole(double value) => double.IsNaN(value) || value == Math.Floor(value);

    private static string Free(Table table, string name)
    {
        while (table.Has(name)) name += "_2";
        return name;
    }
}
