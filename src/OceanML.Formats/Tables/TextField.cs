using System.Globalization;
using System.Text;
using OceanML.Core;

namespace OceanML.Formats.Tables;

/// <summary>Reads one field of delimited text from its UTF-8 bytes.</summary>
internal static class TextField
{
    private const int LongestNumber = 64;

    /// <summary>A number; false where the field is none.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> field, bool decimalComma, out double value)
    {
        if (decimalComma && field.Contains((byte)',') && field.Length <= LongestNumber)
        {
            Span<byte> point = stackalloc byte[LongestNumber];
            field.Replace(point, (byte)',', (byte)'.');
            return double.TryParse(point[..field.Length], NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        }

        return double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>True or false as 1 or 0.</summary>
    public static bool TryTruth(ReadOnlySpan<byte> field, out double value)
    {
        value = Ascii.EqualsIgnoreCase(field, "true"u8) ? 1 : 0;
        return value == 1 || Ascii.EqualsIgnoreCase(field, "false"u8);
    }

    /// <summary>
    /// An ISO 8601 date or time with separators, e.g. 2024-06-08, 2024-06-08 10:00, 2024-06-08T10:00:00.25Z, 2024-06-08T12:00:00+02:00; UTC
    /// unless it says otherwise. In microseconds since 1970.
    /// </summary>
    public static bool TryTime(ReadOnlySpan<byte> field, out long timestamp)
    {
        timestamp = Timestamp.Missing;
        if (field.Length < 10 || field[4] != '-' || field[7] != '-') return false;
        if (!Digits(field[..4], out var year) || !Digits(field[5..7], out var month) || !Digits(field[8..10], out var day)) return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        var midnight = (new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        var rest = field[10..];
        if (rest.IsEmpty)
        {
            timestamp = midnight;
            return true;
        }

        if (rest[0] is not ((byte)'T' or (byte)' ') || !Clock(rest[1..], out var microseconds, out var used) || !Offset(rest[(1 + used)..], out var offset)) return false;
        timestamp = midnight + microseconds - offset;
        return true;
    }

    // hh:mm, hh:mm:ss, hh:mm:ss.ffffff
    private static bool Clock(ReadOnlySpan<byte> text, out long microseconds, out int used)
    {
        (microseconds, used) = (0, 0);
        if (text.Length < 5 || text[2] != ':' || !Digits(text[..2], out var hour) || !Digits(text[3..5], out var minute) || hour > 24 || minute > 59) return false;
        microseconds = ((hour * 3600L) + (minute * 60L)) * Timestamp.PerSecond;
        used = 5;
        if (text.Length < 8 || text[5] != ':') return true;
        if (!Digits(text[6..8], out var second) || second > 60) return false;
        microseconds += second * Timestamp.PerSecond;
        used = 8;
        if (text.Length < 10 || text[8] != '.') return true;
        var unit = Timestamp.PerSecond / 10;
        for (used = 9; used < text.Length && text[used] is >= (byte)'0' and <= (byte)'9'; used++)
        {
            microseconds += (text[used] - '0') * unit;
            unit /= 10;
        }

        return used > 9;
    }

    // nothing, Z, UTC, +02, +02:00, -0530
    private static bool Offset(ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        text = text.TrimStart((byte)' ');
        if (text.IsEmpty || text.SequenceEqual("Z"u8) || text.SequenceEqual("UTC"u8)) return true;
        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length < 3 || !Digits(text[1..3], out var hours)) return false;
        var tail = text[3..];
        if (!tail.IsEmpty && tail[0] == ':') tail = tail[1..];
        var minutes = 0;
        if (!tail.IsEmpty && (tail.Length != 2 || !Digits(tail, out minutes))) return false;
        microseconds = ((hours * 3600L) + (minutes * 60L)) * Timestamp.PerSecond * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var letter in text)
        {
            if (letter is < (byte)'0' or > (byte)'9') return false;
            value = (value * 10) + letter - '0';
        }

        return true;
    }
}
