using OceanML.Core;

namespace OceanML.Formats.Observations;

/// <summary>Rows that hold no value of any variable: a station of which nothing was measured, a level that no instrument reached.</summary>
internal static class EmptyRows
{
    private static readonly string[] Places = ["latitude", "longitude", "depth", "pressure", "bottom_depth"];

    /// <summary>The table without them, and their number as <c>no_value</c>. A table without variables stays whole.</summary>
    public static ShapedTable Without(Table table)
    {
        var values = table.Columns.Where(column => column is NumberColumn && !Places.Contains(column.Name) && !column.Name.EndsWith("_sigma", StringComparison.Ordinal)).ToList();
        if (values.Count == 0) return new ShapedTable(table);
        var (kept, empty) = (new List<int>(table.RowCount), new List<int>());
        for (var row = 0; row < table.RowCount; row++) (values.Exists(column => !column.IsMissing(row)) ? kept : empty).Add(row);
        return empty.Count == 0
            ? new ShapedTable(table)
            : new ShapedTable(table.Take(kept.ToArray()))
            {
                RowsRead = table.RowCount,
                Rejected = new Dictionary<string, int> { ["no_value"] = empty.Count },
                ValuesOfRejectedRows = [.. TableObservations.ValuesIn(table, empty, "no_value")],
            };
    }
}
