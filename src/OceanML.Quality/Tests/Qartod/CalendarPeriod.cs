using System.Globalization;
using OceanML.Core;

namespace OceanML.Quality;

/// <summary>A part of time by which a climatology counts.</summary>
public enum CalendarPeriod
{
    /// <summary>The year.</summary>
    Year,

    /// <summary>1 to 4.</summary>
    Quarter,

    /// <summary>1 to 12.</summary>
    Month,

    /// <summary>Week of ISO 8601, 1 to 53.</summary>
    WeekOfYear,

    /// <summary>1 to 366.</summary>
    DayOfYear,

    /// <summary>Day of the month, 1 to 31.</summary>
    Day,

    /// <summary>Monday 0 to Sunday 6.</summary>
    DayOfWeek,

    /// <summary>0 to 23, UTC.</summary>
    Hour,
}

/// <summary>Names and numbers of calendar periods.</summary>
public static class CalendarPeriods
{
    private static readonly (string Name, CalendarPeriod Period)[] Names =
    [
        ("year", CalendarPeriod.Year), ("quarter", CalendarPeriod.Quarter), ("month", CalendarPeriod.Month), ("week", CalendarPeriod.WeekOfYear),
        ("weekofyear", CalendarPeriod.WeekOfYear), ("dayofyear", CalendarPeriod.DayOfYear), ("day", CalendarPeriod.Day),
        ("dayofweek", CalendarPeriod.DayOfWeek), ("hour", CalendarPeriod.Hour),
    ];

    /// <summary>The period of a name as ioos_qc writes it, e.g. <c>month</c> or <c>weekofyear</c>.</summary>
    /// <exception cref="OceanException">No such period.</exception>
    public static CalendarPeriod Parse(string name)
    {
        foreach (var (known, period) in Names)
        {
            if (known == name) return period;
        }

        throw OceanException.Missing("climatology", "period", name, Names.Select(pair => pair.Name));
    }

    /// <summary>The number of the period that a moment (microseconds UTC) falls into.</summary>
    public static int Of(this CalendarPeriod period, long time)
    {
        var moment = Timestamp.ToDateTime(time);
        return period switch
        {
            CalendarPeriod.Year => moment.Year,
            CalendarPeriod.Quarter => ((moment.Month - 1) / 3) + 1,
            CalendarPeriod.Month => moment.Month,
            CalendarPeriod.WeekOfYear => ISOWeek.GetWeekOfYear(moment),
            CalendarPeriod.DayOfYear => moment.DayOfYear,
            CalendarPeriod.Day => moment.Day,
            CalendarPeriod.DayOfWeek => ((int)moment.DayOfWeek + 6) % 7,
            _ => moment.Hour,
        };
    }
}
