using System.Globalization;
using System.Text;
using OceanML.Core;

namespace OceanML.Validation;

/// <summary>Brings estimates of one table beside the references of another.</summary>
public static class TableJoin
{
    /// <summary>
    /// The rows of <paramref name="references"/> in order, with the columns of <paramref name="estimates"/> whose key is the same;
    /// missing where there is none. A column of both tables that is no key is taken from the estimates.
    /// </summary>
    /// <param name="references">One row per observation.</param>
    /// <param name="estimates">At most one row per key.</param>
    /// <param name="key">Columns that identify a row in both.</param>
    /// <param name="estimateNames">The columns to bring.</param>
    /// <param name="rename">Name under which a column is brought.</param>
    /// <returns>The joined table and the number of rows without an estimate.</returns>
    /// <exception cref="OceanException">A key column is absent, or two rows of the estimates have the same key.</exception>
    public static (Table Joined, int Unmatched) Left(Table references, Table estimates, IReadOnlyList<string> key, IEnumerable<string> estimateNames, Func<string, string> rename)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var columns = key.Select(name => estimates[name]).ToArray();
        for (var row = 0; row < estimates.RowCount; row++)
        {
            if (!places.TryAdd(Key(columns, row), row))
                throw OceanException.BadInput($"{estimates.Label}: two rows have the same {string.Join(", ", key)} ({Key(columns, row).Replace('\u001f', ' ').Trim()}); name more key columns");
        }

        columns = [.. key.Select(name => references[name])];
        var (rows, unmatched) = (new int[references.RowCount], 0);
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = places.GetValueOrDefault(Key(columns, row), -1);
            if (rows[row] < 0) unmatched++;
        }

        var brought = estimateNames.Select(name => estimates[name] switch
        {
            TextColumn text => (Column)new TextColumn(rename(name), Array.ConvertAll(rows, row => row < 0 ? null : text.Values[row]), text.Metadata),
            TimeColumn time => new TimeColumn(rename(name), Array.ConvertAll(rows, row => row < 0 ? Timestamp.Missing : time.Values[row]), time.Metadata),
            _ => new NumberColumn(rename(name), Array.ConvertAll(rows, row => row < 0 ? double.NaN : estimates.Numbers(name)[row]), estimates[name].Metadata),
        });
        return (references.With(brought), unmatched);
    }

    private static string Key(Column[] columns, int row)
    {
        var key = new StringBuilder();
        foreach (var column in columns)
        {
            key.Append(column switch
            {
                TextColumn text => text.Values[row],
                NumberColumn number => number.Values[row].ToString("R", CultureInfo.InvariantCulture),
                TimeColumn time => time.Values[row].ToString(CultureInfo.InvariantCulture),
                _ => "",
            });
            key.Append('\u001f');
        }

        return key.ToString();
    }
}
