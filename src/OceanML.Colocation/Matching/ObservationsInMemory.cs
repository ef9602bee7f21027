using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Observations in a table, sorted by time once.</summary>
internal sealed class ObservationsInMemory : Observations
{
    private readonly Table table;
    private readonly string?[] unusable;
    private readonly ObservationBlock usable;

    public ObservationsInMemory(Table table, MatchupProtocol protocol)
    {
        this.table = table;
        unusable = WhyUnusable(table, protocol);
        Unusable = CountReasons(unusable);
        var times = TimeMatters(protocol) || table.Has("time") ? table.Times("time") : MissingTimes(table.RowCount);
        var rows = Enumerable.Range(0, unusable.Length).Where(row => unusable[row] is null).ToArray();
        var order = Array.ConvertAll(rows, row => (times[row], row));
        Array.Sort(order, rows);
        var (latitudes, longitudes) = (table.Numbers("latitude"), table.Numbers("longitude"));
        usable = new ObservationBlock(
            Array.ConvertAll(rows, row => (long)row),
            Array.ConvertAll(rows, row => times[row]),
            Array.ConvertAll(rows, row => latitudes[row]),
            Array.ConvertAll(rows, row => longitudes[row]));
    }

    public override long Count => table.RowCount;

    public override IReadOnlyDictionary<string, long> Unusable { get; }

    public override IReadOnlyDictionary<string, string> Metadata => table.Metadata;

    public override ObservationBlock Between(long earliest, long latest)
    {
        var (start, end) = usable.Between(earliest, latest);
        return usable.Slice(start, end);
    }

    public override long NearestOutside(long earliest, long latest)
    {
        if (earliest == long.MinValue) return long.MaxValue;
        var (start, end) = usable.Between(earliest, latest);
        var times = usable.Times.Span;
        return Math.Min(start > 0 ? earliest - times[start - 1] : long.MaxValue, end < times.Length ? times[end] - latest : long.MaxValue);
    }

    public override IEnumerable<(long Observation, string Reason)> Without(Func<long, bool> hasCandidate)
    {
        for (var row = 0; row < unusable.Length; row++)
        {
            if (!hasCandidate(row)) yield return (row, unusable[row] ?? Rejections.OutsideTimeWindow);
        }
    }

    public override Table Take(IReadOnlyList<long> observations) => table.Take([.. observations.Select(observation => (int)observation)]);

    private static long[] MissingTimes(int count)
    {
        var times = new long[count];
        Array.Fill(times, Timestamp.Missing);
        return times;
    }
}
