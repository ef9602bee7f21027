namespace OceanML.Validation;

/// <summary>Which rows of a series lie within a time of each other; rows are ordered by series and time.</summary>
internal sealed class TimeWindows
{
    private readonly int[] from;
    private readonly int[] to;

    /// <summary>Finds the window of every row: [from, to).</summary>
    public TimeWindows(EventRows rows, long tolerance)
    {
        var n = rows.Observed.Length;
        (from, to) = (new int[n], new int[n]);
        for (int i = 0, low = 0, high = 0; i < n; i++)
        {
            if (rows.Times is not { } times)
            {
                (from[i], to[i]) = (i, i + 1);
                continue;
            }

            while (rows.Series[low] != rows.Series[i] || times[i] - times[low] > tolerance) low++;
            high = Math.Max(high, i);
            while (high < n && rows.Series[high] == rows.Series[i] && times[high] - times[i] <= tolerance) high++;
            (from[i], to[i]) = (low, high);
        }
    }

    /// <summary>The first row of the window.</summary>
    public int From(int row) => from[row];

    /// <summary>The row after the last of the window.</summary>
    public int To(int row) => to[row];

    /// <summary>Whether a row of the window has the state 1.</summary>
    public bool[] Any(double[] state)
    {
        var before = new int[state.Length + 1];
        for (var i = 0; i < state.Length; i++) before[i + 1] = before[i] + (state[i] == 1 ? 1 : 0);
        var any = new bool[state.Length];
        for (var i = 0; i < any.Length; i++) any[i] = before[to[i]] > before[from[i]];
        return any;
    }

    /// <summary>The largest value of the windows from one row's to another's.</summary>
    public double Largest(double[] values, EventRun run)
    {
        var largest = double.NegativeInfinity;
        for (var i = from[run.First]; i < to[run.Last]; i++) largest = Math.Max(largest, values[i]);
        return largest;
    }

    /// <summary>The largest value of each row's window: the front of a falling queue, as both ends of windows only move forward.</summary>
    public double[] Largest(double[] values)
    {
        var n = values.Length;
        var (largest, queue, head, tail, next) = (new double[n], new int[n], 0, 0, 0);
        for (var i = 0; i < n; i++)
        {
            for (; next < to[i]; next++)
            {
                while (tail > head && values[queue[tail - 1]] <= values[next]) tail--;
                queue[tail++] = next;
            }

            while (queue[head] < from[i]) head++;
            largest[i] = values[queue[head]];
        }

        return largest;
    }
}
