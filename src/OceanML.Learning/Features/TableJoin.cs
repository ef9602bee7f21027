using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Joins a second table by time, by place, by equal columns or by several of these. A row takes the values of one row of the second table as they are:
/// nothing is interpolated, and how far off in time and space they were stands beside them.
/// </summary>
public static class TableJoin
{
    /// <summary>Joins.</summary>
    /// <param name="left">Rows that get columns.</param>
    /// <param name="right">Where they come from.</param>
    /// <param name="options">How rows find each other.</param>
    /// <returns>The first table with the columns of the second that are no key, and the rows that found none.</returns>
    /// <exception cref="OceanException">A key is missing in one of the tables.</exception>
    public static (Table Table, int Unmatched) Join(Table left, Table right, JoinOptions options)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(options);
        if (options.By.Count == 0) throw OceanException.Usage("--join-by: name time, place or columns that are equal in both tables");
        var (byTime, byPlace) = (options.By.Contains("time"), options.By.Contains("place"));
        var equal = options.By.Where(name => name is not ("time" or "place")).ToList();
        var matched = Matches(left, right, options, byTime, byPlace, equal, out var off);
        var columns = new List<Column>();
        var found = matched.Select(row => Math.Max(row, 0)).ToArray();
        foreach (var column in right.Columns)
        {
            if (equal.Contains(column.Name) || column.Name is "time" or "latitude" or "longitude" || right.RowCount == 0) continue;
            var taken = column.Take(found);
            var name = left.Has(column.Name) ? $"{options.Prefix}_{column.Name}" : column.Name;
            if (left.Has(name)) throw OceanException.Usage($"--join: both tables have '{column.Name}', and the first has '{name}' too; rename one");
            columns.Add(Blank(taken, matched).With(name, column.Metadata with { Source = column.Metadata.Source ?? right.Label }));
        }

