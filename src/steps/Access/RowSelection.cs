using System.Globalization;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>Which rows of a table are inside a box and a period, and why the others are not.</summary>
internal static class RowSelection
{
    /// <summary>The rows inside, and the others by reason.</summary>
    public static (int[] Kept, IReadOnlyDictionary<string, List<int>> Rejected) Select(Table table, GeoBox? box, long? start, long? end)
    {
        var rejected = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        if (box is null && start is null && end is null) return ([.. Enumerable.Range(0, table.RowCount)], rejected);
        var times = start is null && end is null ? null : table.Times("time");
        var (latitudes, longitudes) = box is null ? (null, null) : (table.Numbers("latitude"), table.Numbers("longitude"));
        var kept = new List<int>(table.RowCount);
        for (var row = 0; row < table.RowCount; row++)
        {
            var reason = times is not null && times[row] == Timestamp.Missing ? "no_time"
                : times is not null && (times[row] < start || times[row] > end) ? "outside_period"
                : latitudes is not null && !double.IsFinite(latitudes[row] + longitudes![row]) ? "no_position"
                : latitudes is not null && !box!.Contains(latitudes[row], longitudes![row]) ? "outside_box"
                : null;
            if (reason is null) kept.Add(row);
            else if (rejected.TryGetValue(reason, out var rows)) rows.Add(row);
            else rejected.Add(reason, [row]);
        }

        return ([.. kept], rejected);
    }
}
