using System.Globalization;
using System.Text.RegularExpressions;
using OceanML.Core;

namespace OceanML.Formats.Observations;

/// <summary>
/// Finds the times of a table: a column of times or ISO texts; numbers with a unit such as <c>days since 1950-01-01</c>; a date with or
/// without a time of day; or year, month and day (or day of year), hour, minute and second.
/// </summary>
internal static partial class ObservationTimes
{
    private static readonly string[] DateNames = ["date", "dates", "datetime", "object_date", "sample_date", "obs_date", "mon/day/yr", "day"];
    private static readonly string[] ClockNames = ["time", "hours", "hour", "hh:mm", "object_time", "time_of_day", "heure", "time_utc"];
    private static readonly string[] YearNames = ["year", "yyyy", "yr", "#YY", "YY"];
    private static readonly string[] MonthNames = ["month", "mon", "mo", "MM"];
    private static readonly string[] DayNames = ["day", "dd", "date"];
    private static readonly string[] DayOfYearNames = ["doy", "yearday", "jday", "day_of_year", "sdy"];
    private static readonly string[] HourNames = ["hour", "hh", "hr"];
    private static readonly string[] MinuteNames = ["minute", "min", "mn"];
    private static readonly string[] SecondNames = ["second", "sec"];
    private static readonly string[] AnyNames = [.. DateNames, .. ClockNames, .. YearNames, .. MonthNames, .. DayNames, .. DayOfYearNames, .. HourNames, .. MinuteNames, .. SecondNames];

    /// <summary>The columns that <see cref="Find"/> looks at, for tables of which only these are read.</summary>
    public static IEnumerable<string> Candidates(Table table) =>
        from column in table.Columns
        let alone = new Table([column])
        where (CoordinateColumns.Find(alone, "time") ?? CoordinateColumns.Find(alone, AnyNames)) is not null
        select column.Name;

    /// <summary>The one column that holds the times, where the kinds of the columns alone say so: neither a date beside a time of day, nor texts or numbers.</summary>
    public static TimeColumn? Instants(Table table) =>
        CoordinateColumns.Find(table, "time", column => column is TimeColumn) is TimeColumn instants && FindClock(table, instants) is null ? instants : null;

    /// <summary>Times in UTC, and the columns that <c>time</c> takes the place of. A zone that the name of the column states is applied to the values that state none.</summary>
    public static (long[] Times, IReadOnlyList<string> Replaced) Find(Table table)
    {
        var (times, replaced) = FindAsWritten(table);
        var offset = replaced.Select(TimeZoneNames.Of).FirstOrDefault(zone => zone is { Offset: not 0 })?.Offset ?? 0;
        if (offset == 0) return (times, replaced);
        var texts = replaced.Select(table.Find).OfType<TextColumn>().ToList();
        var shifted = new long[times.Length];
        for (var row = 0; row < times.Length; row++)
        {
            var isLocal = times[row] != Timestamp.Missing && !texts.Exists(text => text.Values[row] is { } value && OwnZone().IsMatch(value));
            shifted[row] = isLocal ? times[row] - offset : times[row];
        }

        return (shifted, replaced);
    }

    private static (long[] Times, IReadOnlyList<string> Replaced) FindAsWritten(Table table)
    {
        if (CoordinateColumns.Find(table, "time", column => column is TimeColumn && !IsDateOnly(table, column)) is TimeColumn instants)
            return (instants.Values, [instants.Name]);
        if (CoordinateColumns.Find(table, "time", column => column is NumberColumn && CfTime.IsTime(column.Metadata.Unit)) is NumberColumn numbers)
            return (CfTime.Parse(numbers.Metadata.Unit!).Decode(numbers.Values), [numbers.Name]);
        if (FromParts(table) is { } parts) return (parts, []);
        if (FindDate(table) is { } date)
        {
            var clock = FindClock(table, date);
            return clock is null ? (Dates(table, date), [date.Name]) : (AddClock(table, Dates(table, date), clock), [date.Name, clock.Name]);
        }

        if (CoordinateColumns.Find(table, "time") is TextColumn text) return (Dates(table, text), [text.Name]);
        if (CoordinateColumns.Find(table, "time") is NumberColumn bare)
        {
            // A column without any value has no kind of its own.
            if (Array.TrueForAll(bare.Values, double.IsNaN)) return (((TimeColumn)new TimeColumn("time", []).Missing(bare.Length)).Values, [bare.Name]);
            throw OceanException.BadInput($"{table.Label}: column '{bare.Name}' holds numbers without a unit; its unit should read like 'days since 1950-01-01', or write ISO 8601 times");
        }

        throw OceanException.NoObservations(NoTime(table));
    }

