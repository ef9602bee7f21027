using OceanML.Core;

namespace OceanML.Validation;

/// <summary>Which rows of a table are scored by themselves, and which belong together in the bootstrap.</summary>
/// <param name="Units">Unit of each row, or null where rows are drawn by themselves.</param>
/// <param name="Parts">Column, value and rows of each group that is scored by itself; the first part is the whole table.</param>
public sealed record TableGroups(int[]? Units, IReadOnlyList<(string? By, string? Value, int[] Rows)> Parts)
{
    /// <summary>Finds them.</summary>
    /// <param name="table">The table.</param>
    /// <param name="groupBy">Columns whose values are scored by themselves; <c>a+b</c> for combinations.</param>
    /// <param name="resampleBy">Column whose values are drawn together; null for none.</param>
    /// <param name="resamplePattern">Regular expression: the part of that value that counts; null for the whole.</param>
    /// <param name="together">Columns of <see cref="Dependence"/>.</param>
    public static TableGroups Of(Table table, IReadOnlyList<string> groupBy, string? resampleBy, string? resamplePattern, IReadOnlyList<string> together)
    {
        ArgumentNullException.ThrowIfNull(table);
        var units = Dependence.Units(table, resampleBy is null ? null : TableValidation.Units(table, resampleBy, resamplePattern), together);
        var parts = new List<(string?, string?, int[])> { (null, null, [.. Enumerable.Range(0, table.RowCount)]) };
        foreach (var name in groupBy) parts.AddRange(TableValidation.Groups(table, name).Select(group => ((string?)name, (string?)group.Value, group.Rows)));
        return new TableGroups(units, parts);
    }

    /// <summary>The units of some rows.</summary>
    internal int[]? UnitsOf(int[] rows) => Units is null ? null : [.. rows.Select(row => Units[row])];
}
