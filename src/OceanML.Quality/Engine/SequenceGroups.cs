using OceanML.Core;

namespace OceanML.Quality;

/// <summary>Which rows of a table make a profile, and which a time series.</summary>
/// <remarks>
/// A profile is the rows of equal platform, profile and sampling, parted where neighbouring rows lie more than a day or a degree apart; where the table has
/// no column <c>profile</c>, of equal platform, sampling, time and position. A series is the rows of equal platform, sampling and depth (else
/// pressure, row by row) in the order of time. A depth that is measured anew for nearly every row does not part a series by its value: then the rows
/// of one time are the instruments of a line, from the top down, and each instrument is a series. Groups come in the order of their first rows.
/// </remarks>
internal sealed class SequenceGroups
{
    /// <summary>A depth parts series where each value occurs this often on the average; otherwise it is measured, not nominal.</summary>
    private const int RowsPerNominalDepth = 3;

    private readonly Table table;
    private readonly int[] platforms;
    private readonly long[]? times;
    private readonly double[]? latitudes;
    private readonly double[]? longitudes;
    private readonly Lazy<int[][]> profiles;
    private readonly Lazy<int[][]> series;

    public SequenceGroups(Table table)
    {
        this.table = table;
        times = (table.Find("time") as TimeColumn)?.Values;
        latitudes = (table.Find("latitude") as NumberColumn)?.Values;
        longitudes = (table.Find("longitude") as NumberColumn)?.Values;
        platforms = Codes(table.Find("platform"), table.RowCount);
        profiles = new Lazy<int[][]>(Profiles);
        series = new Lazy<int[][]>(Series);
    }

    /// <summary>The rows of every sequence, platform by platform, with its axis.</summary>
    /// <param name="axis">The axis wanted, or null for what suits each platform.</param>
    /// <param name="onlyWhereItSuits">Whether platforms that another axis suits are left out.</param>
    public IReadOnlyList<IReadOnlyList<(int[] Rows, SequenceAxis Axis)>> Of(SequenceAxis? axis, bool onlyWhereItSuits = false)
    {
        var byPlatform = new SortedDictionary<int, List<(int[] Rows, SequenceAxis Axis)>>();
        var asked = onlyWhereItSuits ? null : axis;
        if (asked != SequenceAxis.Series) Add(profiles.Value, SequenceAxis.Profile);
        if (asked != SequenceAxis.Profile) Add(series.Value, SequenceAxis.Series);
        return asked is not null
            ? [.. byPlatform.Values]
            : [.. byPlatform.Values.Select(Suiting).Where(groups => axis is null || groups[0].Axis == axis)];

        void Add(int[][] groups, SequenceAxis along)
        {
            foreach (var rows in groups)
            {
                if (!byPlatform.TryGetValue(platforms[rows[0]], out var list)) byPlatform.Add(platforms[rows[0]], list = []);
                list.Add((rows, along));
            }
        }
    }

    // Named profiles are profiles; otherwise the longer sequences win: many levels at few times, or many times at few depths.
    private List<(int[] Rows, SequenceAxis Axis)> Suiting(List<(int[] Rows, SequenceAxis Axis)> groups)
    {
        var asProfiles = groups.FindAll(group => group.Axis == SequenceAxis.Profile);
        var asSeries = groups.FindAll(group => group.Axis == SequenceAxis.Series);
        var named = table.Find("profile") is { } column && !IsBlank(column, asProfiles[0].Rows[0]);
        return named || asProfiles.Count < asSeries.Count ? asProfiles : asSeries;
    }

    /// <summary>Number of profiles that were parted because rows of one name lie apart.</summary>
    public int Parted { get; private set; }

    private int[][] Profiles()
    {
        if (table.Find("profile") is not { } profile)
            return Group([.. new[] { "sampling", "time", "latitude", "longitude" }.Select(name => Codes(table.Find(name), table.RowCount)).Prepend(platforms)]);
        var groups = Group([platforms, Codes(profile, table.RowCount), Codes(table.Find("sampling"), table.RowCount)]);
        var parted = groups.SelectMany(PartedWhereApart).ToArray();
        Parted = parted.Length - groups.Length;
        return parted;
    }

    // Two files may call their first profiles 1, and name no platform.
    private IEnumerable<int[]> PartedWhereApart(int[] rows)
    {
        var start = 0;
        for (var i = 1; i <= rows.Length; i++)
        {
            if (i < rows.Length && !AreApart(rows[i - 1], rows[i])) continue;
            yield return start == 0 && i == rows.Length ? rows : rows[start..i];
            start = i;
        }
    }

    private bool AreApart(int a, int b) =>
        (times is not null && times[a] != Timestamp.Missing && times[b] != Timestamp.Missing && Math.Abs(times[a] - times[b]) > Timestamp.PerDay)
        || Math.Abs(Difference(latitudes, a, b)) > 1
        || Math.Abs(Math.IEEERemainder(Difference(longitudes, a, b), 360)) > 1 / Math.Max(0.02, Math.Cos((latitudes?[a] ?? 0) * Math.PI / 180));

    private static double Difference(double[]? values, int a, int b) => values is null || double.IsNaN(values[a] - values[b]) ? 0 : values[a] - values[b];

