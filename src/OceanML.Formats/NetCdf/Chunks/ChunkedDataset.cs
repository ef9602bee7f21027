using OceanML.Formats.Native;

namespace OceanML.Formats.NetCdf.Chunks;

/// <summary>
/// A chunked variable of a netCDF-4 file whose chunks are inflated here instead of in libnetcdf: on several threads, only those that are
/// needed, and with the faster zlib of .NET. The stored bytes come from the HDF5 library, on its thread.
/// </summary>
internal sealed unsafe class ChunkedDataset
{
    private const long LargestChunk = 1L << 28;

    private readonly long dataset;
    private readonly byte[] fill;
    private readonly bool isSwapped;
    private readonly ChunkFilters filters;
    private readonly int size;

    private ChunkedDataset(long dataset, ChunkGrid grid, ChunkFilters filters, int size, bool isSwapped, byte[] fill)
    {
        (this.dataset, Grid, this.filters, this.size, this.isSwapped, this.fill) = (dataset, grid, filters, size, isSwapped, fill);
        ChunkBytes = (int)grid.Elements * size;
    }

    /// <summary>How the variable is cut into chunks.</summary>
    public ChunkGrid Grid { get; }

    /// <summary>Bytes of a chunk.</summary>
    public int ChunkBytes { get; }

    /// <summary>Opens a variable; null where only libnetcdf can read it: other filters, other types, other lengths. Runs on the thread of the library.</summary>
    public static ChunkedDataset? Open(Hdf5File file, NetCdfVariable variable)
    {
        if (Hdf5Types.Of(variable.Type) is not var (little, big)) return null;
        var (group, name) = (variable.Group.Path.Length == 0 ? "/" : $"/{variable.Group.Path}/", variable.Name);

        // libnetcdf stores a variable under this name when a dimension has its name and it is not the coordinate of that dimension.
        var other = $"{group}_nc4_non_coord_{name}";
        var dataset = file.OpenDataset(file.Exists(other) ? other : group + name);
        if (dataset < 0) return null;
        var type = Hdf5Native.H5Dget_type(dataset);
        var list = Hdf5Native.H5Dget_create_plist(dataset);
        try
        {
            var isSwapped = Hdf5Native.H5Tequal(type, BitConverter.IsLittleEndian ? big : little) > 0;
            if (!isSwapped && Hdf5Native.H5Tequal(type, BitConverter.IsLittleEndian ? little : big) <= 0) return null;
            long[] lengths = [.. variable.Dimensions.Select(dimension => dimension.Length)];
            if (!HasLengths(dataset, lengths) || ChunkLengths(list, lengths.Length) is not { } chunk) return null;
            var (size, bytes) = (variable.Type.Size(), chunk.Aggregate((long)variable.Type.Size(), (product, length) => product * length));
            if (bytes > LargestChunk || Filters(list, size) is not { } numbers || ChunkFilters.Of(numbers, (int)bytes) is not { } filters) return null;
            if (Fill(list, type, size) is not { } fill) return null;
            return new ChunkedDataset(dataset, new ChunkGrid(lengths, chunk), filters, size, isSwapped, fill);
        }
        finally
        {
            _ = Hdf5Native.H5Pclose(list);
            _ = Hdf5Native.H5Tclose(type);
        }
    }

    /// <summary>Reads the stored bytes of a chunk. Runs on the thread of the library.</summary>
    /// <param name="number">Number of the chunk in the grid.</param>
    /// <param name="into">Receives them.</param>
    /// <exception cref="InvalidDataException">The library cannot read them.</exception>
    public void ReadStored(long number, StoredChunk into)
    {
        Span<long> start = stackalloc long[Hdf5Native.MaxRank];
        Grid.Start(number, start);
        fixed (long* offset = start)
        {
            var status = Hdf5Native.H5Dget_chunk_storage_size(dataset, (ulong*)offset, out var length);
            var mask = 0u;
            if (status >= 0 && length > 0)
            {
                // Deflate makes nothing this much longer: the index is damaged.
                if (length > (2 * (ulong)ChunkBytes) + 1024) throw new InvalidDataException("a chunk of an impossible length");
                into.Prepare(number, length);
                fixed (byte* bytes = into.Bytes) status = Hdf5Native.H5Dread_chunk(dataset, 0, (ulong*)offset, out mask, bytes);
            }

            if (status < 0 && !Hdf5Native.IsUnwritten()) throw new InvalidDataException("a chunk that cannot be read");
            if (status < 0 || length == 0) into.Prepare(number, 0);
            into.FilterMask = mask;
        }
    }

    /// <summary>Inflates a chunk; one that was never written holds the fill value.</summary>
    /// <param name="stored">Its stored bytes.</param>
    /// <param name="target">Receives the bytes of the chunk; may be longer.</param>
    /// <exception cref="InvalidDataException">The stored bytes are damaged.</exception>
    public ChunkValues Inflate(StoredChunk stored, byte[] target)
    {
        var shuffled = false;
        if (stored.Length > 0) shuffled = filters.Undo(stored.Bytes, 0, stored.Length, stored.FilterMask, target.AsSpan(0, ChunkBytes));
        else for (var i = 0; i < ChunkBytes; i += size) fill.CopyTo(target, i);
        return new ChunkValues(target, ChunkBytes, size, shuffled, isSwapped);
    }

    // The lengths of a dataset are less than those of its dimensions where another variable has made an unlimited dimension longer.
    private static bool HasLengths(long dataset, long[] lengths)
    {
        var space = Hdf5Native.H5Dget_space(dataset);
        var found = stackalloc ulong[Hdf5Native.MaxRank];
        var same = Hdf5Native.H5Sget_simple_extent_ndims(space) == lengths.Length && Hdf5Native.H5Sget_simple_extent_dims(space, found, null) >= 0;
        for (var axis = 0; same && axis < lengths.Length; axis++) same = found[axis] == (ulong)lengths[axis];
        _ = Hdf5Native.H5Sclose(space);
        return same;
    }

    private static long[]? ChunkLengths(long list, int rank)
    {
        var lengths = stackalloc ulong[Hdf5Native.MaxRank];
        if (rank == 0 || Hdf5Native.H5Pget_layout(list) != Hdf5Native.Chunked || Hdf5Native.H5Pget_chunk(list, Hdf5Native.MaxRank, lengths) != rank) return null;

        // An option of HDF5 1.10 leaves the chunks at the edges unfiltered.
        if (Hdf5Native.H5Pget_chunk_opts(list, out var options) < 0 || options != 0) return null;
        var chunk = new long[rank];
        for (var axis = 0; axis < rank; axis++) chunk[axis] = (long)lengths[axis];
        return chunk;
    }

    private static int[]? Filters(long list, int size)
    {
        var filters = new int[Math.Max(0, Hdf5Native.H5Pget_nfilters(list))];
        var values = stackalloc uint[8];
        for (var i = 0; i < filters.Length; i++)
        {
            nuint count = 8;
            filters[i] = Hdf5Native.H5Pget_filter2(list, (uint)i, out _, ref count, values, 0, null, out _);
            if (filters[i] == Hdf5Native.FilterShuffle && (count < 1 || values[0] != size)) return null;
        }

        return filters;
    }

    private static byte[]? Fill(long list, long type, int size)
    {
        if (Hdf5Native.H5Pfill_value_defined(list, out var status) < 0 || status == Hdf5Native.FillUndefined) return null;
        var fill = new byte[size];
        fixed (byte* pointer = fill) return Hdf5Native.H5Pget_fill_value(list, type, pointer) < 0 ? null : fill;
    }
}
