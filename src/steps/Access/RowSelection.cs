using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>Keeps the rows of a table inside a box and a period, and counts the others by reason.</summary>
internal static class RowSelection
{
    public static Table Select(Table table, GeoBox? box, long? start, long? end, StepRun run)
    {
        if (box is null && start is null && end is null) return table;
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
            else run.Reject(reason, 1);
        }

        return kept.Count == table.RowCount ? table : table.Take([.. kept]);
    }

    /// <summary>Where and when the rows of a table are, for a message when none is selected.</summary>
    public static string Coverage(Table table)
    {
        if (table.RowCount == 0) return "the files hold no value";
        var latitudes = Finite(table, "latitude");
        var longitudes = Finite(table, "longitude");
        var times = table.Find("time") is TimeColumn column ? column.Values.Where(time => time != Timestamp.Missing).ToArray() : [];
        var where = latitudes.Length == 0 || longitudes.Length == 0
            ? "no positions"
            : string.Create(CultureInfo.InvariantCulture, $"longitude {longitudes.Min():0.##}..{longitudes.Max():0.##}, latitude {latitudes.Min():0.##}..{latitudes.Max():0.##}");
        var when = times.Length == 0 ? "no times" : $"{Timestamp.Format(times.Min())} to {Timestamp.Format(times.Max())}";
        return $"the files cover {table.RowCount} rows, {where}, {when}";
    }

    private static double[] Finite(Table table, string name) =>
        table.Find(name) is NumberColumn column ? [.. column.Values.Where(double.IsFinite)] : [];
}
