using System.Globalization;

namespace OceanML.Core;

/// <summary>The date after <c>since</c> in a time unit, in whatever calendar, with the loose forms found in files.</summary>
/// <param name="Year">Year.</param>
/// <param name="Month">Month, 1..12.</param>
/// <param name="Day">Day of the month, 1..31.</param>
/// <param name="Microseconds">Time of day in UTC, microseconds; may leave the day by the offset of the time zone.</param>
internal readonly record struct ReferenceInstant(int Year, int Month, int Day, long Microseconds)
{
    /// <summary>Reads 1950-01-01, 1800-1-1 00:00:0.0, 1950-01-01T00:00:00Z, 2000-01-01 00:00:00 +01:00, 1970-01-01 00:00:00 UTC.</summary>
    public static bool TryParse(string text, out ReferenceInstant instant)
    {
        instant = default;
        text = text.Trim();
        var clock = text.IndexOfAny(['T', 't']);
        if (clock > 0 && char.IsAsciiDigit(text[clock - 1])) text = $"{text[..clock]} {text[(clock + 1)..]}";
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length is 0 or > 4) return false;
        var date = parts[0].Split('-');
        if (date.Length is 0 or > 3) return false;
        var numbers = new int[] { 0, 1, 1 };
        for (var i = 0; i < date.Length; i++)
        {
            if (!int.TryParse(date[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i])) return false;
        }

        if (numbers[1] is < 1 or > 12 || numbers[2] is < 1 or > 31) return false;
        var time = 0L;
        if (parts.Length > 1 && !TryTimeAndZone(string.Join(' ', parts[1..]), out time)) return false;
        instant = new ReferenceInstant(numbers[0], numbers[1], numbers[2], time);
        return true;
    }

    private static bool TryTimeAndZone(string text, out long microseconds)
    {
        var clock = text.TrimEnd('Z', 'z').TrimEnd();
        if (clock.EndsWith("UTC", StringComparison.OrdinalIgnoreCase) || clock.EndsWith("GMT", StringComparison.OrdinalIgnoreCase)) clock = clock[..^3].TrimEnd();
        var zone = 0L;
        var sign = clock.LastIndexOfAny(['+', '-']);
        if (sign >= 0)
        {
            // The sign of the offset alone would leave "-0:30" positive.
            if (!TryClock(clock[(sign + 1)..], out zone)) return Fail(out microseconds);
            if (clock[sign] == '-') zone = -zone;
            clock = clock[..sign].TrimEnd();
        }

        if (clock.Length == 0) clock = "0";
        if (!TryClock(clock, out var time)) return Fail(out microseconds);
        microseconds = time - zone;
        return true;
    }

    // 12, 12:30, 12:30:15.5, and 0130 for offsets.
    private static bool TryClock(string text, out long microseconds)
    {
        microseconds = 0;
        var parts = text.Trim().Split(':');
        if (parts is [{ Length: 4 } packed]) parts = [packed[..2], packed[2..]];
        if (parts.Length > 3) return false;
        var unit = 3600.0;
        foreach (var part in parts)
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value >= 61) return false;
            microseconds += (long)Math.Round(value * unit * Timestamp.PerSecond);
            unit /= 60;
        }

        return true;
    }

    private static bool Fail(out long microseconds)
    {
        microseconds = 0;
        return false;
    }
}
