using OceanML.Core;

namespace OceanML.Formats.Observations;

/// <summary>
/// Merges the biogeochemical file of a profile into its core file: both have the same sampling schemes and levels, and the pressure of the
/// core file, which alone is adjusted, is the pressure of both.
/// </summary>
internal static class ArgoMerge
{
    private static readonly string[] Places =
        ["platform", "profile", "cycle", "direction", "data_mode", "sampling", "level", "time", "time_qc", "latitude", "longitude", "position_qc", "pressure", "pressure_qc", "pressure_sigma"];

    /// <summary>Whether two parts of a profile complement each other: neither synthetic, no variable in both.</summary>
    public static bool CanMerge(Table core, Table other) =>
        core.Texts("sampling")[0] != "synthetic" && other.Texts("sampling")[0] != "synthetic"
        && !other.Names.Any(name => !Places.Contains(name) && core.Has(name));

    /// <summary>One row per sampling and level of either, core rows first, in the order of sampling and level of the core file.</summary>
    public static Table Of(Table core, Table other)
    {
        var rows = Index(core);
        var extra = Index(other).Where(pair => !rows.ContainsKey(pair.Key)).Select(pair => pair.Value).ToArray();
        var matches = Index(other).Where(pair => rows.ContainsKey(pair.Key)).ToDictionary(pair => rows[pair.Key], pair => pair.Value);
        var added = other.Columns.Where(column => !core.Has(column.Name)).Select(column => Spread(column, core.RowCount, matches));
        var joined = core.With(added);
        return extra.Length == 0 ? joined : Sorted(Table.Concatenate([joined, other.Take(extra)]));
    }

    private static Dictionary<(string?, double), int> Index(Table table)
    {
        var (samplings, levels) = (table.Texts("sampling"), table.Numbers("level"));
        var index = new Dictionary<(string?, double), int>(table.RowCount);
        for (var row = 0; row < table.RowCount; row++) index.TryAdd((samplings[row], levels[row]), row);
        return index;
    }

    /// <summary>A column of the other table on the rows of the core table; missing where there is no such level.</summary>
    private static Column Spread(Column column, int count, Dictionary<int, int> matches)
    {
        var withMissing = column.Append(column.Missing(1));
        var rows = new int[count];
        for (var row = 0; row < count; row++) rows[row] = matches.GetValueOrDefault(row, column.Length);
        return withMissing.Take(rows);
    }

    private static Table Sorted(Table table)
    {
        var (samplings, levels) = (table.Texts("sampling"), table.Numbers("level"));
        var order = samplings.Distinct().Select((sampling, place) => (sampling, place)).ToDictionary(pair => pair.sampling ?? "", pair => pair.place);
        return table.Take([.. Enumerable.Range(0, table.RowCount).OrderBy(row => order[samplings[row] ?? ""]).ThenBy(row => levels[row])]);
    }
}
