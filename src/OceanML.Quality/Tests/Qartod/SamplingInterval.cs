namespace OceanML.Quality;

/// <summary>The usual step in time of a series.</summary>
internal static class SamplingInterval
{
    /// <summary>How many steps a length of time is; 0 where it is shorter than one, or no step is known.</summary>
    /// <remarks>
    /// As in ioos_qc a step of a second or more counts as whole seconds: clocks that jitter by milliseconds then still have n steps in n intervals. A
    /// shorter step is taken as it is.
    /// </remarks>
    public static int Steps(double seconds, ReadOnlySpan<long> times)
    {
        const double second = 1e6;
        var interval = Median(times);
        if (interval >= second) interval = Math.Truncate(interval / second) * second;
        return interval > 0 ? (int)Math.Min(int.MaxValue, seconds * second / interval) : 0;
    }

    /// <summary>Median of the steps (microseconds); NaN for fewer than two times.</summary>
    public static double Median(ReadOnlySpan<long> times)
    {
        if (times.Length < 2) return double.NaN;

        // Most series have one step more often than all others together: then it is the median, and nothing need be sorted.
        var (candidate, votes) = (0L, 0);
        for (var i = 1; i < times.Length; i++)
        {
            var step = times[i] - times[i - 1];
            if (votes == 0) candidate = step;
            votes += step == candidate ? 1 : -1;
        }

        var steps = new long[times.Length - 1];
        var equal = 0;
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = times[i + 1] - times[i];
            if (steps[i] == candidate) equal++;
        }

        if (equal > (steps.Length / 2) + 1) return candidate;
        Array.Sort(steps);
        var middle = steps.Length / 2;
        return steps.Length % 2 == 1 ? steps[middle] : (steps[middle - 1] + (double)steps[middle]) / 2;
    }
}
