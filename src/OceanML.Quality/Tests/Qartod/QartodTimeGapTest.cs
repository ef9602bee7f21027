using OceanML.Core;

namespace OceanML.Quality;

/// <summary>A time that comes too long after the one before fails: data are missing in between.</summary>
/// <param name="longest">Longest step (microseconds) that is no gap.</param>
public sealed class QartodTimeGapTest(long longest) : QualityTest("qartod-time-gap", 0, "time comes too long after the one before")
{
    /// <inheritdoc/>
    public override SequenceAxis? Axis => SequenceAxis.Series;

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        var flags = new char[sequence.Count];
        Evaluate(sequence.Times, longest, flags);
        for (var row = 0; row < flags.Length; row++)
        {
            if (Fixes.InArgoScheme(flags[row]) is { } flag) sequence.RaiseTime(row, flag);
        }
    }

    /// <summary>Flags of times. One after a missing time is not evaluated; the first has the flag of the second.</summary>
    /// <param name="times">Times, microseconds UTC.</param>
    /// <param name="longest">Longest step (microseconds) that is no gap.</param>
    /// <param name="flags">Receives QARTOD flags, one per time.</param>
    public static void Evaluate(ReadOnlySpan<long> times, long longest, Span<char> flags)
    {
        for (var i = 0; i < times.Length; i++)
        {
            flags[i] = times[i] == Timestamp.Missing ? QartodFlag.Missing
                : i == 0 || times[i - 1] == Timestamp.Missing ? QartodFlag.Unknown
                : times[i] - times[i - 1] > longest ? QartodFlag.Fail
                : QartodFlag.Good;
        }

        if (times.Length > 1 && times[0] != Timestamp.Missing && times[1] != Timestamp.Missing) flags[0] = flags[1];
    }
}
