using System.Globalization;
using OceanML.Core;

namespace OceanML.Formats.Observations;

/// <summary>
/// Times of day beside a date: 10:00 and 10:00:30.5, hours (9.5), HHMM (930) and HHMMSS (93000). Which of the last three a column holds is
/// decided once for all its rows; where the values allow two of them, and no name tells, the column is refused.
/// </summary>
internal static class TimeOfDay
{
    private enum Form
    {
        Hours,
        HoursMinutes,
        HoursMinutesSeconds,
    }

    /// <summary>Seconds since midnight for each row; NaN where missing or no time of day.</summary>
    /// <exception cref="OceanException">The numbers may be hours as well as HHMM.</exception>
    public static double[] Seconds(Table table, Column column)
    {
        var seconds = new double[column.Length];
        Array.Fill(seconds, double.NaN);
        var texts = (column as TextColumn)?.Values;
        var numbers = (column as NumberColumn)?.Values ?? Bare(texts);
        if (numbers is null) return seconds;
        Form? form = null;
        for (var row = 0; row < seconds.Length; row++)
        {
            if (double.IsNaN(numbers[row])) seconds[row] = texts?[row] is { } text ? OfText(text) : double.NaN;
            else seconds[row] = Of(numbers[row], form ??= FormOf(table, column, numbers, texts));
        }

        return seconds;
    }

    // The texts that are nothing but digits, as numbers.
    private static double[]? Bare(string?[]? texts) => texts is null ? null : Array.ConvertAll(
        texts, text => text is not null && double.TryParse(text.Trim().TrimEnd('Z'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : double.NaN);

    private static Form FormOf(Table table, Column column, double[] numbers, string?[]? texts)
    {
        var (largest, isDecimal) = (0.0, false);
        foreach (var value in numbers)
        {
            if (double.IsNaN(value)) continue;
            largest = Math.Max(largest, value);
            isDecimal |= value != Math.Floor(value);
        }

        // 0930 and 093000 are written as such; 10:30 beside a bare 10 makes this an hour.
        var written = texts is null ? 0 : texts.Zip(numbers).Where(pair => !double.IsNaN(pair.Second)).Max(pair => pair.First!.Trim().TrimEnd('Z').Split('.')[0].Length);
        if (largest > 2400 || written > 4) return Form.HoursMinutesSeconds;
        if (largest >= 100 || written > 2) return Form.HoursMinutes;
        var name = string.Concat(column.Name.ToLowerInvariant().Where(char.IsAsciiLetter));
        var unit = column.Metadata.Unit?.Trim().ToLowerInvariant();
        if (name.Contains("hhmm", StringComparison.Ordinal) || unit is "hhmm" or "hh:mm") return Form.HoursMinutes;
        var isHour = name.StartsWith("hour", StringComparison.Ordinal) || name.StartsWith("heure", StringComparison.Ordinal) || name is "hh" or "hr" or "timeh" || unit is "h" or "hour" or "hours" or "hr";
        if (largest <= 24 && (isHour || isDecimal || largest == 0 || (texts is not null && Array.Exists(texts, text => text?.Contains(':', StringComparison.Ordinal) == true)))) return Form.Hours;
        throw OceanException.BadInput(string.Create(
            CultureInfo.InvariantCulture,
            $"{table.Label}: column '{column.Name}' holds numbers up to {largest} that may be hours or HHMM; name it 'hour' or 'hhmm', or write times of day as 09:30"));
    }

    private static double Of(double value, Form form)
    {
        var (hour, minute, second) = form switch
        {
            Form.Hours => (value, 0, 0),
            Form.HoursMinutes => (Math.Floor(value / 100), value % 100, 0),
            _ => (Math.Floor(value / 10000), Math.Floor(value / 100) % 100, value % 100),
        };
        return hour is >= 0 and <= 24 && minute < 60 && second <= 60 ? (3600 * hour) + (60 * minute) + second : double.NaN;
    }

    private static double OfText(string text)
    {
        var parts = text.Trim().TrimEnd('Z').Split(':');
        if (parts.Length is 1 or > 3) return double.NaN;
        var seconds = 0.0;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var part) || part < 0 || part > 60) return double.NaN;
            seconds += part * (i == 0 ? 3600 : i == 1 ? 60 : 1);
        }

        return seconds;
    }
}
