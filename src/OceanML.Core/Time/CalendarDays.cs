namespace OceanML.Core;

/// <summary>
/// Days counted in each calendar of <see cref="CfCalendar"/>, and what day of the real world they stand for. Julian day numbers by
/// the integer formulas of Fliegel and Van Flandern (1968, doi:10.1145/364096.364097) and their Julian counterpart.
/// </summary>
public static class CalendarDays
{
    private const long UnixEpoch = 2440588;
    private const long FirstGregorian = 2299161;
    private static readonly int[] Cumulative365 = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];
    private static readonly int[] Cumulative366 = [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366];

    /// <summary>A running day number within a calendar.</summary>
    public static long Number(CfCalendar calendar, int year, int month, int day) => calendar switch
    {
        CfCalendar.Standard => (year, month, day).CompareTo((1582, 10, 15)) < 0 ? Julian(year, month, day) : Gregorian(year, month, day),
        CfCalendar.ProlepticGregorian => Gregorian(year, month, day),
        CfCalendar.Julian => Julian(year, month, day),
        CfCalendar.NoLeap => (year * 365L) + Cumulative365[month - 1] + day - 1,
        CfCalendar.AllLeap => (year * 366L) + Cumulative366[month - 1] + day - 1,
        _ => (year * 360L) + ((month - 1) * 30) + day - 1,
    };

    /// <summary>
    /// Days since 1970-01-01 of the date that a day number stands for. A date that the real calendar lacks (30 February of a
    /// 360-day year) becomes the last day of its month.
    /// </summary>
    public static long SinceUnixEpoch(CfCalendar calendar, long number)
    {
        if (calendar is CfCalendar.Standard or CfCalendar.ProlepticGregorian or CfCalendar.Julian) return number - UnixEpoch;
        var (year, month, day) = DateOfFixedYear(calendar, number);
        var last = year is >= 1 and <= 9999 ? DateTime.DaysInMonth(year, month) : month == 2 ? 28 : 30;
        return Gregorian(year, month, Math.Min(day, last)) - UnixEpoch;
    }

    /// <summary>Days in a year of a calendar.</summary>
    public static int YearLength(CfCalendar calendar, int year) => calendar switch
    {
        CfCalendar.NoLeap => 365,
        CfCalendar.AllLeap => 366,
        CfCalendar.Days360 => 360,
        _ => (int)(Number(calendar, year + 1, 1, 1) - Number(calendar, year, 1, 1)),
    };

    /// <summary>Day of the year, counted from 0.</summary>
    public static int DayOfYear(CfCalendar calendar, int month, int day, int year) => (int)(Number(calendar, year, month, day) - Number(calendar, year, 1, 1));

    /// <summary>The date of a day number in its own calendar.</summary>
    public static (int Year, int Month, int Day) Date(CfCalendar calendar, long number)
    {
        if (calendar is CfCalendar.NoLeap or CfCalendar.AllLeap or CfCalendar.Days360) return DateOfFixedYear(calendar, number);
        var isJulian = calendar == CfCalendar.Julian || (calendar == CfCalendar.Standard && number < FirstGregorian);

        // Richards (2013), Explanatory Supplement to the Astronomical Almanac, 15.11.3.
        var f = number + 1401;
        if (!isJulian) f += (((4 * number) + 274277) / 146097 * 3 / 4) - 38;
        var e = (4 * f) + 3;
        var h = (5 * (e % 1461 / 4)) + 2;
        var month = (int)((((h / 153) + 2) % 12) + 1);
        return ((int)((e / 1461) - 4716 + ((14 - month) / 12)), month, (int)((h % 153 / 5) + 1));
    }

    private static (int Year, int Month, int Day) DateOfFixedYear(CfCalendar calendar, long number)
    {
        var (yearLength, cumulative) = calendar switch
        {
            CfCalendar.NoLeap => (365, Cumulative365),
            CfCalendar.AllLeap => (366, Cumulative366),
            _ => (360, null),
        };
        var year = (int)Math.Floor((double)number / yearLength);
        var dayOfYear = (int)(number - ((long)year * yearLength));
        if (cumulative is null) return (year, (dayOfYear / 30) + 1, (dayOfYear % 30) + 1);
        var month = 1;
        while (cumulative[month] <= dayOfYear) month++;
        return (year, month, dayOfYear - cumulative[month - 1] + 1);
    }

    private static long Gregorian(long year, long month, long day)
    {
        var (y, m) = FromMarch(year, month);
        return day + (((153 * m) + 2) / 5) + (365 * y) + FloorDivide(y, 4) - FloorDivide(y, 100) + FloorDivide(y, 400) - 32045;
    }

    private static long Julian(long year, long month, long day)
    {
        var (y, m) = FromMarch(year, month);
        return day + (((153 * m) + 2) / 5) + (365 * y) + FloorDivide(y, 4) - 32083;
    }

    private static (long Year, long Month) FromMarch(long year, long month)
    {
        var beforeMarch = (14 - month) / 12;
        return (year + 4800 - beforeMarch, month + (12 * beforeMarch) - 3);
    }

    private static long FloorDivide(long a, long b) => (a / b) - (a % b < 0 ? 1 : 0);
}
