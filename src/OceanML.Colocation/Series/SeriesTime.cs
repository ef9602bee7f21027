using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>The time of one step of a field, as a row of a series tells it.</summary>
/// <param name="Step">Index on the field's time axis.</param>
/// <param name="Time">Middle of the step, microseconds since 1970 UTC.</param>
/// <param name="Start">Start of the step, or the time itself.</param>
/// <param name="End">End of the step, exclusive, or the time itself.</param>
/// <param name="ModelDate">The date in the calendar of the model; null where the calendar is that of the real world.</param>
internal readonly record struct SeriesTime(int Step, long Time, long Start, long End, string? ModelDate)
{
    /// <summary>The steps of a field within a period.</summary>
    /// <param name="field">The field.</param>
    /// <param name="options">Period and rule for model dates.</param>
    /// <param name="isInstant">Whether the variables say that they hold at a point of time (<c>time: point</c>).</param>
    /// <param name="refused">Steps left out, by reason.</param>
    public static List<SeriesTime> Of(IField field, SeriesOptions options, bool isInstant, Dictionary<string, int> refused)
    {
        var times = new List<SeriesTime>(field.Times.Count);
        for (var step = 0; step < field.Times.Count; step++)
        {
            var time = field.ModelTimes is { } model ? OfModel(step, model[step], options.Dates, isInstant) : Real(step, field.Times[step], isInstant);
            var reason = time.Time != Timestamp.Missing ? time.Time < options.Start || time.Time > options.End ? "outside_period" : null
                : time.ModelDate is null ? "no_time" : "date_not_in_calendar";
            if (reason is null) times.Add(time);
            else refused[reason] = refused.GetValueOrDefault(reason) + 1;
        }

        return times;
    }

    private static SeriesTime Real(int step, TimeInterval interval, bool isInstant)
    {
        if (interval.Start == Timestamp.Missing) return new SeriesTime(step, Timestamp.Missing, 0, 0, null);
        return isInstant ? new SeriesTime(step, interval.Start, interval.Start, interval.Start, null) : new SeriesTime(step, interval.Centre, interval.Start, interval.End, null);
    }

    private static SeriesTime OfModel(int step, ModelInterval? interval, ModelDateRule rule, bool isInstant)
    {
        if (interval is not { } known) return new SeriesTime(step, Timestamp.Missing, 0, 0, null);
        var date = known.Middle;
        var time = date.ToTimestamp(rule);
        if (time == Timestamp.Missing || isInstant || known.Start == known.End) return new SeriesTime(step, time, time, time, date.Text);
        return new SeriesTime(step, time, known.Start.ToTimestampOrNextMonth(rule), known.End.ToTimestampOrNextMonth(rule), date.Text);
    }
}
