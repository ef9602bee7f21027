using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Reduces the columns of a table of levels to one row per profile.</summary>
internal static class ProfileColumns
{
    /// <summary>One number for a profile from the values of its levels.</summary>
    /// <param name="profile">Number of the profile.</param>
    /// <param name="levels">The rows with a good value.</param>
    /// <param name="values">The values of all rows.</param>
    public delegate double Mean(int profile, List<int> levels, double[] values);

    /// <summary>The columns of the reduced table, and the number of values left out for their flag.</summary>
    /// <param name="table">The levels.</param>
    /// <param name="profiles">The rows of each profile that are considered; none is empty.</param>
    /// <param name="goodFlagsOnly">Whether values with a bad flag in <c>v_qc</c> are left out.</param>
    /// <param name="mean">How numbers are reduced.</param>
    /// <param name="counts">Whether a level of a profile lies in the layer, so that a bad value there is counted; null for all.</param>
    public static (List<Column> Columns, long Bad) Reduce(Table table, IReadOnlyList<List<int>> profiles, bool goodFlagsOnly, Mean mean, Func<int, int, bool>? counts = null)
    {
        int[] first = [.. profiles.Select(profile => profile[0])];
        var columns = new List<Column>();
        var bad = 0L;
        foreach (var column in table.Columns)
        {
            // The mean of a bit field, or of the number of a level, says nothing.
            if (column.Name == "level" || column.Name.EndsWith("_qc_tests", StringComparison.Ordinal)) continue;
            if (column is not NumberColumn numbers || column.Name is "latitude" or "longitude")
            {
                // A flag of one level does not speak for the mean of several; flags of the position and the time belong to the profile.
                var flagged = column.Name.EndsWith("_qc", StringComparison.Ordinal) && table.Find(column.Name[..^3]) is NumberColumn
                    && column.Name is not ("latitude_qc" or "longitude_qc");
                if (!flagged) columns.Add(column.Take(first));
                continue;
            }

            var means = new double[profiles.Count];
            for (var i = 0; i < means.Length; i++)
            {
                var (levels, left) = Good(table, numbers, profiles[i], goodFlagsOnly);
                bad += counts is null ? left.Count : left.Count(row => counts(i, row));
                means[i] = levels.Count == 0 ? double.NaN : mean(i, levels, numbers.Values);
            }

            columns.Add(new NumberColumn(column.Name, means, column.Metadata, numbers.Kind == NumberKind.Int64 && means.All(IsWhole) ? NumberKind.Int64 : NumberKind.Float64));
        }

        return (columns, bad);
    }

    /// <summary>The rows whose value is there and not forbidden by its flag, and those where it is.</summary>
    public static (List<int> Levels, List<int> Bad) Good(Table table, NumberColumn numbers, IEnumerable<int> rows, bool goodFlagsOnly)
    {
        var flags = goodFlagsOnly ? (table.Find(numbers.Name + "_qc") as TextColumn)?.Values : null;
        var scheme = FlagScheme.Of(table.Find(numbers.Name + "_qc"));
        var (good, bad) = (new List<int>(), new List<int>());
        foreach (var row in rows)
        {
            if (double.IsNaN(numbers.Values[row])) continue;
            if (flags is null || scheme.IsGood(flags[row])) good.Add(row);
            else bad.Add(row);
        }

        return (good, bad);
    }

    /// <summary>A name that the table does not have yet.</summary>
    public static string Free(Table table, string name)
    {
        while (table.Has(name)) name += "_2";
        return name;
    }

    private static bool IsWhole(double value) => double.IsNaN(value) || value == Math.Floor(value);
}
