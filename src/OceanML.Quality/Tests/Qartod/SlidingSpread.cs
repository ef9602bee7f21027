namespace OceanML.Quality;

/// <summary>Mean square of the values in a window that moves along a series: values enter at its end and leave at its beginning, missing ones do not count.</summary>
internal ref struct SlidingSpread(ReadOnlySpan<double> values)
{
    // Sums over a long window lose digits with every step; after so many they are made anew.
    private const int Renewal = 4096;

    private readonly ReadOnlySpan<double> values = values;
    private double origin;
    private double sum;
    private double squares;
    private int end;
    private int steps;

    /// <summary>Index of the first value of the window.</summary>
    public int First { get; private set; }

    /// <summary>Number of values present in the window.</summary>
    public int Count { get; private set; }

    /// <summary>Population standard deviation (divided by n); NaN where the window is empty.</summary>
    public readonly double StandardDeviation =>
        Count == 0 ? double.NaN : Math.Sqrt(Math.Max(0, (squares / Count) - (sum / Count * (sum / Count))));

    /// <summary>Takes in the value at an index, the one after the last taken in.</summary>
    public void Add(int index)
    {
        end = index + 1;
        var value = values[index];
        if (double.IsNaN(value)) return;
        if (Count == 0) (origin, sum, squares) = (value, 0, 0);
        Count++;
        sum += value - origin;
        squares += (value - origin) * (value - origin);
        Renew();
    }

    /// <summary>Drops the first value.</summary>
    public void RemoveFirst()
    {
        var value = values[First++];
        if (double.IsNaN(value)) return;
        Count--;
        sum -= value - origin;
        squares -= (value - origin) * (value - origin);
        Renew();
    }

    private void Renew()
    {
        if (++steps < Math.Max(Renewal, end - First)) return;
        steps = 0;
        if (Count == 0) return;
        origin += sum / Count;
        (sum, squares) = (0, 0);
        for (var i = First; i < end; i++)
        {
            var value = values[i];
            if (double.IsNaN(value)) continue;
            sum += value - origin;
            squares += (value - origin) * (value - origin);
        }
    }
}
