using System.Globalization;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// The time span of the data a model was trained on. Beyond it the relation between features and target may have changed, which no feature
/// shows: a model of inorganic carbon trained to 2013 misses the rise of carbon dioxide since, and says so by nothing else.
/// </summary>
/// <param name="Start">First time, microseconds since 1970 UTC.</param>
/// <param name="End">Last time.</param>
public sealed record TrainingPeriod(long Start, long End)
{
    /// <summary>Key of a model's metadata with the first time of the training data, ISO 8601.</summary>
    public const string StartKey = "oceanml.training_start";

    /// <summary>Key of a model's metadata with the last time of the training data, ISO 8601.</summary>
    public const string EndKey = "oceanml.training_end";

    /// <summary>The period that a model states, or null.</summary>
    public static TrainingPeriod? Of(Graph graph) =>
        graph.Metadata.TryGetValue(StartKey, out var first) && graph.Metadata.TryGetValue(EndKey, out var last)
        && Timestamp.TryParse(first, out var start) && Timestamp.TryParse(last, out var end) && start <= end
            ? new TrainingPeriod(start, DayEnd(last, end)) : null;

    /// <summary>How far a time lies outside: negative before the period, positive after it, 0 inside; microseconds.</summary>
    public long Beyond(long time) => time < Start ? time - Start : time > End ? time - End : 0;

    /// <summary>A distance from the period in words: <c>40 days before</c>, <c>2.5 years after</c>.</summary>
    public static string Words(long beyond)
    {
        var days = Math.Abs(beyond) / (double)Timestamp.PerDay;
        var length = days < 1.5 ? "1 day" : days < 365 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(days):0} days")
            : days < 3652 ? string.Create(CultureInfo.InvariantCulture, $"{days / 365.25:0.#} years") : string.Create(CultureInfo.InvariantCulture, $"{days / 365.25:0} years");
        return $"{(length == "1 years" ? "1 year" : length)} {(beyond < 0 ? "before" : "after")}";
    }

    // A date alone means its whole day.
    private static long DayEnd(string text, long end) => text.Trim().Length <= 10 ? end + Timestamp.PerDay - 1 : end;
}
