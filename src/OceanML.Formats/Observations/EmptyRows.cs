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
        var kept = Enumerable.Range(0, table.RowCount).Where(row => values.Exists(column => !column.IsMissing(row))).ToArray();
        return kept.Length == table.RowCount
            ? new ShapedTable(table)
            : new ShapedTable(table.Take(kept)) { RowsRead = table.RowCount, Rejected = new Dictionary<string, int> { ["no_value"] = table.RowCount - kept.Length } };
    }
}
