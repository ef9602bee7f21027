namespace OceanML.Learning;

/// <summary>Some rows, feature by feature, and the Shapley values gathered for them.</summary>
internal sealed class ShapleyBlock(int width, int capacity)
{
    /// <summary>Rows there is room for.</summary>
    public int Capacity => capacity;

    /// <summary>Number of rows held.</summary>
    public int Count { get; private set; }

    /// <summary>[features, capacity].</summary>
    public double[] Features { get; } = new double[width * capacity];

    /// <summary>[features, capacity].</summary>
    public double[] Values { get; } = new double[width * capacity];

    /// <summary>Room for which conditions of a path each row meets.</summary>
    public ulong[] Met { get; } = new ulong[capacity];

    /// <summary>Reads rows and forgets the values gathered.</summary>
    public void Take(float[] rows, ReadOnlySpan<int> chosen)
    {
        Count = chosen.Length;
        Array.Clear(Values);
        for (var i = 0; i < chosen.Length; i++)
        {
            var row = rows.AsSpan(chosen[i] * width, width);
            for (var f = 0; f < row.Length; f++) Features[f * capacity + i] = row[f];
        }
    }

    /// <summary>Adds the values gathered to [rows, features].</summary>
    public void AddTo(Span<double> values)
    {
        for (var i = 0; i < Count; i++)
        {
            var row = values.Slice(i * width, width);
            for (var f = 0; f < row.Length; f++) row[f] += Values[f * capacity + i];
        }
    }
}
