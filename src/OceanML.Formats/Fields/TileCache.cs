using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Fields;

/// <summary>
/// Reads windows of variables through whole storage chunks and keeps the chunks last used, so that many small windows do not
/// inflate the same chunk again. Stored bytes are kept, not doubles: a packed chunk stays small. May be used from several threads.
/// </summary>
internal sealed class TileCache(long budget)
{
    private const int PlainTileRows = 128;
    private const int PlainTileColumns = 512;
    private const long LargestWholeChunk = 1L << 30;

    private readonly Lock gate = new();
    private readonly Dictionary<(NetCdfVariable Variable, long Index), LinkedListNode<Tile>> tiles = [];
    private readonly LinkedList<Tile> recent = new();
    private long held;

    /// <summary>Number of tiles read from the file so far.</summary>
    public long TilesRead { get; private set; }

    /// <summary>Copies the stored bytes of a window, row-major.</summary>
    /// <param name="layout">The variable.</param>
    /// <param name="start">Index of the first pixel along every dimension.</param>
    /// <param name="rows">Rows of the window.</param>
    /// <param name="columns">Columns of the window.</param>
    /// <param name="target">Receives rows x columns stored values.</param>
    public void Read(FieldLayout layout, long[] start, int rows, int columns, Span<byte> target)
    {
        var lengths = TileLengths(layout);
        var size = layout.Variable.Type.Size();
        var (rowLength, columnLength) = (lengths[layout.RowAxis], lengths[layout.ColumnAxis]);
        var (row0, column0) = (start[layout.RowAxis], start[layout.ColumnAxis]);
        var corner = (long[])start.Clone();
        for (var tileRow = row0 / rowLength; tileRow * rowLength < row0 + rows; tileRow++)
        {
            for (var tileColumn = column0 / columnLength; tileColumn * columnLength < column0 + columns; tileColumn++)
            {
                (corner[layout.RowAxis], corner[layout.ColumnAxis]) = (tileRow * rowLength, tileColumn * columnLength);
                var tile = Get(layout, lengths, corner);
                Copy(layout, tile, start, rows, columns, size, target);
            }
        }
    }

    private static void Copy(FieldLayout layout, Tile tile, long[] start, int rows, int columns, int size, Span<byte> target)
    {
        var strides = tile.Strides();
        var offset = 0L;
        for (var axis = 0; axis < start.Length; axis++)
        {
            if (axis != layout.RowAxis && axis != layout.ColumnAxis) offset += (start[axis] - tile.Start[axis]) * strides[axis];
        }

        var (tileRow, tileColumn) = (tile.Start[layout.RowAxis], tile.Start[layout.ColumnAxis]);
        var firstRow = Math.Max(start[layout.RowAxis], tileRow);
        var lastRow = Math.Min(start[layout.RowAxis] + rows, tileRow + tile.Counts[layout.RowAxis]);
        var firstColumn = Math.Max(start[layout.ColumnAxis], tileColumn);
        var lastColumn = Math.Min(start[layout.ColumnAxis] + columns, tileColumn + tile.Counts[layout.ColumnAxis]);
        var (rowStride, columnStride) = (strides[layout.RowAxis], strides[layout.ColumnAxis]);
        var width = (int)(lastColumn - firstColumn);
        for (var row = firstRow; row < lastRow; row++)
        {
            var from = (int)(offset + ((row - tileRow) * rowStride) + ((firstColumn - tileColumn) * columnStride)) * size;
            var to = (int)(((row - start[layout.RowAxis]) * columns) + firstColumn - start[layout.ColumnAxis]) * size;
            if (columnStride == 1)
            {
                tile.Bytes.AsSpan(from, width * size).CopyTo(target[to..]);
                continue;
            }

            var step = (int)columnStride * size;
            for (var i = 0; i < width; i++) tile.Bytes.AsSpan(from + (i * step), size).CopyTo(target[(to + (i * size))..]);
        }
    }

    private Tile Get(FieldLayout layout, long[] lengths, long[] inside)
    {
        var variable = layout.Variable;
        var index = 0L;
        for (var axis = 0; axis < lengths.Length; axis++)
        {
            var across = (variable.Dimensions[axis].Length + lengths[axis] - 1) / lengths[axis];
            index = (index * across) + (inside[axis] / lengths[axis]);
        }

        lock (gate)
        {
            if (tiles.TryGetValue((variable, index), out var node))
            {
                recent.Remove(node);
                recent.AddFirst(node);
                return node.Value;
            }

            var tile = Load(variable, lengths, inside, index);
            tiles[(variable, index)] = recent.AddFirst(tile);
            held += tile.Bytes.Length;
            while (held > budget && recent.Count > 1)
            {
                var last = recent.Last!.Value;
                recent.RemoveLast();
                tiles.Remove((last.Variable, last.Index));
                held -= last.Bytes.Length;
            }

            return tile;
        }
    }

    private Tile Load(NetCdfVariable variable, long[] lengths, long[] inside, long index)
    {
        var start = new long[lengths.Length];
        var counts = new long[lengths.Length];
        for (var axis = 0; axis < lengths.Length; axis++)
        {
            start[axis] = inside[axis] / lengths[axis] * lengths[axis];
            counts[axis] = Math.Min(lengths[axis], variable.Dimensions[axis].Length - start[axis]);
        }

        var slab = new NetCdfSlab(start, counts);
        var bytes = new byte[checked((int)(slab.Count * variable.Type.Size()))];
        variable.ReadStored(slab, bytes);
        TilesRead++;
        return new Tile(variable, index, start, counts, bytes);
    }

    private static long[] TileLengths(FieldLayout layout)
    {
        var variable = layout.Variable;
        if (variable.Storage is { IsChunked: true, DeflateLevel: > 0 } storage
            && storage.ChunkLengths.Aggregate((long)variable.Type.Size(), (product, length) => product * length) <= LargestWholeChunk)
            return [.. storage.ChunkLengths.Select((length, axis) => Math.Min(length, Math.Max(1, variable.Dimensions[axis].Length)))];
        var lengths = new long[variable.Dimensions.Count];
        Array.Fill(lengths, 1);
        lengths[layout.RowAxis] = Math.Min(PlainTileRows, variable.Dimensions[layout.RowAxis].Length);
        lengths[layout.ColumnAxis] = Math.Min(PlainTileColumns, variable.Dimensions[layout.ColumnAxis].Length);

        // Bands that lie innermost come with their pixel: reading them one by one would read the same disk blocks again and again.
        for (var axis = variable.Dimensions.Count - 1; axis > Math.Max(layout.RowAxis, layout.ColumnAxis); axis--)
        {
            lengths[axis] = variable.Dimensions[axis].Length;
            lengths[layout.RowAxis] = Math.Min(lengths[layout.RowAxis], 16);
            lengths[layout.ColumnAxis] = Math.Min(lengths[layout.ColumnAxis], 64);
        }

        return lengths;
    }

    private sealed record Tile(NetCdfVariable Variable, long Index, long[] Start, long[] Counts, byte[] Bytes)
    {
        public long[] Strides()
        {
            var strides = new long[Counts.Length];
            var stride = 1L;
            for (var axis = Counts.Length - 1; axis >= 0; axis--)
            {
                strides[axis] = stride;
                stride *= Counts[axis];
            }

            return strides;
        }
    }
}
