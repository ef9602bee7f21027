using OceanML.Core;

namespace OceanML.Quality;

/// <summary>Which rows of a table make a profile, and which a time series.</summary>
/// <remarks>
/// A profile is the rows of equal platform, profile and sampling; where the table has no column <c>profile</c>, of equal platform, sampling, time and
/// position. A series is the rows of equal platform, sampling and depth (else pressure) in the order of time; a depth that is measured anew for
/// nearly every row does not part a series. Groups come in the order of their first rows.
/// </remarks>
internal sealed class SequenceGroups
{
    /// <summary>A depth parts series where each value occurs this often on the average; otherwise it is measured, not nominal.</summary>
    private const int RowsPerNominalDepth = 3;

    private readonly Table table;
    private readonly int[] platforms;
    private readonly Lazy<int[][]> profiles;
    private readonly Lazy<int[][]> series;

    public SequenceGroups(Table table)
    {
        this.table = table;
        platforms = Codes(table.Find("platform"), table.RowCount);
        profiles = new Lazy<int[][]>(Profiles);
        series = new Lazy<int[][]>(Series);
    }

    /// <summary>The rows of every sequence, platform by platform, with its axis.</summary>
    /// <param name="axis">The axis wanted, or null for what suits each platform.</param>
    public IReadOnlyList<IReadOnlyList<(int[] Rows, SequenceAxis Axis)>> Of(SequenceAxis? axis)
    {
        var byPlatform = new SortedDictionary<int, List<(int[] Rows, SequenceAxis Axis)>>();
        if (axis != SequenceAxis.Series) Add(profiles.Value, SequenceAxis.Profile);
        if (axis != SequenceAxis.Profile) Add(series.Value, SequenceAxis.Series);
        return axis is not null
            ? [.. byPlatform.Values]
            : [.. byPlatform.Values.Select(IReadOnlyList<(int[] Rows, SequenceAxis Axis)> (groups) => Suiting(groups))];

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

    private int[][] Profiles() => table.Find("profile") is { } profile
        ? Group([platforms, Codes(profile, table.RowCount), Codes(table.Find("sampling"), table.RowCount)])
        : Group([.. new[] { "sampling", "time", "latitude", "longitude" }.Select(name => Codes(table.Find(name), table.RowCount)).Prepend(platforms)]);

    private int[][] Series()
    {
        var sampling = Codes(table.Find("sampling"), table.RowCount);
        var depths = Codes(table.Find("depth") ?? table.Find("pressure"), table.RowCount);
        var groups = Group([platforms, sampling]).SelectMany(rows =>
            rows.Select(row => depths[row]).Distinct().Count() * RowsPerNominalDepth <= rows.Length ? Group([depths], rows) : [rows]).ToArray();
        if (table.Find("time") is not TimeColumn time) return groups;
        foreach (var rows in groups)
        {
            // Missing times last; rows of equal time stay in the order of the table.
            var keys = rows.Select(row => time.Values[row] == Timestamp.Missing ? long.MaxValue : time.Values[row]).ToArray();
            var ordered = true;
            for (var i = 1; i < keys.Length && ordered; i++) ordered = keys[i] >= keys[i - 1];
            if (ordered) continue;
            var order = Enumerable.Range(0, rows.Length).OrderBy(i => keys[i]).Select(i => rows[i]).ToArray();
            order.CopyTo(rows, 0);
        }

        return groups;
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