        if (byTime) columns.Add(new NumberColumn($"{options.Prefix}_age", [.. off.Select(one => one.Hours)], new ColumnMetadata("h", LongName: $"How long before the row the values of {options.Prefix} were valid")));
        if (byPlace) columns.Add(new NumberColumn($"{options.Prefix}_distance", [.. off.Select(one => one.Km)], new ColumnMetadata("km", LongName: $"Distance to the place of the values of {options.Prefix}")));
        return (left.With(columns), matched.Count(row => row < 0));
    }

    private static int[] Matches(Table left, Table right, JoinOptions options, bool byTime, bool byPlace, List<string> equal, out (double Hours, double Km)[] off)
    {
        var (leftKeys, rightKeys) = (Keys(left, equal), Keys(right, equal));
        var (leftTimes, rightTimes) = byTime ? (left.Times("time"), right.Times("time")) : ([], []);
        var (leftPlaces, rightPlaces) = byPlace ? (Places(left), Places(right)) : (default, default);
        var limit = options.Within.Ticks / TimeSpan.TicksPerMicrosecond;
        var bins = new Dictionary<(string, int, int, int), List<int>>();
        var side = byPlace ? 2 * Math.Sin(Math.Min(options.WithinKm / Sphere.RadiusKm, Math.PI) / 2) * 1.000001 : 1;
        for (var row = 0; row < right.RowCount; row++)
        {
            if (rightKeys[row] is not { } key || (byTime && rightTimes[row] == Timestamp.Missing)) continue;
            var (x, y, z) = byPlace ? Cell(rightPlaces.Latitudes[row], rightPlaces.Longitudes[row], side) : default;
            if (x == int.MinValue) continue;
            if (!bins.TryGetValue((key, x, y, z), out var bin)) bins[(key, x, y, z)] = bin = [];
            bin.Add(row);
        }

        if (byTime)
        {
            foreach (var bin in bins.Values) bin.Sort((a, b) => rightTimes[a] != rightTimes[b] ? rightTimes[a].CompareTo(rightTimes[b]) : a.CompareTo(b));
        }

        var matched = new int[left.RowCount];
        off = new (double, double)[left.RowCount];
        for (var row = 0; row < matched.Length; row++)
        {
            (matched[row], off[row]) = (-1, (double.NaN, double.NaN));
            if (leftKeys[row] is not { } key || (byTime && leftTimes[row] == Timestamp.Missing)) continue;
            var (x, y, z) = byPlace ? Cell(leftPlaces.Latitudes[row], leftPlaces.Longitudes[row], side) : default;
            if (x == int.MinValue) continue;
            var best = (Km: double.PositiveInfinity, Time: long.MaxValue);
            for (var i = byPlace ? 0 : 13; i < (byPlace ? 27 : 14); i++)
            {
                if (!bins.TryGetValue((key, x + (i % 3) - 1, y + (i / 3 % 3) - 1, z + (i / 9) - 1), out var bin)) continue;
                foreach (var other in byTime ? InTime(bin, rightTimes, leftTimes[row], limit, options.Nearest) : bin)
                {
                    var time = byTime ? Math.Abs(leftTimes[row] - rightTimes[other]) : 0;
                    var km = byPlace ? Sphere.DistanceKm(leftPlaces.Latitudes[row], leftPlaces.Longitudes[row], rightPlaces.Latitudes[other], rightPlaces.Longitudes[other]) : 0;
                    if ((byPlace && km > options.WithinKm) || (km, time).CompareTo((best.Km, best.Time)) >= 0) continue;
                    best = (km, time);
                    matched[row] = other;
                }
            }

            if (matched[row] >= 0) off[row] = (byTime ? (leftTimes[row] - rightTimes[matched[row]]) / (3600.0 * Timestamp.PerSecond) : double.NaN, byPlace ? best.Km : double.NaN);
        }

        return matched;
    }

    /// <summary>The rows of a bin within the limit of a time, which lies in order of time.</summary>
    private static IEnumerable<int> InTime(List<int> bin, long[] times, long time, long limit, bool nearest)
    {
        var (low, high) = (0, bin.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (times[bin[middle]] < time - limit) low = middle + 1;
            else high = middle;
        }

        for (var at = low; at < bin.Count && times[bin[at]] <= (nearest ? time + limit : time); at++) yield return bin[at];
    }

    private static (double[] Latitudes, double[] Longitudes) Places(Table table)
    {
        if (!table.Has("latitude") || !table.Has("longitude")) throw OceanException.BadInput($"{table.Label}: --join-by place needs columns 'latitude' and 'longitude', and the table has not both");
        return (table.Numbers("latitude"), table.Numbers("longitude"));
    }

    private static (int X, int Y, int Z) Cell(double latitude, double longitude, double side)
    {
        if (!Sphere.IsPosition(latitude, longitude)) return (int.MinValue, 0, 0);
        var (x, y, z) = Sphere.UnitVector(latitude, longitude);
        return ((int)Math.Floor(x / side), (int)Math.Floor(y / side), (int)Math.Floor(z / side));
    }

    /// <summary>The equal columns of each row as one text; null where one is missing.</summary>
    private static string?[] Keys(Table table, List<string> names)
    {
        var rows = Enumerable.Range(0, table.RowCount).ToArray();
        var texts = names.Select(name => SplitRows.Texts(table[name], rows)).ToList();
        return [.. rows.Select(row => texts.Exists(values => values[row] is null) ? null : string.Join('\u001f', texts.Select(values => values[row])))];
    }

    private static Column Blank(Column column, int[] matched) => column switch
    {
        NumberColumn number => new NumberColumn(column.Name, [.. number.Values.Select((value, row) => matched[row] < 0 ? double.NaN : value)], column.Metadata, number.Kind),
        TimeColumn time => new TimeColumn(column.Name, [.. time.Values.Select((value, row) => matched[row] < 0 ? Timestamp.Missing : value)], column.Metadata),
        TextColumn text => new TextColumn(column.Name, [.. text.Values.Select((value, row) => matched[row] < 0 ? null : value)], column.Metadata),
        _ => column,
    };
}
