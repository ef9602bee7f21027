using System.Globalization;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>A target that names classes: their names in order, and the index of the class of each row.</summary>
internal sealed record ClassColumn(NumberColumn Numbers, IReadOnlyList<string> Names)
{
    private const int MostClasses = 200;

    /// <summary>Reads the one target; classes that are numbers stand in their order, texts by the alphabet.</summary>
    /// <exception cref="OceanException">There are several targets, one class, or so many that they are no classes.</exception>
    public static ClassColumn Of(Table table, IReadOnlyList<string> targets, List<string> warnings)
    {
        if (targets.Count != 1) throw OceanException.Usage($"a classification has one target, and {targets.Count} are named: {string.Join(", ", targets.Take(5))}");
        var column = table[targets[0]];
        var texts = SplitRows.Texts(column, [.. Enumerable.Range(0, table.RowCount)]);
        var names = texts.Where(text => !string.IsNullOrEmpty(text)).Select(text => text!).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count < 2) throw OceanException.NothingSelected($"{table.Label}: target '{targets[0]}' is {(names.Count == 0 ? "empty" : $"'{names[0]}' in every row")}: there is no second class to tell from it");
        if (names.Count > MostClasses)
            throw OceanException.BadInput($"{table.Label}: target '{targets[0]}' has {names.Count} different values, too many for classes; for a quantity ask for a regression (--task regression)");
        names = names.TrueForAll(name => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            ? [.. names.OrderBy(name => double.Parse(name, NumberStyles.Float, CultureInfo.InvariantCulture))]
            : [.. names.Order(StringComparer.Ordinal)];
        var index = names.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        var values = texts.Select(text => string.IsNullOrEmpty(text) ? double.NaN : index[text]).ToArray();
        foreach (var name in names)
        {
            var count = texts.Count(text => text == name);
            if (count < 10) warnings.Add($"class '{name}' has only {count} rows");
        }

        return new ClassColumn(new NumberColumn(column.Name, values, column.Metadata, NumberKind.Int64), names);
    }

    /// <summary>The data without classes of which no row is left.</summary>
    public static Dataset Seen(Dataset data, List<string> warnings)
    {
        var kept = data.Targets.Select(value => (int)value).Distinct().Order().ToArray();
        if (kept.Length == data.Classes!.Count) return data;
        if (kept.Length < 2) throw OceanException.NothingSelected($"of the classes only '{data.Classes[kept[0]]}' is left in the rows that can be learned from");
        var lost = Enumerable.Range(0, data.Classes.Count).Except(kept).Select(c => data.Classes[c]);
        warnings.Add($"no row of the class {string.Join(", ", lost)} can be learned from");
        return data with { Classes = [.. kept.Select(c => data.Classes[c])], Targets = [.. data.Targets.Select(value => (double)Array.IndexOf(kept, (int)value))] };
    }
}
