using OceanML.Core;

namespace OceanML.Validation;

/// <summary>
/// Rows of a matchup table that are not independent: colocation numbers those that share pixels, or an observation, in columns such as
/// <c>shares_pixels</c>, which are empty for a row by itself.
/// </summary>
public static class Dependence
{
    /// <summary>The columns of a table that say so.</summary>
    public static IReadOnlyList<string> Columns(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return [.. table.Columns.OfType<NumberColumn>().Select(column => column.Name).Where(name =>
            name.StartsWith("shares_", StringComparison.Ordinal) || name.Contains("_shares_", StringComparison.Ordinal))];
    }

    /// <summary>
    /// Numbers of the units that are independent of each other: the given units, joined wherever rows of two belong to one group of a column, directly
    /// or through others.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="units">Unit of each row (platform), or null where every row is its own.</param>
    /// <param name="together">Columns of <see cref="Columns"/>.</param>
    /// <returns>One number per row, from 0 in order of first appearance; null where every row is its own.</returns>
    public static int[]? Units(Table table, int[]? units, IReadOnlyList<string> together)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (together.Count == 0) return units;
        var parent = units is null ? [.. Enumerable.Range(0, table.RowCount)] : First(units);
        var joined = units is not null;
        foreach (var name in together)
        {
            var groups = table.Numbers(name);
            var first = new Dictionary<double, int>();
            for (var row = 0; row < groups.Length; row++)
            {
                if (double.IsNaN(groups[row]) || first.TryAdd(groups[row], row)) continue;
                joined = true;
                var (a, b) = (Root(parent, first[groups[row]]), Root(parent, row));
                parent[Math.Max(a, b)] = Math.Min(a, b);
            }
        }

        if (!joined) return null;
        var numbers = new Dictionary<int, int>();
        return [.. Enumerable.Range(0, table.RowCount).Select(row =>
        {
            var root = Root(parent, row);
            if (!numbers.TryGetValue(root, out var number)) numbers.Add(root, number = numbers.Count);
            return number;
        })];
    }

    // Every row points to the first of its unit.
    private static int[] First(int[] units)
    {
        var first = new Dictionary<int, int>();
        var parent = new int[units.Length];
        for (var row = 0; row < units.Length; row++)
        {
            if (!first.TryGetValue(units[row], out parent[row])) first.Add(units[row], parent[row] = row);
        }

        return parent;
    }

    private static int Root(int[] parent, int row)
    {
        while (parent[row] != row) row = parent[row] = parent[parent[row]];
        return row;
    }
}
