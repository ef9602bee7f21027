namespace OceanML.Colocation;

/// <summary>Some observations in order of time.</summary>
/// <param name="Numbers">Their numbers.</param>
/// <param name="Times">Microseconds since 1970 UTC.</param>
/// <param name="Latitudes">Degrees.</param>
/// <param name="Longitudes">Degrees, any convention.</param>
internal readonly record struct ObservationBlock(
    ReadOnlyMemory<long> Numbers, ReadOnlyMemory<long> Times, ReadOnlyMemory<double> Latitudes, ReadOnlyMemory<double> Longitudes)
{
    public int Count => Numbers.Length;

    /// <summary>The observations within a span of time, both ends inclusive.</summary>
    public (int Start, int End) Between(long earliest, long latest)
    {
        var start = FirstAtOrAfter(earliest);
        return (start, Math.Max(start, latest == long.MaxValue ? Count : FirstAtOrAfter(latest + 1)));
    }

    public ObservationBlock Slice(int start, int end) =>
        new(Numbers[start..end], Times[start..end], Latitudes[start..end], Longitudes[start..end]);

    private int FirstAtOrAfter(long time)
    {
        var times = Times.Span;
        var (low, high) = (0, times.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (times[middle] < time) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
