namespace OceanML.Core;

/// <summary>What a time step of a model covers, in its own calendar.</summary>
/// <param name="Middle">The middle of the interval, counted in the model's calendar; the date itself where the step is an instant.</param>
/// <param name="Start">Start of the interval, or the date itself.</param>
/// <param name="End">End of the interval, exclusive, or the date itself.</param>
public readonly record struct ModelInterval(ModelDate Middle, ModelDate Start, ModelDate End)
{
    /// <summary>An instant.</summary>
    public static ModelInterval At(ModelDate date) => new(date, date, date);

    /// <summary>The day of a date.</summary>
    public static ModelInterval DayOf(ModelDate date) => Between(date.Calendar, CalendarDays.Number(date.Calendar, date.Year, date.Month, date.Day), 1);

    /// <summary>The month of a date, as long as it is in its calendar.</summary>
    public static ModelInterval MonthOf(ModelDate date)
    {
        var (year, month) = date.Month == 12 ? (date.Year + 1, 1) : (date.Year, date.Month + 1);
        var first = CalendarDays.Number(date.Calendar, date.Year, date.Month, 1);
        return Between(date.Calendar, first, CalendarDays.Number(date.Calendar, year, month, 1) - first);
    }

    private static ModelInterval Between(CfCalendar calendar, long first, long days) =>
        new(Date(calendar, first + (days / 2), days % 2 == 0 ? 0 : Timestamp.PerDay / 2), Date(calendar, first, 0), Date(calendar, first + days, 0));

    private static ModelDate Date(CfCalendar calendar, long number, long microseconds)
    {
        var (year, month, day) = CalendarDays.Date(calendar, number);
        return new ModelDate(calendar, year, month, day, microseconds);
    }
}
