namespace OceanML.Formats.NetCdf.Chunks;

/// <summary>The part of a hyperslab that lies in one chunk, as runs of values that are neighbours in both.</summary>
internal static class ChunkRuns
{
    /// <summary>Takes a run.</summary>
    /// <param name="inChunk">First value, counted within the chunk.</param>
    /// <param name="inSlab">First value, counted within the hyperslab.</param>
    /// <param name="count">Number of values.</param>
    public delegate void Take(long inChunk, long inSlab, int count);

    /// <summary>Goes through the runs of a chunk.</summary>
    /// <param name="grid">How the variable is cut into chunks.</param>
    /// <param name="number">Number of the chunk.</param>
    /// <param name="starts">First index of the hyperslab along each dimension.</param>
    /// <param name="counts">Number of values along each dimension.</param>
    /// <param name="take">Takes each run.</param>
    public static void ForEach(ChunkGrid grid, long number, IReadOnlyList<long> starts, IReadOnlyList<long> counts, Take take)
    {
        var rank = grid.Rank;
        var (corner, first, length, stride) = (new long[rank], new long[rank], new long[rank], new long[rank]);
        grid.Start(number, corner);
        var step = 1L;
        for (var axis = rank - 1; axis >= 0; axis--)
        {
            first[axis] = Math.Max(corner[axis], starts[axis]);
            length[axis] = Math.Min(corner[axis] + grid.Chunk[axis], starts[axis] + counts[axis]) - first[axis];
            if (length[axis] <= 0) return;
            stride[axis] = step;
            step *= counts[axis];
        }

        // Whole rows of both are one run together.
        var inner = rank - 1;
        var run = length[inner];
        while (inner > 0 && length[inner] == grid.Chunk[inner] && length[inner] == counts[inner]) run *= length[--inner];
        var (inChunk, inSlab) = (0L, 0L);
        for (var axis = 0; axis < rank; axis++)
        {
            inChunk += (first[axis] - corner[axis]) * grid.Strides[axis];
            inSlab += (first[axis] - starts[axis]) * stride[axis];
        }

        var at = new long[rank];
        for (var more = true; more;)
        {
            take(inChunk, inSlab, checked((int)run));
            more = false;
            for (var axis = inner - 1; axis >= 0 && !more; axis--)
            {
                if (++at[axis] < length[axis])
                {
                    inChunk += grid.Strides[axis];
                    inSlab += stride[axis];
                    more = true;
                }
                else
                {
                    inChunk -= (length[axis] - 1) * grid.Strides[axis];
                    inSlab -= (length[axis] - 1) * stride[axis];
                    at[axis] = 0;
                }
            }
        }
    }
}
