using System.Globalization;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>
/// Reduces profiles of many levels to one value each near the surface, which is what a satellite sees: the mean of the good values down to a depth.
/// </summary>
public static class SurfaceLayer
{
    /// <summary>Whether a table holds profiles with several levels: rows that share platform and profile but not their depth.</summary>
    public static bool HasLevels(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Sequence.Vertical(table) is not null && Sequence.Groups(table).Any(group => group.Count > 1);
    }

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
        var all = Sequence.Down(table, bottom, goodFlagsOnly);
        var layers = all.Where(layer => layer.Count > 0).ToList();
        var (columns, bad) = ProfileColumns.Reduce(table, layers, goodFlagsOnly, static (_, levels, values) =>
        {
            var sum = 0.0;
            foreach (var row in levels) sum += values[row];
            return sum / levels.Count;
        });
        columns.Add(new NumberColumn(
            ProfileColumns.Free(table, "surface_levels"),
            [.. layers.Select(layer => (double)layer.Count)],
            new ColumnMetadata("1", LongName: string.Create(CultureInfo.InvariantCulture, $"number of levels down to {bottom:0.###} in the means")),
            NumberKind.Int64));
        return new SurfaceResult(new Table(columns, table.Metadata), table.RowCount, all.Count - layers.Count, bad, Sequence.Vertical(table)!);
    }
}
