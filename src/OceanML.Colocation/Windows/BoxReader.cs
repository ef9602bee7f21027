using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>
/// Reads the pixels of some boxes from a field, all boxes at once, so that the field can decompress each stored chunk once. Pixels beyond the edges keep
/// what the caller filled in.
/// </summary>
internal sealed class BoxReader
{
    private readonly List<Piece> pieces = [];
    private readonly int pieceSize;

    /// <summary>Prepares some boxes.</summary>
    /// <param name="boxes">The boxes.</param>
    /// <param name="rows">Rows of the field.</param>
    /// <param name="columns">Columns of the field.</param>
    /// <param name="period">Columns after which the field repeats itself; 0 where it does not.</param>
    public BoxReader(ReadOnlySpan<PixelBox> boxes, int rows, int columns, int period)
    {
        pieces.EnsureCapacity(boxes.Length);
        foreach (var box in boxes)
        {
            if (box.IsContiguous(rows, columns)) pieces.Add(new Piece(new FieldWindow(box.Time, 0, box.Row, box.Column, box.Rows, box.Columns), Pixels, box.Columns));
            else AddPieces(box, rows, columns, period);
            Pixels += box.Pixels;
        }

        foreach (var piece in pieces) pieceSize += piece.Window.Pixels;
    }

    /// <summary>Pixels of all boxes together.</summary>
    public int Pixels { get; }

    /// <summary>Reads bands of a variable: one block of <see cref="Pixels"/> values per band, box after box, each row-major.</summary>
    public void Read(IField field, string variable, ReadOnlySpan<int> bands, Span<double> values)
    {
        var raw = new double[pieceSize * bands.Length];
        field.ReadWindows(variable, Windows(bands), raw);
        for (var band = 0; band < bands.Length; band++) Scatter<double>(raw.AsSpan(band * pieceSize, pieceSize), values.Slice(band * Pixels, Pixels));
    }

    /// <summary>Reads a flag variable, box after box.</summary>
    public void ReadFlags(IField field, string flags, Span<ulong> values)
    {
        var raw = new ulong[pieceSize];
        field.ReadFlagWindows(flags, Windows([0]), raw);
        Scatter<ulong>(raw, values);
    }

    private FieldWindow[] Windows(ReadOnlySpan<int> bands)
    {
        var windows = new FieldWindow[pieces.Count * bands.Length];
        var at = 0;
        foreach (var band in bands)
        {
            foreach (var piece in pieces) windows[at++] = piece.Window with { Band = band };
        }

        return windows;
    }

    private void Scatter<T>(ReadOnlySpan<T> raw, Span<T> values)
    {
        foreach (var piece in pieces)
        {
            var (rows, columns) = (piece.Window.Rows, piece.Window.Columns);
            for (var row = 0; row < rows; row++) raw.Slice(row * columns, columns).CopyTo(values[(piece.Target + (row * piece.Stride))..]);
            raw = raw[piece.Window.Pixels..];
        }
    }

    // A box over an edge or over the seam of a cyclic field: one piece per run of neighbouring columns.
    private void AddPieces(PixelBox box, int rows, int columns, int period)
    {
        var firstRow = Math.Max(0, box.Row);
        var rowCount = Math.Min(rows, box.Row + box.Rows) - firstRow;
        if (rowCount <= 0) return;
        for (var start = 0; start < box.Columns;)
        {
            var column = Source(box.Column + start, columns, period);
            if (column < 0)
            {
                start++;
                continue;
            }

            var width = 1;
            while (start + width < box.Columns && Source(box.Column + start + width, columns, period) == column + width) width++;
            pieces.Add(new Piece(
                new FieldWindow(box.Time, 0, firstRow, column, rowCount, width), Pixels + ((firstRow - box.Row) * box.Columns) + start, box.Columns));
            start += width;
        }
    }

    private static int Source(int column, int columns, int period)
    {
        if (period > 0) return ((column % period) + period) % period;
        return column >= 0 && column < columns ? column : -1;
    }

    /// <summary>A part of a box that the field has.</summary>
    /// <param name="Window">Where it is in the field.</param>
    /// <param name="Target">Where its first pixel goes.</param>
    /// <param name="Stride">Pixels from one row of the box to the next.</param>
    private readonly record struct Piece(FieldWindow Window, int Target, int Stride);
}