    private static string NoTime(Table table)
    {
        var placed = CoordinateColumns.Find(table, "latitude") is not null && CoordinateColumns.Find(table, "longitude") is not null;
        var list = $"it has {string.Join(", ", table.Names.Take(40))}";
        var numbered = table.Names.Where(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)).ToList();
        if (placed && numbered.Count > 2)
            return $"{table.Label}: has positions and columns '{numbered[0]}' to '{numbered[^1]}', and does not say what these are (years, months?); write one row per value, with its time; {list}";
        if (!placed && table.Columns.FirstOrDefault(column => column.Name.StartsWith("station", StringComparison.OrdinalIgnoreCase)) is { } station)
            return $"{table.Label}: has neither time nor position; its rows belong to stations (column '{station.Name}') that another file describes: join time, latitude and longitude by it first; {list}";
        return $"{table.Label}: no time{(placed ? "" : ", no latitude and longitude")}; give a column 'time' (ISO 8601), or date and time, or year, month and day; {list}";
    }

    // A column 'date' of whole days, with a time of day in another column.
    private static bool IsDateOnly(Table table, Column column) =>
        column is TimeColumn time && FindClock(table, column) is not null && Array.TrueForAll(time.Values, value => value == Timestamp.Missing || value % Timestamp.PerDay == 0);

    private static Column? FindDate(Table table) =>
        CoordinateColumns.Find(table, DateNames) is { } column
        && (column is not NumberColumn number || number.Values.Any(value => value > 10_000_000)) ? column : null;

    private static Column? FindClock(Table table, Column date) =>
        CoordinateColumns.Find(table, ClockNames) is { } clock
        && clock != date && clock is not TimeColumn ? clock : null;

    private static long[]? FromParts(Table table)
    {
        if (CoordinateColumns.Find(table, YearNames) is not NumberColumn year) return null;
        var month = CoordinateColumns.Find(table, MonthNames) as NumberColumn;
        var day = (CoordinateColumns.Find(table, DayNames) as NumberColumn) ?? CoordinateColumns.Find(table, DayOfYearNames) as NumberColumn;
        if (day is null) return null;
        var hour = CoordinateColumns.Find(table, HourNames) as NumberColumn;

        // NDBC has MM for the month and mm for the minute.
        var minute = (CoordinateColumns.Find(table, MinuteNames) ?? (table.Has("MM") ? table.Find("mm") : null)) as NumberColumn;
        var second = CoordinateColumns.Find(table, SecondNames) as NumberColumn;
        var hours = hour is null || minute is not null ? null : TimeOfDay.Seconds(table, hour);
        var times = new long[table.RowCount];
        for (var row = 0; row < times.Length; row++)
        {
            var date = Day(year.Values[row], month is null ? 1 : month.Values[row], day.Values[row], month is null);
            var seconds = (hours is null ? 3600 * At(hour, row) : hours[row]) + (60 * At(minute, row)) + At(second, row);
            times[row] = date == Timestamp.Missing || double.IsNaN(seconds) ? Timestamp.Missing : date + (long)Math.Round(seconds * Timestamp.PerSecond);
        }

        if (times.Length > 0 && Array.TrueForAll(times, time => time == Timestamp.Missing) && Array.Exists(year.Values, value => value is >= 0 and < 100))
            throw OceanException.BadInput($"{table.Label}: column '{year.Name}' holds years of two digits; write four");
        return times;
    }

    private static double At(NumberColumn? column, int row) => column is null ? 0 : column.Values[row];

    private static long Day(double year, double month, double day, bool ofYear)
    {
        // Two-digit years would be taken for the first century: better no time than a wrong one.
        if (!(year is >= 1700 and <= 9999 && month is >= 1 and <= 12)) return Timestamp.Missing;
        var limit = ofYear ? (DateTime.IsLeapYear((int)year) ? 367 : 366) : DateTime.DaysInMonth((int)year, (int)month) + 1;
        if (!(day >= 1 && day < limit)) return Timestamp.Missing;
        return Timestamp.From(new DateTime((int)year, (int)month, 1, 0, 0, 0, DateTimeKind.Utc)) + (long)Math.Round((day - 1) * Timestamp.PerDay);
    }

    private static long[] Dates(Table table, Column column)
    {
        if (column is TimeColumn time) return time.Values;
        var times = new long[column.Length];
        var order = column is TextColumn text ? SlashOrder(table, text) : null;
        var dayFirst = DayFirst().Match(column.Name) is { Success: true } named ? $"d{named.Groups[1].Value}M{named.Groups[1].Value}yyyy" : null;
        for (var row = 0; row < times.Length; row++)
        {
            times[row] = column.IsMissing(row) ? Timestamp.Missing : column switch
            {
                TextColumn texts when dayFirst is not null => Exact(texts.Values[row]!, dayFirst),
                TextColumn texts => Parse(texts.Values[row]!, order),
                NumberColumn numbers => Day(Math.Floor(numbers.Values[row] / 10000), Math.Floor(numbers.Values[row] / 100) % 100, numbers.Values[row] % 100, ofYear: false),
                _ => Timestamp.Missing,
            };
        }

        if (column.Length > 0 && Array.TrueForAll(times, value => value == Timestamp.Missing) && Enumerable.Range(0, column.Length).Any(row => !column.IsMissing(row)))
            throw OceanException.BadInput($"{table.Label}: no date in column '{column.Name}' can be read; write them as 2024-06-08 or 2024-06-08T13:45:00Z, with four digits of the year");
        return times;
    }

    private static long Parse(string text, string? order)
    {
        // 08.06.2024 has the day first wherever it is written.
        if (text.AsSpan().Trim("' ") is { Length: >= 8 } dotted && dotted.Count('.') >= 2 && !text.Contains('-', StringComparison.Ordinal) && char.IsAsciiDigit(dotted[0]))
            return Exact(text, "d.M.yyyy");
        if (order is not null && text.Contains('/', StringComparison.Ordinal)) return Exact(text, order);
        return Timestamp.TryParse(text.Trim().Trim('\''), out var time) ? time : Timestamp.Missing;
    }

    private static long Exact(string text, string format) =>
        DateTime.TryParseExact(text.AsSpan().Trim("' "), [format, format + " H:mm", format + " H:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? Timestamp.From(date)
            : Timestamp.Missing;

    // Date(dd:mm:yyyy) and Date(dd-mm-yyyy), as AERONET writes them.
    [GeneratedRegex(@"\bdd([-:.])mm\1yyyy", RegexOptions.IgnoreCase)]
    private static partial Regex DayFirst();

    // 06/08/2024 is June or August: the name of the column, or some day beyond 12, has to tell.
    private static string? SlashOrder(Table table, TextColumn column)
    {
        int first = 0, second = 0, slashed = 0;
        foreach (var value in column.Values)
        {
            if (value?.Split('/') is not [var a, var b, var c] || a.Length > 2 || !int.TryParse(a, CultureInfo.InvariantCulture, out var x) || !int.TryParse(b, CultureInfo.InvariantCulture, out var y)) continue;
            _ = c;
            slashed++;
            (first, second) = (Math.Max(first, x), Math.Max(second, y));
        }

        if (slashed == 0) return null;
        var name = column.Name.ToLowerInvariant();
        if (second > 12 || name.StartsWith("mon", StringComparison.Ordinal) || name.StartsWith("mm/", StringComparison.Ordinal)) return "M/d/yyyy";
        if (first > 12 || name.StartsWith("dd/", StringComparison.Ordinal)) return "d/M/yyyy";
        throw OceanException.BadInput($"{table.Label}: column '{column.Name}' has dates such as {column.Values.First(value => value?.Split('/').Length == 3)} that may begin with the day or with the month; write them as 2024-06-08");
    }

    private static long[] AddClock(Table table, long[] dates, Column clock)
    {
        var seconds = TimeOfDay.Seconds(table, clock);
        var times = new long[dates.Length];
        for (var row = 0; row < times.Length; row++)
            times[row] = dates[row] == Timestamp.Missing || double.IsNaN(seconds[row]) ? Timestamp.Missing : dates[row] + (long)Math.Round(seconds[row] * Timestamp.PerSecond);
        return times;
    }

    // 2024-06-08T12:00Z, 12:00+02:00: what such a value says goes before the name of its column.
    [GeneratedRegex(@"(?:\d\s*(?:Z|UTC|GMT)|:\d\d(?:\.\d+)?\s*[-+]\d\d(?::?\d\d)?)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex OwnZone();
}
