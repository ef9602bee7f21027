using System.Buffers;
using System.Collections.Concurrent;
using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.NetCdf.Chunks;

namespace OceanML.Formats.Fields;

/// <summary>
/// Reads windows of variables through whole storage chunks: each chunk that the windows touch is inflated once, several at a time on the
/// threads of the file, and only the pixels asked for are put together from it.
/// </summary>
/// <param name="budget">Bytes of chunks kept in memory between reads.</param>
internal sealed class TileReader(long budget) : IDisposable
{
    private const int MostTogether = 1024;

    private readonly TileCache cache = new(budget);
    private readonly ConcurrentDictionary<NetCdfVariable, ChunkGrid> grids = [];

    /// <summary>Takes the stored values of a run of pixels, on any thread.</summary>
    /// <param name="stored">Their bytes, in memory order of the machine; valid until the call returns.</param>
    /// <param name="at">Place of the first pixel among those of all windows.</param>
    public delegate void Take(ReadOnlySpan<byte> stored, int at);

    /// <summary>Number of tiles read from the file so far.</summary>
    public long TilesRead => cache.TilesRead;

    /// <summary>Reads windows.</summary>
    /// <param name="layout">The variable.</param>
    /// <param name="windows">The windows, all inside the field.</param>
    /// <param name="bandCount">Number of bands; 1 where the windows' bands do not count.</param>
    /// <param name="take">Takes the pixels, of the first window first, row-major.</param>
    public void Read(FieldLayout layout, ReadOnlySpan<FieldWindow> windows, int bandCount, Take take)
    {
        var variable = layout.Variable;
        var grid = grids.GetOrAdd(variable, _ => new ChunkGrid([.. variable.Dimensions.Select(dimension => dimension.Length)], layout.TileLengths()));
        var pieces = new TilePieces(layout, grid, windows, bandCount);
        var all = windows.ToArray();
        var absent = new List<int>();
        for (var i = 0; i < pieces.Count; i++)
        {
            if (cache.Acquire(variable, pieces.Number(i)) is not { } tile)
            {
                absent.Add(i);
                continue;
            }

            Copy(tile, i);
            cache.Release(tile);
        }

        // A chunk is kept for what may be asked next: other bands or times in it, or the neighbours of a lone small window.
        var planes = grid.Elements > grid.Chunk[layout.RowAxis] * grid.Chunk[layout.ColumnAxis];
        var keep = planes || (all.Length == 1 && all[0].Pixels < grid.Elements);
        if (absent.Count > 0 && !TryInflate()) ReadPlain();

        bool TryInflate()
        {
            if (variable.Chunks is not { } chunks) return false;
            try
            {
                chunks.ForEach([.. absent.Select(pieces.Number)], (position, values) => Use(absent[position], values, grid.Chunk));
                return true;
            }
            catch (InvalidDataException)
            {
                // libnetcdf has the last word on what is damaged, and the words for it.
                return false;
            }
        }

        void ReadPlain()
        {
            foreach (var i in absent)
            {
                var corner = new long[grid.Rank];
                grid.Start(pieces.Number(i), corner);
                long[] lengths = [.. corner.Select((first, axis) => Math.Min(grid.Chunk[axis], variable.Dimensions[axis].Length - first))];
                var slab = new NetCdfSlab(corner, lengths);
                var size = variable.Type.Size();
                var bytes = ArrayPool<byte>.Shared.Rent(checked((int)(slab.Count * size)));
                variable.ReadStored(slab, bytes.AsSpan(0, (int)slab.Count * size));
                if (!Use(i, new ChunkValues(bytes, (int)slab.Count * size, size), lengths)) ArrayPool<byte>.Shared.Return(bytes);
            }
        }

        bool Use(int piece, ChunkValues values, long[] lengths)
        {
            var corner = new long[grid.Rank];
            grid.Start(pieces.Number(piece), corner);
            var tile = new Tile(pieces.Number(piece), corner, lengths, values);
            cache.Count();
            Copy(tile, piece);
            return keep && cache.Keep(variable, tile);
        }

        void Copy(Tile tile, int piece)
        {
            var start = new long[grid.Rank];
            foreach (var window in pieces.Windows(piece))
            {
                layout.Start(all[window], bandCount, start);
                CopyWindow(layout, tile, start, all[window], pieces.Offsets[window], take);
            }
        }
    }

    /// <summary>Lets all chunks in memory go.</summary>
    public void Dispose() => cache.Dispose();

    private static void CopyWindow(FieldLayout layout, Tile tile, long[] start, FieldWindow window, int offset, Take take)
    {
        var first = 0L;
        for (var axis = 0; axis < start.Length; axis++)
        {
            if (axis != layout.RowAxis && axis != layout.ColumnAxis) first += (start[axis] - tile.Corner[axis]) * tile.Strides[axis];
        }

        var (tileRow, tileColumn) = ((int)tile.Corner[layout.RowAxis], (int)tile.Corner[layout.ColumnAxis]);
        var (rowStride, columnStride) = (tile.Strides[layout.RowAxis], tile.Strides[layout.ColumnAxis]);
        var firstColumn = Math.Max(window.Column, tileColumn);
        var width = (int)Math.Min(window.Column + window.Columns, tileColumn + tile.Lengths[layout.ColumnAxis]) - firstColumn;
        var lastRow = (int)Math.Min(window.Row + window.Rows, tileRow + tile.Lengths[layout.RowAxis]);
        var size = tile.Values.Size;
        Span<byte> buffer = stackalloc byte[Math.Min(width, MostTogether) * size];
        for (var row = Math.Max(window.Row, tileRow); row < lastRow; row++)
        {
            for (var done = 0; done < width; done += MostTogether)
            {
                var stored = buffer[..(Math.Min(MostTogether, width - done) * size)];
                var from = first + ((row - tileRow) * rowStride) + ((firstColumn + done - tileColumn) * columnStride);
                if (columnStride == 1) tile.Values.Copy(from, stored);
                else for (var i = 0; i < stored.Length; i += size, from += columnStride) tile.Values.Copy(from, stored.Slice(i, size));
                take(stored, offset + ((row - window.Row) * window.Columns) + firstColumn + done - window.Column);
            }
        }
    }
}
