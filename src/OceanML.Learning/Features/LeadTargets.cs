using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Targets in the future of their row: what a forecast is made of.</summary>
internal static class LeadTargets
{
    /// <summary>Name of a target some time ahead.</summary>
    public static string Name(string column, TimeSpan lead) => $"{column}_lead_{SplitText.Length(lead)}";

    /// <summary>The value of the same series a time ahead; missing where the series has none there.</summary>
    public static NumberColumn Of(NumberColumn column, TimeSpan lead, SeriesIndex series, string text)
    {
        var offset = series.Steps(lead, text) * series.Step;
        var values = new double[column.Length];
        for (var row = 0; row < values.Length; row++)
        {
            var later = series.RowAt(row, offset);
            values[row] = later < 0 ? double.NaN : column.Values[later];
        }

        var length = SplitText.Length(lead);
        return new NumberColumn(Name(column.Name, lead), values, column.Metadata with { LongName = $"{Derived.Words(column)}, {length} later", Source = $"{Derived.Mark}{column.Name} {length} after the row" });
    }
}
