namespace OceanML.Core;

/// <summary>
/// A time unit of the CF conventions, e.g. <c>days since 1950-01-01 00:00:00</c> with its calendar: turns numbers into timestamps.
/// </summary>
public sealed class CfTime
{
    private readonly long referenceDay;
    private readonly long referenceMicroseconds;
    private readonly long unit;

    private CfTime(string units, CfCalendar calendar, long unit, long referenceDay, long referenceMicroseconds) =>
        (Units, Calendar, this.unit, this.referenceDay, this.referenceMicroseconds) = (units, calendar, unit, referenceDay, referenceMicroseconds);

    /// <summary>The units as written.</summary>
    public string Units { get; }

    /// <summary>The calendar.</summary>
    public CfCalendar Calendar { get; }

    /// <summary>Whether a unit is of this kind: some length of time <c>since</c> something.</summary>
    public static bool IsTime(string? units) => units is not null && units.Contains(" since ", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a unit and a calendar.</summary>
    /// <param name="units">E.g. <c>days since 1950-01-01T00:00:00Z</c>, <c>seconds since 1970-01-01</c>, <c>hours since 1800-1-1 00:00:0.0 +01:00</c>.</param>
    /// <param name="calendar">The calendar attribute; standard where null.</param>
    /// <exception cref="OceanException">Not such a unit, months or years (they have no fixed length), or an unknown calendar.</exception>
    public static CfTime Parse(string units, string? calendar = null)
    {
        var since = units.IndexOf(" since ", StringComparison.OrdinalIgnoreCase);
        if (since < 0) throw OceanException.BadInput($"'{units}' is not a time unit; it should read like 'days since 1950-01-01'");
        var unit = Unit(units[..since].Trim().ToLowerInvariant(), units);
        var known = ParseCalendar(calendar);
        if (!ReferenceInstant.TryParse(units[(since + 7)..], out var reference))
            throw OceanException.BadInput($"'{units}': the date after 'since' should read like 1950-01-01 or 1950-01-01T00:00:00Z");
        return new CfTime(units, known, unit, CalendarDays.Number(known, reference.Year, reference.Month, reference.Day), reference.Microseconds);
    }

    /// <summary>Whether the calendar is a model's: one whose dates are not those of the real world (all but standard and proleptic_gregorian).</summary>
    public bool IsOfModel => Calendar is not (CfCalendar.Standard or CfCalendar.ProlepticGregorian);

    /// <summary>The date a number stands for in the calendar itself; null for NaN, infinity and what lies beyond the years 1 to 9999.</summary>
    public ModelDate? DateOf(double value)
    {
        if (!TrySplit(value, out var day, out var microseconds)) return null;
        var (year, month, dayOfMonth) = CalendarDays.Date(Calendar, day);
        return year is >= 1 and <= 9999 ? new ModelDate(Calendar, year, month, dayOfMonth, microseconds) : null;
    }

    /// <summary>The instant a number stands for; <see cref="Timestamp.Missing"/> for NaN, infinity and what lies beyond the years 1 to 9999.</summary>
    public long Decode(double value)
    {
        if (!TrySplit(value, out var day, out var rest)) return Timestamp.Missing;
        var timestamp = (CalendarDays.SinceUnixEpoch(Calendar, day) * Timestamp.PerDay) + rest;
        return timestamp < Earliest || timestamp > Latest ? Timestamp.Missing : timestamp;
    }

    /// <summary>The instants of many numbers.</summary>
    public long[] Decode(ReadOnlySpan<double> values)
    {
        var timestamps = new long[values.Length];
        for (var i = 0; i < timestamps.Length; i++) timestamps[i] = Decode(values[i]);
        return timestamps;
    }

    private bool TrySplit(double value, out long day, out long rest)
    {
        (day, rest) = (0, 0);

        // Beyond 1e17 microseconds (3000 years) times the unit the product could overflow; nothing measured lies there.
        if (!double.IsFinite(value) || Math.Abs(value) * unit > 4e17) return false;

        // The whole part is exact; only the fraction is rounded, to the microsecond.
        var whole = Math.Floor(value);
        var microseconds = ((long)whole * unit) + (long)Math.Round((value - whole) * unit) + referenceMicroseconds;
        day = Math.DivRem(microseconds, Timestamp.PerDay, out rest);
        if (rest < 0) (day, rest) = (day - 1, rest + Timestamp.PerDay);
        day += referenceDay;
        return true;
    }

    private static readonly long Earliest = Timestamp.From(DateTime.MinValue);
    private static readonly long Latest = Timestamp.From(DateTime.MaxValue);

    private static long Unit(string name, string units) => name switch
    {
        "microsecond" or "microseconds" or "us" => 1,
        "millisecond" or "milliseconds" or "msec" or "msecs" or "ms" => 1000,
        "second" or "seconds" or "sec" or "secs" or "s" => Timestamp.PerSecond,
        "minute" or "minutes" or "min" or "mins" => 60 * Timestamp.PerSecond,
        "hour" or "hours" or "hr" or "hrs" or "h" => 3600 * Timestamp.PerSecond,
        "day" or "days" or "d" => Timestamp.PerDay,
        "week" or "weeks" => 7 * Timestamp.PerDay,
        "month" or "months" or "year" or "years" or "common_year" or "common_years" =>
            throw OceanException.BadInput($"'{units}': {name} have no fixed length and cannot be turned into dates; convert the file to days since"),
        _ => throw OceanException.BadInput($"'{units}': '{name}' is not a unit of time; known are seconds, minutes, hours, days and weeks"),
    };

    private static CfCalendar ParseCalendar(string? name) => name?.Trim().ToLowerInvariant() switch
    {
        null or "" or "standard" or "gregorian" => CfCalendar.Standard,
        "proleptic_gregorian" => CfCalendar.ProlepticGregorian,
        "julian" => CfCalendar.Julian,
        "noleap" or "365_day" => CfCalendar.NoLeap,
        "all_leap" or "366_day" => CfCalendar.AllLeap,
        "360_day" => CfCalendar.Days360,
        var other => throw OceanException.BadInput(
            $"calendar '{other}' is not known; known are standard, proleptic_gregorian, julian, noleap, all_leap, 360_day"),
    };
}
