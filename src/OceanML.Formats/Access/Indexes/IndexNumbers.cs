using System.Buffers.Text;
using System.Globalization;
using System.Text;
using OceanML.Core;

namespace OceanML.Formats.Access;

/// <summary>The numbers of an index line from their bytes; half of the time of reading an index went into making texts of them.</summary>
internal static class IndexNumbers
{
    private static readonly double[] Tens = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    private static readonly long[] DaysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

    /// <summary>A date yyyyMMddHHmmss; missing where it is blank, a fill value or no date.</summary>
    public static long Time(ReadOnlySpan<byte> text)
    {
        if (text.Length != 14 || text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0) return Timestamp.Missing;
        var (year, month, day) = ((Two(text, 0) * 100) + Two(text, 2), Two(text, 4), Two(text, 6));
        var (hour, minute, second) = (Two(text, 8), Two(text, 10), Two(text, 12));
        if (year == 0 || month is 0 or > 12 || day == 0 || hour > 23 || minute > 59 || second > 59) return Timestamp.Missing;
        if (day > 28 && day > DateTime.DaysInMonth(year, month)) return Timestamp.Missing;
        var isLeap = DateTime.IsLeapYear(year);
        var past = (long)year - 1;
        var days = (past * 365) + (past / 4) - (past / 100) + (past / 400) + DaysBeforeMonth[month - 1] + (isLeap && month > 2 ? 1 : 0) + day - 1;
        const long epoch = 719_162;
        return ((((((days - epoch) * 24) + hour) * 60) + minute) * 60 + second) * Timestamp.PerSecond;
    }

    /// <summary>A coordinate in degrees; NaN where it is blank, a fill value or beyond the limit. Longitudes come out in -180..180.</summary>
    public static double Coordinate(ReadOnlySpan<byte> text, double limit)
    {
        var value = Number(text);
        if (!(Math.Abs(value) <= limit)) return double.NaN;
        return limit == 360 && value > 180 ? value - 360 : limit == 360 && value < -180 ? value + 360 : value;
    }

    /// <summary>Digits alone, at most nine of them; -1 otherwise.</summary>
    public static int Digits(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > 9) return -1;
        var value = 0;
        foreach (var character in text)
        {
            var digit = character - '0';
            if ((uint)digit > 9) return -1;
            value = (value * 10) + digit;
        }

        return value;
    }

    /// <summary>
    /// Decimals of up to fifteen digits: their mantissa and the power of ten are exact doubles, so one division rounds correctly. The rest goes
    /// through the library.
    /// </summary>
    private static double Number(ReadOnlySpan<byte> text)
    {
        var at = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        var (mantissa, digits, decimals, hasPoint) = (0L, 0, 0, false);
        for (; at < text.Length; at++)
        {
            var digit = text[at] - '0';
            if ((uint)digit <= 9)
            {
                mantissa = (mantissa * 10) + digit;
                digits++;
                if (hasPoint) decimals++;
                if (digits > 15) return Library(text);
            }
            else if (text[at] == '.' && !hasPoint)
            {
                hasPoint = true;
            }
            else
            {
                return Library(text);
            }
        }

        if (digits == 0) return double.NaN;
        var value = mantissa / Tens[decimals];
        return text[0] == '-' ? -value : value;
    }

    private static double Library(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out double value, out var used) && used == text.Length
            ? value
            : double.TryParse(Encoding.Latin1.GetString(text), NumberStyles.Float, CultureInfo.InvariantCulture, out value) ? value : double.NaN;

    private static int Two(ReadOnlySpan<byte> text, int at) => ((text[at] - '0') * 10) + text[at + 1] - '0';
}
