using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Where and when the rows of an observation table are, and which of them can be matched at all.</summary>
internal sealed class Observations
{
    private Observations(Table table, long[] times, double[] latitudes, double[] longitudes, string?[] unusable, int[] byTime)
    {
        (Table, Times, Latitudes, Longitudes, Unusable, ByTime) = (table, times, latitudes, longitudes, unusable, byTime);
        SortedTimes = [.. byTime.Select(row => times[row])];
    }

    public Table Table { get; }

    /// <summary>Microseconds since 1970 UTC.</summary>
    public long[] Times { get; }

    public double[] Latitudes { get; }

    public double[] Longitudes { get; }

    /// <summary>Per row, why it cannot be matched with any field; null where it can.</summary>
    public string?[] Unusable { get; }

    /// <summary>The usable rows in order of time, then of the table.</summary>
    public int[] ByTime { get; }

    /// <summary>Their times.</summary>
    public long[] SortedTimes { get; }

    /// <summary>Reads the canonical columns time, latitude and longitude of a table, and position_qc and time_qc where they exist.</summary>
    /// <exception cref="OceanException">A column is missing or of the wrong kind.</exception>
    public static Observations From(Table table, bool timeMatters, bool goodFlagsOnly)
    {
        var latitudes = table.Numbers("latitude");
        var longitudes = table.Numbers("longitude");
        var times = timeMatters || table.Has("time") ? table.Times("time") : MissingTimes(table.RowCount);
        var positionFlags = goodFlagsOnly ? (table.Find("position_qc") as TextColumn)?.Values : null;
        var timeFlags = goodFlagsOnly ? (table.Find("time_qc") as TextColumn)?.Values : null;
        var (positionScheme, timeScheme) = (FlagScheme.Of(table.Find("position_qc")), FlagScheme.Of(table.Find("time_qc")));
        var unusable = new string?[table.RowCount];
        for (var row = 0; row < unusable.Length; row++)
        {
            if (timeMatters && times[row] == Timestamp.Missing) unusable[row] = Rejections.NoTime;
            else if (!(latitudes[row] is >= -90 and <= 90) || !(longitudes[row] is >= -360 and <= 720)) unusable[row] = Rejections.NoPosition;
            else if (timeFlags is not null && timeMatters && !timeScheme.IsGood(timeFlags[row])) unusable[row] = Rejections.BadTimeFlag;
            else if (positionFlags is not null && !positionScheme.IsGood(positionFlags[row])) unusable[row] = Rejections.BadPositionFlag;
        }

        var usable = Enumerable.Range(0, unusable.Length).Where(row => unusable[row] is null).OrderBy(row => times[row]).ToArray();
        return new Observations(table, times, latitudes, longitudes, unusable, usable);
    }

    /// <summary>The usable rows observed within a span of time, both ends inclusive.</summary>
    public ReadOnlySpan<int> Between(long earliest, long latest)
    {
        var from = FirstAtOrAfter(earliest);
        var to = latest == long.MaxValue ? SortedTimes.Length : FirstAtOrAfter(latest + 1);
        return ByTime.AsSpan(from, Math.Max(0, to - from));
    }

    /// <summary>How far in time the nearest usable row outside a span of time is, microseconds; the largest value where there is none.</summary>
    public long NearestOutside(long earliest, long latest)
    {
        if (earliest == long.MinValue) return long.MaxValue;
        var before = FirstAtOrAfter(earliest);
        var after = FirstAtOrAfter(latest + 1);
        return Math.Min(
            before > 0 ? earliest - SortedTimes[before - 1] : long.MaxValue,
            after < SortedTimes.Length ? SortedTimes[after] - latest : long.MaxValue);
    }

    private int FirstAtOrAfter(long time)
    {
        var (low, high) = (0, SortedTimes.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (SortedTimes[middle] < time) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static long[] MissingTimes(int count)
    {
        var times = new long[count];
        Array.Fill(times, Timestamp.Missing);
        return times;
    }
}
