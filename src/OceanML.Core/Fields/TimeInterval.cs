namespace OceanML.Core;

/// <summary>What a field's time step covers: an instant (start = end) or a composite such as a day or a month.</summary>
/// <param name="Start">Start, microseconds since 1970 UTC.</param>
/// <param name="End">End, microseconds since 1970 UTC, exclusive unless equal to the start.</param>
public readonly record struct TimeInterval(long Start, long End)
{
    /// <summary>Middle of the interval.</summary>
    public long Centre => Start + ((End - Start) / 2);

    /// <summary>Distance in time from an instant to the interval, microseconds; 0 inside it.</summary>
    public long DistanceTo(long time) => time < Start ? Start - time : time > End ? time - End : 0;
}
