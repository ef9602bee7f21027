using OceanML.Core;

namespace OceanML.Quality;

/// <summary>A time before 1 January 1997, when the first Argo float was not yet in the water, or after the moment given as now: the time is bad.</summary>
/// <param name="now">The end of possible times, UTC; by default the clock of this computer.</param>
/// <param name="earliest">The beginning of possible times, UTC; 1997 unless the data are not Argo's.</param>
/// <remarks>Argo test 2. Values keep their flags: they are good measurements of an unknown time.</remarks>
public sealed class ImpossibleDateTest(long? now = null, long? earliest = null) : QualityTest("impossible-date", 2, "time before 1997 or in the future")
{
    private readonly long earliest = earliest ?? Timestamp.From(new DateTime(1997, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    private readonly long latest = now ?? Timestamp.From(DateTime.UtcNow);

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
