using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Vocabularies;

namespace OceanML.Formats.Observations;

/// <summary>Numbers that usually mark missing values, in columns of files that do not declare them.</summary>
internal static class FillLookAlikes
{
    private static readonly double[] Marks =
    [
        -99, -99.9, -99.99, -999, -999.9, -999.99, -9999, -9999.9, -99999, -999999, 999, 999.9, 999.99, 9999, 9999.9, 99999, 99999.9, 999999,
        -1e10, -1e34, 1e20, 1e34, 1e35, 1e36, 9.969209968386869e36, -32768, 32767, -2147483648,
    ];

    /// <summary>One sentence for each column that holds such a number far from all its other values, or outside what its variable can be.</summary>
    public static IEnumerable<string> Warnings(Table table)
    {
        foreach (var column in table.Columns.OfType<NumberColumn>().Where(column => column.Name is not ("latitude" or "longitude")))
        {
            foreach (var mark in Marks)
            {
                var count = column.Values.AsSpan().Count(mark);
                if (count == 0 || !StandsApart(column, mark)) continue;
                var number = mark.ToString(CultureInfo.InvariantCulture);
                yield return string.Create(CultureInfo.InvariantCulture, $"column '{column.Name}' holds {number} in {count} rows, which looks like a mark for a missing value; if it is one, declare it (--missing {number})");
            }
        }
    }

    private static bool StandsApart(NumberColumn column, double mark)
    {
        if (VocabularyFile.Load().Find(column.Name) is { } known && !double.IsInfinity(known.Maximum)) return mark < known.Minimum || mark > known.Maximum;
        var (least, most, largest) = (double.PositiveInfinity, double.NegativeInfinity, 0.0);
        foreach (var value in column.Values)
        {
            if (double.IsNaN(value) || Array.IndexOf(Marks, value) >= 0) continue;
            (least, most, largest) = (Math.Min(least, value), Math.Max(most, value), Math.Max(largest, Math.Abs(value)));
        }

        // Whole numbers such as counts come near anything.
        return (mark < least || mark > most) && Math.Abs(mark) > 3 * largest;
    }
}
