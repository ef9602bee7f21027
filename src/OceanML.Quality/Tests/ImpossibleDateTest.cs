using OceanML.Core;

namespace OceanML.Quality;

/// <summary>A time before 1 January 1997, when the first Argo float was not yet in the water, or after now: the time is bad.</summary>
/// <remarks>
/// Argo test 2. Values keep their flags: they are good measurements of an unknown time. Settings: <c>since</c> (a date; <c>any</c> for data
/// that are not Argo's), <c>until</c>; a run may give both.
/// </remarks>
public sealed class ImpossibleDateTest : QualityTest
{
    /// <summary>The beginning of possible times, unless set otherwise.</summary>
    public const string Since = "1997-01-01";

    private readonly long earliest;
    private readonly long latest;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    /// <param name="now">The end of possible times, UTC; by default the one set, else the clock of this computer.</param>
    /// <param name="earliest">The beginning of possible times, UTC; by default the one set, else 1997.</param>
    /// <param name="settings">The settings of a plan.</param>
    public ImpossibleDateTest(long? now = null, long? earliest = null, Settings? settings = null)
        : base("impossible-date", 2, Sentence(now, earliest, settings))
    {
        var since = settings?.Text("since") ?? Since;
        var until = settings?.Text("until");
        this.earliest = earliest ?? (since == "any" ? Timestamp.Missing : Timestamp.Parse(since));
        latest = now ?? (until is null ? Timestamp.From(DateTime.UtcNow) : Timestamp.Parse(until));
    }

    private static string Sentence(long? now, long? earliest, Settings? settings)
    {
        var since = earliest is { } given ? Timestamp.Format(given) : settings?.Text("since") ?? Since;
        var until = now is { } end ? $"after {Timestamp.Format(end)}" : settings?.Text("until") is { } set ? $"after {set}" : "in the future";
        return since == "any" ? $"time {until}" : $"time before {since} or {until}; for older data give --since";
    }

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        for (var row = 0; row < sequence.Count; row++)
        {
            var time = sequence.Times[row];
            if (time != Timestamp.Missing) sequence.RaiseTime(row, time < earliest || time > latest ? ArgoFlag.Bad : ArgoFlag.Good);
        }
    }
}
