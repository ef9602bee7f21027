namespace OceanML.Formats.NetCdf.Chunks;

/// <summary>How a variable is cut into chunks. Chunks are numbered row-major, as they lie in index space.</summary>
internal sealed class ChunkGrid
{
    private readonly long[] lengths;
    private readonly long[] across;

    /// <summary>The grid of a variable.</summary>
    /// <param name="lengths">Lengths of its dimensions.</param>
    /// <param name="chunk">Lengths of a chunk.</param>
    public ChunkGrid(long[] lengths, long[] chunk)
    {
        (this.lengths, Chunk) = (lengths, chunk);
        across = new long[lengths.Length];
        Strides = new long[lengths.Length];
        Elements = 1;
        for (var axis = lengths.Length - 1; axis >= 0; axis--)
        {
            across[axis] = (lengths[axis] + chunk[axis] - 1) / chunk[axis];
            Strides[axis] = Elements;
            Elements *= chunk[axis];
        }
    }

    /// <summary>Lengths of a chunk along each dimension; chunks at the end have the same length and reach beyond the variable.</summary>
    public long[] Chunk { get; }

    /// <summary>Values between neighbours along each dimension within a chunk.</summary>
    public long[] Strides { get; }

    /// <summary>Values of a chunk.</summary>
    public long Elements { get; }

    /// <summary>Number of dimensions.</summary>
    public int Rank => lengths.Length;

    /// <summary>The number of the chunk that holds a value.</summary>
    public long NumberOf(ReadOnlySpan<long> index)
    {
        var number = 0L;
        for (var axis = 0; axis < across.Length; axis++) number = (number * across[axis]) + (index[axis] / Chunk[axis]);
        return number;
    }

    /// <summary>Index of the first value of a chunk along each dimension.</summary>
    public void Start(long number, Span<long> start)
    {
        for (var axis = across.Length - 1; axis >= 0; axis--)
        {
            (number, var along) = Math.DivRem(number, across[axis]);
            start[axis] = along * Chunk[axis];
        }
    }

    /// <summary>How many chunks a hyperslab touches.</summary>
    public long CountTouched(IReadOnlyList<long> starts, IReadOnlyList<long> counts)
    {
        var product = 1L;
        for (var axis = 0; axis < across.Length; axis++)
            product *= counts[axis] == 0 ? 0 : ((starts[axis] + counts[axis] - 1) / Chunk[axis]) - (starts[axis] / Chunk[axis]) + 1;
        return product;
    }

    /// <summary>The numbers of the chunks that a hyperslab touches, in order.</summary>
    public long[] Touched(IReadOnlyList<long> starts, IReadOnlyList<long> counts)
    {
        long[] numbers = [0];
        for (var axis = 0; axis < across.Length; axis++)
        {
            if (counts[axis] == 0) return [];
            var (first, last) = (starts[axis] / Chunk[axis], (starts[axis] + counts[axis] - 1) / Chunk[axis]);
            var wider = new long[checked(numbers.Length * (last - first + 1))];
            var at = 0;
            foreach (var number in numbers)
            {
                for (var along = first; along <= last; along++) wider[at++] = (number * across[axis]) + along;
            }

            numbers = wider;
        }

        return numbers;
    }
}
