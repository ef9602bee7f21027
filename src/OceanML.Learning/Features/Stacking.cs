using System.Globalization;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Turns a wide table, with one variable in many columns (a column for each year, say), into a long one with a row for each value.</summary>
public static class Stacking
{
    /// <summary>Stacks columns.</summary>
    /// <param name="table">The wide table.</param>
    /// <param name="columns">The columns, in order.</param>
    /// <param name="value">Name of the column that takes their values.</param>
    /// <param name="key">Name of the column that says which one a value is from.</param>
    /// <param name="labels">What it says for each; numbers where all are numbers.</param>
    /// <exception cref="OceanException">There are not as many labels as columns, a name is taken, or a column holds no numbers.</exception>
    public static Table Stack(Table table, IReadOnlyList<string> columns, string value, string key, IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count != columns.Count) throw OceanException.Usage($"--stack takes {columns.Count} columns and there are {labels.Count} labels; give one label for each column, in order: {string.Join(", ", columns.Take(20))}");
        var rest = table.Without(columns);
        foreach (var name in (ReadOnlySpan<string>)[value, key])
        {
            if (rest.Has(name)) throw OceanException.Usage($"--stack: {table.Label} has a column '{name}' already");
        }

        var rows = new int[table.RowCount * columns.Count];
        var values = new double[rows.Length];
        for (var c = 0; c < columns.Count; c++)
        {
            var numbers = table.Numbers(columns[c]);
            for (var row = 0; row < numbers.Length; row++) (rows[(c * numbers.Length) + row], values[(c * numbers.Length) + row]) = (row, numbers[row]);
        }

        var label = new string[rows.Length];
        for (var i = 0; i < label.Length; i++) label[i] = labels[i / Math.Max(1, table.RowCount)];
        var isNumber = labels.All(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        Column keys = isNumber ? new NumberColumn(key, [.. label.Select(text => double.Parse(text, CultureInfo.InvariantCulture))]) : new TextColumn(key, label);
        return rest.Take(rows).With(keys, new NumberColumn(value, values, table[columns[0]].Metadata));
    }
}
