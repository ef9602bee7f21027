using System.Globalization;

namespace OceanML.Core;

/// <summary>An instant in UTC as a 64-bit count of microseconds since 1970-01-01T00:00:00Z, the form of Parquet timestamps.</summary>
public static class Timestamp
{
    /// <summary>The value that stands for a missing time.</summary>
    public const long Missing = long.MinValue;

    /// <summary>Microseconds in a second.</summary>
    public const long PerSecond = 1_000_000;

    /// <summary>Microseconds in a day.</summary>
    public const long PerDay = 86_400 * PerSecond;

    /// <summary>From a date and time, taken as UTC unless it says otherwise.</summary>
    public static long From(DateTime instant) =>
        (DateTime.SpecifyKind(instant.Kind == DateTimeKind.Local ? instant.ToUniversalTime() : instant, DateTimeKind.Utc).Ticks
            - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The instant as a UTC date and time.</summary>
    public static DateTime ToDateTime(long timestamp) => DateTime.UnixEpoch.AddTicks(timestamp * TimeSpan.TicksPerMicrosecond);

    /// <summary>ISO 8601, e.g. <c>2024-06-08T13:45:00Z</c>, fractional seconds only where there are any; empty where missing.</summary>
    public static string Format(long timestamp) =>
        timestamp == Missing
            ? ""
            : ToDateTime(timestamp).ToString(timestamp % PerSecond == 0 ? "yyyy-MM-ddTHH:mm:ssZ" : "yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture);

    /// <summary>Parses ISO 8601 dates and times (2024, 2024-06, 2024-06-08, 2024-06-08T13:45:00Z, with a space for T, with an offset); UTC unless stated.</summary>
    public static bool TryParse(string text, out long timestamp)
    {
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;
        var looksIso = text.Length >= 4 && text.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0;
        if (looksIso && (DateTime.TryParseExact(text, ["yyyy", "yyyy-MM", "yyyyMMdd", "yyyyMMddHHmmss", "yyyy-MM-dd"], CultureInfo.InvariantCulture, styles, out var instant)
            || (text.Length > 8 && DateTime.TryParse(text, CultureInfo.InvariantCulture, styles, out instant))))
        {
            timestamp = From(instant);
            return true;
        }

        timestamp = Missing;
        return false;
    }

    /// <summary>Parses an ISO 8601 date or time.</summary>
    /// <exception cref="OceanException">Not a date; the message shows the form expected.</exception>
    public static long Parse(string text) =>
        TryParse(text, out var timestamp) ? timestamp : throw OceanException.Usage($"'{text}' is not a date; write 2024-06-08 or 2024-06-08T13:45:00Z");
}
