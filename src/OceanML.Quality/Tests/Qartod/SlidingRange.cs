namespace OceanML.Quality;

/// <summary>
/// Smallest and largest value in a window that moves along a series. Each value enters and leaves a queue of candidates once, so that the
/// length of the window does not matter; missing ones do not count.
/// </summary>
internal ref struct SlidingRange(ReadOnlySpan<double> values)
{
    private readonly ReadOnlySpan<double> values = values;
    private IndexQueue least = new();
    private IndexQueue most = new();

    /// <summary>Index of the first value of the window.</summary>
    public int First { get; private set; }

    /// <summary>Number of values present in the window.</summary>
    public int Count { get; private set; }

    /// <summary>Largest less smallest value; NaN where the window is empty.</summary>
    public readonly double Range => Count == 0 ? double.NaN : values[most.First] - values[least.First];

    /// <summary>Takes in the value at an index, the one after the last taken in.</summary>
    public void Add(int index)
    {
        var value = values[index];
        if (double.IsNaN(value)) return;
        Count++;
        while (least.Count > 0 && values[least.Last] >= value) least.RemoveLast();
        least.Add(index);
        while (most.Count > 0 && values[most.Last] <= value) most.RemoveLast();
        most.Add(index);
    }

    /// <summary>Drops the first value.</summary>
    public void RemoveFirst()
    {
        var index = First++;
        if (double.IsNaN(values[index])) return;
        Count--;
        if (least.First == index) least.RemoveFirst();
        if (most.First == index) most.RemoveFirst();
    }

    /// <summary>A queue of indices in a ring that grows.</summary>
    private struct IndexQueue()
    {
        private int[] ring = new int[16];
        private int head;

        public int Count { get; private set; }

        public readonly int First => ring[head & (ring.Length - 1)];

        public readonly int Last => ring[(head + Count - 1) & (ring.Length - 1)];

        public void Add(int index)
        {
            if (Count == ring.Length) Grow();
            ring[(head + Count++) & (ring.Length - 1)] = index;
        }

        public void RemoveFirst() => (head, Count) = (head + 1, Count - 1);

        public void RemoveLast() => Count--;

        private void Grow()
        {
            var larger = new int[ring.Length * 2];
            for (var i = 0; i < Count; i++) larger[i] = ring[(head + i) & (ring.Length - 1)];
            (ring, head) = (larger, 0);
        }
    }
}
