using OceanML.Core;

namespace OceanML.Quality.Labels;

/// <summary>Finds the events that hold at an instant: a balanced tree over their starts that knows the latest end below each node.</summary>
internal sealed class EventIndex
{
    private readonly int[] ids;
    private readonly long[] starts;
    private readonly long[] ends;
    private readonly long[] reach;
    private readonly int[] timeless;

    /// <param name="events">All events.</param>
    /// <param name="members">Which of them are in this index.</param>
    public EventIndex(IReadOnlyList<LabelEvent> events, IEnumerable<int> members)
    {
        ids = [.. members.OrderBy(id => events[id].Start).ThenBy(id => id)];
        starts = [.. ids.Select(id => events[id].Start)];
        ends = [.. ids.Select(id => events[id].End)];
        reach = new long[ids.Length];
        Reach(0, ids.Length);
        timeless = [.. ids.Where(id => events[id].Start == long.MinValue && events[id].End == long.MaxValue).Order()];
    }

    /// <summary>Adds the events that hold at an instant to a list, in their order. A row without a time is in the events that are open at both ends.</summary>
    public void Find(long time, List<int> into)
    {
        if (time == Timestamp.Missing)
        {
            into.AddRange(timeless);
            return;
        }

        Find(0, ids.Length, time, into);
        if (into.Count > 1) into.Sort();
    }

    private void Find(int from, int to, long time, List<int> into)
    {
        while (from < to)
        {
            var middle = from + ((to - from) / 2);
            if (reach[middle] < time) return;
            Find(from, middle, time, into);
            if (starts[middle] > time) return;
            if (ends[middle] >= time) into.Add(ids[middle]);
            from = middle + 1;
        }
    }

    private long Reach(int from, int to)
    {
        if (from >= to) return long.MinValue;
        var middle = from + ((to - from) / 2);
        return reach[middle] = Math.Max(ends[middle], Math.Max(Reach(from, middle), Reach(middle + 1, to)));
    }
}
