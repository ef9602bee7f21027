using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>A level of a field, and what is read there.</summary>
/// <param name="Axis">The vertical axis; null for what has no level.</param>
/// <param name="Level">Value on the axis; NaN for what has no level.</param>
internal sealed record SeriesSlot(VerticalAxis? Axis, double Level)
{
    /// <summary>Variable, its band, and the column it goes to.</summary>
    public List<(FieldVariable Variable, int Band, string Column, SeriesNaming Naming)> Readings { get; } = [];

    /// <summary>Names of the columns.</summary>
    public HashSet<string> Columns { get; } = [];

    /// <summary>The levels that variables of a field are wanted at.</summary>
    /// <exception cref="OceanException">A variable has several levels and none was asked for.</exception>
    public static SeriesSlot[] Of(IField field, IReadOnlyList<FieldVariable> variables, SeriesOptions options)
    {
        var slots = new List<SeriesSlot>();
        var names = SeriesNaming.Of(variables, options.Vocabulary);
        foreach (var variable in variables)
        {
            if (variable.Vertical is { } axis && axis.Values.Count == variable.Bands)
            {
                foreach (var band in Bands(field, variable, axis, options)) Add(axis, axis.Values[band], variable, band, names[variable.Name].Name);
            }
            else
            {
                for (var band = 0; band < variable.Bands; band++) Add(null, double.NaN, variable, band, variable.Bands == 1 ? names[variable.Name].Name : variable.BandName(band));
            }
        }

        return [.. slots];

        void Add(VerticalAxis? axis, double level, FieldVariable variable, int band, string column)
        {
            var slot = slots.Find(known => known.Axis?.ColumnName == axis?.ColumnName && known.Level.Equals(level));
            if (slot is null) slots.Add(slot = new SeriesSlot(axis, level));
            slot.Readings.Add((variable, band, column, names[variable.Name]));
            slot.Columns.Add(column);
        }
    }

    private static IEnumerable<int> Bands(IField field, FieldVariable variable, VerticalAxis axis, SeriesOptions options)
    {
        if (options.AllLevels) return Enumerable.Range(0, variable.Bands);
        if (options.Level is { } level) return [axis.Nearest(level)];
        if (variable.Bands == 1) return [0];
        var (low, high) = (axis.Values.Min(), axis.Values.Max());
        throw OceanException.Usage(FormattableString.Invariant(
            $"{field.Source}: '{variable.Name}' has {variable.Bands} levels of '{axis.Name}', {low:0.###} to {high:0.###} {axis.Unit}; say which with --level, or all of them"));
    }
}
