using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Observations that stay on disk: of each field only those near it in time are read.</summary>
internal sealed class ObservationsOnDisk : Observations
{
    private readonly IObservationStore store;
    private readonly MatchupProtocol protocol;
    private readonly Lazy<(IReadOnlyDictionary<string, long> Unusable, long First, long Last)> census;

    public ObservationsOnDisk(IObservationStore store, MatchupProtocol protocol)
    {
        (this.store, this.protocol) = (store, protocol);
        census = new Lazy<(IReadOnlyDictionary<string, long>, long, long)>(Census);
    }

    public override long Count => store.Count;

    public override IReadOnlyDictionary<string, long> Unusable => census.Value.Unusable;

    public override IReadOnlyDictionary<string, string> Metadata => new Dictionary<string, string>();

    public override ObservationBlock Between(long earliest, long latest)
    {
        var table = !protocol.Window.IsAny ? store.Between(earliest, latest) : Table.Concatenate([.. store.Coordinates()]);
        var unusable = WhyUnusable(table, protocol);
        var rows = Enumerable.Range(0, table.RowCount).Where(row => unusable[row] is null).ToArray();
        var (numbers, latitudes, longitudes) = (table.Numbers("observation"), table.Numbers("latitude"), table.Numbers("longitude"));
        var times = table.Find("time") is TimeColumn column ? column.Values : null;
        return new ObservationBlock(
            Array.ConvertAll(rows, row => (long)numbers[row]),
            Array.ConvertAll(rows, row => times is null ? Timestamp.Missing : times[row]),
            Array.ConvertAll(rows, row => latitudes[row]),
            Array.ConvertAll(rows, row => longitudes[row]));
    }

    // Of all observations only the first and the last time are known.
    public override long NearestOutside(long earliest, long latest)
    {
        var (_, first, last) = census.Value;
        if (earliest == long.MinValue || first == long.MaxValue) return long.MaxValue;
        return last < earliest ? earliest - last : first > latest ? first - latest : long.MaxValue;
    }

    public override IEnumerable<(long Observation, string Reason)> Without(Func<long, bool> hasCandidate) => [];

    public override Table Take(IReadOnlyList<long> observations) => store.Take(observations);

    private (IReadOnlyDictionary<string, long> Unusable, long First, long Last) Census()
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var (first, last) = (long.MaxValue, long.MinValue);
        foreach (var batch in store.Coordinates())
        {
            foreach (var (reason, count) in CountReasons(WhyUnusable(batch, protocol))) counts[reason] = counts.GetValueOrDefault(reason) + count;
            if (!TimeMatters(protocol)) continue;
            foreach (var time in batch.Times("time"))
            {
                if (time == Timestamp.Missing) continue;
                first = Math.Min(first, time);
                last = Math.Max(last, time);
            }
        }

        return (counts, first, last);
    }
}
