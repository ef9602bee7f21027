using System.Globalization;
using System.Text.RegularExpressions;
using OceanML.Core;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Observations;

/// <summary>
/// The time of each scan of a Sea-Bird cast. Times that count from an epoch come first (timeQ and timeK: seconds since 2000; timeN and
/// timeY: since 1970; timeJ: days of the year of the start, 1 January is day 1), then the elapsed ones (timeS, timeM, timeH) after the
/// start, then the interval between scans; binned casts without any have the time of the start in every row.
/// </summary>
internal static partial class SeaBirdTime
{
    private static readonly string[] StartKeys = ["start_time", "NMEA UTC (Time)", "System UTC", "System UpLoad Time"];
    private static readonly string[] Formats = ["MMM d yyyy HH:mm:ss", "MMM dd yyyy HH:mm:ss", "MMM d yyyy  HH:mm:ss", "d MMM yyyy HH:mm:ss"];
    private static readonly (string Name, double Unit)[] Elapsed = [("timeS", 1), ("timeM", 60), ("timeH", 3600)];
    private static readonly long Epoch2000 = Timestamp.From(new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    private static readonly (string Name, long Epoch)[] Absolute = [("timeQ", Epoch2000), ("timeK", Epoch2000), ("timeN", 0), ("timeY", 0)];

    /// <summary>Times, and the columns they were taken from; null where the file has none.</summary>
    public static (long[]? Times, IReadOnlyList<string> Replaced) Of(Table table, TextHeader header, List<string> warnings)
    {
        foreach (var (name, epoch) in Absolute)
        {
            if (table.Find(name) is NumberColumn column) return (After(column.Values, 1, epoch), [name]);
        }

        if (Start(header) is not { } start) return (null, []);
        foreach (var name in (ReadOnlySpan<string>)["timeJ", "timeJV2"])
        {
            if (table.Find(name) is not NumberColumn column) continue;
            var year = Timestamp.From(new DateTime(Timestamp.ToDateTime(start).Year, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            return (After(column.Values, 86400, year - Timestamp.PerDay), [name]);
        }

        foreach (var (name, unit) in Elapsed)
        {
            if (table.Find(name) is NumberColumn column) return (After(column.Values, unit, start), [name]);
        }

        var times = new long[table.RowCount];
        var seconds = Interval(header);
        for (var row = 0; row < times.Length; row++) times[row] = start + (long)Math.Round(row * (seconds ?? 0) * Timestamp.PerSecond);
        if (seconds is null) warnings.Add("no time of each scan: every row has the time of the cast's start");
        return (times, []);
    }

    private static long[] After(double[] values, double unit, long epoch) =>
        Array.ConvertAll(values, value => double.IsNaN(value) ? Timestamp.Missing : epoch + (long)Math.Round(value * unit * Timestamp.PerSecond));

    private static long? Start(TextHeader header)
    {
        foreach (var key in StartKeys)
        {
            if (header.Value(key) is not { } text) continue;
            if (DateTime.TryParseExact(Blanks().Replace(text, " "), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
                return Timestamp.From(instant);
            if (Timestamp.TryParse(text, out var iso)) return iso;
        }

        return null;
    }

    // # interval = seconds: 0.0416667; bins of pressure or depth say decibars or meters.
    private static double? Interval(TextHeader header)
    {
        if (header.Value("interval") is not { } text || !text.StartsWith("seconds:", StringComparison.OrdinalIgnoreCase)) return null;
        return double.TryParse(text.AsSpan(8), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
