using System.Globalization;

namespace OceanML.Core;

/// <summary>A date in the calendar of a model, which the real calendar may lack: 30 February of a 360-day year, 29 February 1900 of a Julian one.</summary>
/// <param name="Calendar">The calendar.</param>
/// <param name="Year">Year.</param>
/// <param name="Month">Month, 1..12.</param>
/// <param name="Day">Day of the month, 1..31.</param>
/// <param name="Microseconds">Time of day, microseconds.</param>
public readonly record struct ModelDate(CfCalendar Calendar, int Year, int Month, int Day, long Microseconds)
{
    /// <summary>Whether the real (proleptic Gregorian) calendar has this date, in the years 1 to 9999.</summary>
    public bool IsReal => Year is >= 1 and <= 9999 && Day <= DateTime.DaysInMonth(Year, Month);

    /// <summary>The date as text, e.g. <c>1850-02-30</c> or <c>1850-02-30T12:00:00</c>; no time zone, since it is no instant of the real world.</summary>
    public string Text
    {
        get
        {
            var date = string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}");
            if (Microseconds == 0) return date;
            var clock = TimeSpan.FromMicroseconds(Microseconds);
            return date + clock.ToString(clock.Ticks % TimeSpan.TicksPerSecond == 0 ? @"\Thh\:mm\:ss" : @"\Thh\:mm\:ss\.ffffff", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The time that stands for this date in a table of real times.</summary>
    /// <returns>Microseconds since 1970 UTC; <see cref="Timestamp.Missing"/> for a date that the real calendar lacks, where the rule is <see cref="ModelDateRule.Same"/>.</returns>
    public long ToTimestamp(ModelDateRule rule)
    {
        if (Year is < 1 or > 9999) return Timestamp.Missing;
        if (rule == ModelDateRule.Stretch)
        {
            var share = (CalendarDays.DayOfYear(Calendar, Month, Day, Year) + ((double)Microseconds / Timestamp.PerDay)) / CalendarDays.YearLength(Calendar, Year);
            return At(Year, 1, 1) + (long)Math.Round(share * (DateTime.IsLeapYear(Year) ? 366 : 365) * Timestamp.PerDay);
        }

        if (IsReal) return At(Year, Month, Day) + Microseconds;
        return rule == ModelDateRule.Same ? Timestamp.Missing : At(Year, Month, DateTime.DaysInMonth(Year, Month)) + Microseconds;
    }

    /// <summary>For an end of an interval: the same date, or the first instant of the next month where the real calendar lacks it.</summary>
    public long ToTimestampOrNextMonth(ModelDateRule rule)
    {
        if (rule == ModelDateRule.Stretch || IsReal || Year is < 1 or > 9999) return ToTimestamp(rule);
        return Timestamp.From(new DateTime(Year, Month, 1).AddMonths(1));
    }

    private static long At(int year, int month, int day) => Timestamp.From(new DateTime(year, month, day));
}
