using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Where and when the observations are, and which of them can be matched at all.</summary>
internal abstract class Observations
{
    /// <summary>Number of observations.</summary>
    public abstract long Count { get; }

    /// <summary>Observations that cannot be matched with any field, by reason.</summary>
    public abstract IReadOnlyDictionary<string, long> Unusable { get; }

    /// <summary>Key-value pairs of their file.</summary>
    public abstract IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The usable observations of a span of time, both ends inclusive.</summary>
    public abstract ObservationBlock Between(long earliest, long latest);

    /// <summary>How far in time the nearest usable observation outside a span of time is, microseconds; the largest value where that is not known.</summary>
    public abstract long NearestOutside(long earliest, long latest);

    /// <summary>The observations for which there is no candidate, with the reason; none where they are too many to be listed.</summary>
    /// <param name="hasCandidate">Whether an observation has one.</param>
    public abstract IEnumerable<(long Observation, string Reason)> Without(Func<long, bool> hasCandidate);

    /// <summary>All columns of some observations.</summary>
    public abstract Table Take(IReadOnlyList<long> observations);

    /// <summary>Observations in memory: the canonical columns time, latitude and longitude of a table, and position_qc and time_qc where they exist.</summary>
    /// <exception cref="OceanException">A column is missing or of the wrong kind.</exception>
    public static Observations From(Table table, MatchupProtocol protocol) => new ObservationsInMemory(table, protocol);

    /// <summary>Observations on disk.</summary>
    public static Observations From(IObservationStore store, MatchupProtocol protocol) => new ObservationsOnDisk(store, protocol);

    /// <summary>Per row of a table, why it cannot be matched with any field; null where it can.</summary>
    private protected static string?[] WhyUnusable(Table table, MatchupProtocol protocol)
    {
        var (timeMatters, goodFlagsOnly) = (TimeMatters(protocol), protocol.GoodFlagsOnly);
        var latitudes = table.Numbers("latitude");
        var longitudes = table.Numbers("longitude");
        var times = timeMatters ? table.Times("time") : [];
        var positionFlags = goodFlagsOnly ? (table.Find("position_qc") as TextColumn)?.Values : null;
        var timeFlags = goodFlagsOnly && timeMatters ? (table.Find("time_qc") as TextColumn)?.Values : null;
        var (positionScheme, timeScheme) = (FlagScheme.Of(table.Find("position_qc")), FlagScheme.Of(table.Find("time_qc")));
        var unusable = new string?[table.RowCount];
        for (var row = 0; row < unusable.Length; row++)
        {
            if (timeMatters && times[row] == Timestamp.Missing) unusable[row] = Rejections.NoTime;
            else if (!(latitudes[row] is >= -90 and <= 90) || !(longitudes[row] is >= -360 and <= 720)) unusable[row] = Rejections.NoPosition;
            else if (protocol.Period is { } period && (times[row] < period.Start || times[row] >= period.End)) unusable[row] = Rejections.OutsidePeriod;
            else if (timeFlags is not null && !timeScheme.IsGood(timeFlags[row])) unusable[row] = Rejections.BadTimeFlag;
            else if (positionFlags is not null && !positionScheme.IsGood(positionFlags[row])) unusable[row] = Rejections.BadPositionFlag;
        }

        return unusable;
    }

    private protected static bool TimeMatters(MatchupProtocol protocol) => !protocol.Window.IsAny || protocol.Period is not null;

    private protected static SortedDictionary<string, long> CountReasons(IEnumerable<string?> reasons)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var reason in reasons)
        {
            if (reason is not null) counts[reason] = counts.GetValueOrDefault(reason) + 1;
        }

        return counts;
    }
}
