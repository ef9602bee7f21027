using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Values whose quality flag forbids their use.</summary>
public static class FlaggedValues
{
    /// <summary>
    /// The table with every value v made missing whose flag v_qc is not good in the scheme that its column names; flags stay, so that
    /// the reason can be read. Coordinates are left to the matching, which rejects their rows with a reason.
    /// </summary>
    /// <returns>The table, and the number of values made missing.</returns>
    public static (Table Table, long Count) LeaveOut(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var count = 0L;
        var cleaned = new List<Column>();
        foreach (var column in table.Columns)
        {
            if (column is not NumberColumn numbers || column.Name is "latitude" or "longitude") continue;
            if (table.Find(column.Name + "_qc") is not TextColumn flags) continue;
            var scheme = FlagScheme.Of(flags);
            var values = numbers.Values.ToArray();
            for (var row = 0; row < values.Length; row++)
            {
                if (double.IsNaN(values[row]) || scheme.IsGood(flags.Values[row])) continue;
                values[row] = double.NaN;
                count++;
            }

            cleaned.Add(new NumberColumn(column.Name, values, column.Metadata, numbers.Kind));
        }

        return (table.With(cleaned), count);
    }
}