    private int[][] Series()
    {
        var vertical = Vertical();
        var series = new List<int[]>();
        foreach (var rows in Group([platforms, Codes(table.Find("sampling"), table.RowCount)]))
        {
            InTime(rows);
            var isNominal = rows.Select(row => BitConverter.DoubleToInt64Bits(vertical[row])).Distinct().Count() * RowsPerNominalDepth <= rows.Length;
            series.AddRange(isNominal ? Group([Codes(new NumberColumn("vertical", vertical), table.RowCount)], rows) : Instruments(rows, vertical));
        }

        return [.. series];
    }

    /// <summary>Depth row by row, pressure where there is none; NaN where there is neither.</summary>
    private double[] Vertical()
    {
        var (depth, pressure) = ((table.Find("depth") as NumberColumn)?.Values, (table.Find("pressure") as NumberColumn)?.Values);
        var vertical = new double[table.RowCount];
        for (var row = 0; row < vertical.Length; row++)
        {
            vertical[row] = depth?[row] ?? double.NaN;
            if (double.IsNaN(vertical[row])) vertical[row] = pressure?[row] ?? double.NaN;
        }

        return vertical;
    }

    // Missing times last; rows of equal time stay in the order of the table.
    private void InTime(int[] rows)
    {
        if (times is null) return;
        var keys = Array.ConvertAll(rows, row => times[row] == Timestamp.Missing ? long.MaxValue : times[row]);
        for (var i = 1; i < keys.Length; i++)
        {
            if (keys[i] >= keys[i - 1]) continue;
            Enumerable.Range(0, rows.Length).OrderBy(k => keys[k]).Select(k => rows[k]).ToArray().CopyTo(rows, 0);
            return;
        }
    }

    /// <summary>
    /// The instruments of a line that swings: as many as the most rows of one time, each at the mean of its place among those; a row belongs to
    /// the nearest that has no value yet at that time.
    /// </summary>
    private int[][] Instruments(int[] rows, double[] vertical)
    {
        var moments = Moments(rows);
        var most = moments.Max(moment => moment.Count);
        if (most == 1) return [rows];
        var full = moments.Where(moment => moment.Count == most).Select(moment => moment.OrderBy(row => vertical[row]).ToArray()).ToList();
        var places = Enumerable.Range(0, most).Select(k => full.Select(moment => vertical[moment[k]]).Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average()).ToArray();
        var series = Enumerable.Range(0, most).Select(_ => new List<int>()).ToArray();
        foreach (var moment in moments)
        {
            var free = Enumerable.Range(0, most).ToList();
            foreach (var row in moment.OrderBy(row => vertical[row]))
            {
                var nearest = free.Count == 1 || double.IsNaN(vertical[row]) || moment.Count == most
                    ? free[0]
                    : free.MinBy(k => double.IsNaN(places[k]) ? double.MaxValue : Math.Abs(places[k] - vertical[row]));
                series[nearest].Add(row);
                free.Remove(nearest);
            }
        }

        return [.. series.Where(list => list.Count > 0).Select(list => list.ToArray())];
    }

    private List<List<int>> Moments(int[] rows)
    {
        var moments = new List<List<int>>();
        foreach (var row in rows)
        {
            if (moments.Count == 0 || times is null || times[row] == Timestamp.Missing || times[row] != times[moments[^1][0]]) moments.Add([]);
            moments[^1].Add(row);
        }

        return moments;
    }

    private int[][] Group(int[][] codes, int[]? among = null)
    {
        var groups = new Dictionary<(int, int, int, int, int), List<int>>();
        var count = among?.Length ?? table.RowCount;
        var (last, rows) = (default((int, int, int, int, int)), (List<int>?)null);
        for (var i = 0; i < count; i++)
        {
            var row = among?[i] ?? i;
            var key = (codes[0][row], Code(1), Code(2), Code(3), Code(4));
            if (rows is null || key != last)
            {
                if (!groups.TryGetValue(key, out rows)) groups.Add(key, rows = []);
                last = key;
            }

            rows.Add(row);

            int Code(int k) => k < codes.Length ? codes[k][row] : 0;
        }

        return [.. groups.Values.Select(list => list.ToArray())];
    }

    /// <summary>A number per distinct value of a column, in the order of first occurrence; all zero where there is no column.</summary>
    private static int[] Codes(Column? column, int rowCount)
    {
        var codes = new int[rowCount];
        switch (column)
        {
            case TextColumn text: Fill(codes, text.Values); break;
            case TimeColumn time: Fill(codes, time.Values); break;
            case NumberColumn number: Fill(codes, [.. number.Values.Select(BitConverter.DoubleToInt64Bits)]); break;
        }

        return codes;
    }

    private static void Fill<T>(int[] codes, T[] values)
    {
        var comparer = EqualityComparer<T>.Default;
        var known = new Dictionary<ValueTuple<T>, int>();
        for (var row = 0; row < values.Length; row++)
        {
            if (row > 0 && comparer.Equals(values[row], values[row - 1]))
            {
                codes[row] = codes[row - 1];
                continue;
            }

            if (!known.TryGetValue(new(values[row]), out var code)) known.Add(new(values[row]), code = known.Count);
            codes[row] = code;
        }
    }

    private static bool IsBlank(Column column, int row) => column switch
    {
        TextColumn text => string.IsNullOrEmpty(text.Values[row]),
        NumberColumn number => double.IsNaN(number.Values[row]),
        _ => false,
    };
}
