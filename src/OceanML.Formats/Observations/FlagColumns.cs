using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Observations;

/// <summary>
/// Quality flags that a file holds as numbers. Flags are characters here, since SeaDataNet has letters, and whatever judges them looks for text: a
/// column <c>v_qc</c> of the whole numbers 0 to 9 (4, or 4.0 where some are missing) becomes one of the characters '0' to '9'.
/// </summary>
public static class FlagColumns
{
    /// <summary>Whether a column is one of flags by its name, and holds numbers.</summary>
    internal static bool IsNumeric(Column column) => column is NumberColumn && column.Name.EndsWith("_qc", StringComparison.Ordinal);

    /// <summary>The table with its numeric flags as text. A column that holds other numbers too stays, and a warning in the metadata names it.</summary>
    public static Table AsText(Table table)
    {
        var (flags, warnings) = (new List<Column>(), new List<string>());
        foreach (var column in table.Columns.Where(IsNumeric).Cast<NumberColumn>())
        {
            var odd = Array.FindIndex(column.Values, value => !double.IsNaN(value) && !IsFlag(value));
            if (column.Kind == NumberKind.Boolean) warnings.Add(Warning(column.Name, "truth values, which are"));
            else if (odd >= 0) warnings.Add(Warning(column.Name, $"{column.Values[odd].ToString(CultureInfo.InvariantCulture)}, which is"));
            else flags.Add(new TextColumn(column.Name, Array.ConvertAll(column.Values, Text), column.Metadata));
        }

        if (warnings.Count > 0)
        {
            if (table.Metadata.TryGetValue(TableFile.WarningsKey, out var known)) warnings.Insert(0, known);
            table = table.WithMetadata(TableFile.WarningsKey, string.Join('\n', warnings));
        }

        return flags.Count == 0 ? table : table.With(flags);
    }

    /// <summary>The flags of a column of text or of whole numbers as texts; a number that is not whole is written as it is.</summary>
    internal static string?[] Texts(Column column) => column is NumberColumn numbers
        ? Array.ConvertAll(numbers.Values, value => double.IsNaN(value) ? null : value.ToString(CultureInfo.InvariantCulture))
        : TableObservations.Texts(column);

    /// <summary>What the user should know of numbers that are no flags.</summary>
    internal static string Warning(string column, string found) =>
        $"column '{column}' holds {found} no quality flag (a whole number from 0 to 9, or a letter): it is not used, and no value is left out because of it";

    /// <summary>A sentence for each column with flags that its scheme does not have: they forbid the value, as no flag of the scheme would.</summary>
    internal static IEnumerable<string> ForeignFlags(Table table)
    {
        foreach (var column in table.Columns.OfType<TextColumn>().Where(column => column.Metadata.FlagScheme is not null && column.Name.EndsWith("_qc", StringComparison.Ordinal)))
        {
            var scheme = FlagScheme.Of(column);
            var (count, first) = (0, (string?)null);
            foreach (var flag in column.Values)
            {
                if (string.IsNullOrEmpty(flag) || (flag.Length == 1 && scheme.Meanings.ContainsKey(flag[0]))) continue;
                count++;
                first ??= flag;
            }

            if (count > 0)
                yield return string.Create(CultureInfo.InvariantCulture, $"column '{column.Name}' has {count} flags such as '{first}' that are none of the scheme {scheme.Name}; their values do not count as good");
        }
    }

    /// <summary>The SQL condition that a number is there and is no flag.</summary>
    internal static string OddSql(string number) => $"{number} IS NOT NULL AND NOT isnan({number}) AND NOT ({number} BETWEEN 0 AND 9 AND {number} = floor({number}))";

    /// <summary>The SQL of a flag that is stored as a number.</summary>
    internal static string TextSql(string number) => $"CASE WHEN {number} IS NULL OR isnan({number}) THEN NULL ELSE CAST(CAST({number} AS INTEGER) AS VARCHAR) END";

    private static bool IsFlag(double value) => value is >= 0 and <= 9 && value == Math.Floor(value);

    private static string? Text(double value) => double.IsNaN(value) ? null : ((int)value).ToString(CultureInfo.InvariantCulture);
}
