namespace OceanML.Formats.NetCdf.Chunks;

/// <summary>Reads hyperslabs of a chunked variable by inflating its chunks here, on the threads of the file.</summary>
internal sealed class ChunkedVariable
{
    private const int LeastBytes = 1 << 18;
    private const int DecodedTogether = 1024;

    private readonly NetCdfVariable variable;
    private readonly NetCdfSource source;
    private readonly ChunkedDataset dataset;

    private ChunkedVariable(NetCdfVariable variable, NetCdfSource source, ChunkedDataset dataset) =>
        (this.variable, this.source, this.dataset) = (variable, source, dataset);

    /// <summary>How the variable is cut into chunks.</summary>
    public ChunkGrid Grid => dataset.Grid;

    /// <summary>Opens a variable; null where only libnetcdf can read it.</summary>
    public static ChunkedVariable? Open(NetCdfVariable variable, NetCdfSource source)
    {
        if (!variable.Storage.IsChunked || source.Handle.Hdf5 is not { } file) return null;
        ChunkedDataset? dataset = null;
        source.Run(() => dataset = ChunkedDataset.Open(file, variable));
        return dataset is null ? null : new ChunkedVariable(variable, source, dataset);
    }

    /// <summary>Inflates chunks, each once, and hands them out in any order.</summary>
    /// <param name="numbers">Their numbers in the grid.</param>
    /// <param name="use">Takes the values.</param>
    /// <exception cref="InvalidDataException">A chunk is damaged; libnetcdf has the last word on it.</exception>
    public void ForEach(long[] numbers, ChunkReader.Use use) => ChunkReader.ForEach(dataset, numbers, source.Threads, source.Run, use);

    /// <summary>Whether to read a hyperslab here: small parts of large chunks are better left to libnetcdf, which keeps the chunks it has inflated.</summary>
    public bool Pays(NetCdfSlab slab) =>
        slab.IsDense && slab.Count * variable.Type.Size() >= LeastBytes && slab.IsInside(variable)
        && Grid.CountTouched(slab.Starts, slab.Counts) * Grid.Elements <= 2 * slab.Count;

    /// <summary>Reads the stored bytes of a hyperslab, in memory order of the machine; false where a chunk is damaged.</summary>
    public unsafe bool TryRead(NetCdfSlab slab, Span<byte> target)
    {
        fixed (byte* pointer = target)
        {
            var (address, length) = ((nint)pointer, target.Length);
            return TryRead(slab, (values, inChunk, inSlab, count) =>
                values.Copy(inChunk, new Span<byte>((byte*)address, length).Slice(checked((int)inSlab * values.Size), count * values.Size)));
        }
    }

    /// <summary>Reads a hyperslab as doubles: every thread decodes what it has inflated while it is in its cache. False where a chunk is damaged.</summary>
    public unsafe bool TryRead(NetCdfSlab slab, Span<double> target, NetCdfDecoding decoding)
    {
        fixed (double* pointer = target)
        {
            var (address, length) = ((nint)pointer, target.Length);
            return TryRead(slab, (values, inChunk, inSlab, count) =>
            {
                Span<byte> raw = stackalloc byte[DecodedTogether * sizeof(double)];
                for (var done = 0; done < count; done += DecodedTogether)
                {
                    var part = Math.Min(DecodedTogether, count - done);
                    var stored = raw[..(part * values.Size)];
                    values.Copy(inChunk + done, stored);
                    variable.Decode(stored, new Span<double>((double*)address, length).Slice((int)inSlab + done, part), decoding);
                }
            });
        }
    }

    private bool TryRead(NetCdfSlab slab, Action<ChunkValues, long, long, int> take)
    {
        var numbers = Grid.Touched(slab.Starts, slab.Counts);
        try
        {
            ForEach(numbers, (position, values) =>
            {
                ChunkRuns.ForEach(Grid, numbers[position], slab.Starts, slab.Counts, (inChunk, inSlab, count) => take(values, inChunk, inSlab, count));
                return false;
            });
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
