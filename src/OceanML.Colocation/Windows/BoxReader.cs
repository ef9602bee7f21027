using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>
/// Reads boxes of pixels that lie near each other in a field: together as one rectangle where that is cheaper than one by one, so that a
/// stored chunk is decompressed once. Pixels beyond the edges keep what the caller filled in.
/// </summary>
internal static class BoxReader
{
    // What a separate read costs, in pixels of a larger one: a call into the file library, a look-up in its chunk cache.
    private const long SeparateRead = 4096;

    private const long LargestRectangle = 1 << 24;

    /// <summary>Reads a window of the field.</summary>
    public delegate void WindowReader<T>(FieldWindow window, Span<T> values);

    /// <summary>Reads the boxes, all of one time step, into consecutive blocks of values.</summary>
    /// <param name="boxes">The boxes; their time steps are equal.</param>
    /// <param name="band">Band to read.</param>
    /// <param name="rows">Rows of the field.</param>
    /// <param name="columns">Columns of the field.</param>
    /// <param name="period">Columns after which the field repeats itself; 0 where it does not.</param>
    /// <param name="read">Reads a window of the field.</param>
    /// <param name="values">Receives the pixels.</param>
    public static void Read<T>(ReadOnlySpan<PixelBox> boxes, int band, int rows, int columns, int period, WindowReader<T> read, Span<T> values)
    {
        int top = int.MaxValue, bottom = -1, left = int.MaxValue, right = -1, together = 0;
        foreach (var box in boxes)
        {
            if (!box.IsContiguous(rows, columns)) continue;
            together++;
            (top, bottom) = (Math.Min(top, box.Row), Math.Max(bottom, box.Row + box.Rows));
            (left, right) = (Math.Min(left, box.Column), Math.Max(right, box.Column + box.Columns));
        }

        var area = (long)(bottom - top) * (right - left);
        T[]? rectangle = null;
        if (together > 1 && area <= LargestRectangle && area <= together * SeparateRead)
        {
            rectangle = new T[area];
            read(new FieldWindow(boxes[0].Time, band, top, left, bottom - top, right - left), rectangle);
        }

        var at = 0;
        foreach (var box in boxes)
        {
            var target = values.Slice(at, box.Pixels);
            at += box.Pixels;
            if (!box.IsContiguous(rows, columns))
            {
                ReadPieces(box, band, rows, columns, period, read, target);
            }
            else if (rectangle is null)
            {
                read(new FieldWindow(box.Time, band, box.Row, box.Column, box.Rows, box.Columns), target);
            }
            else
            {
                for (var row = 0; row < box.Rows; row++)
                {
                    var from = ((box.Row - top + row) * (right - left)) + box.Column - left;
                    rectangle.AsSpan(from, box.Columns).CopyTo(target[(row * box.Columns)..]);
                }
            }
        }
    }

    // A box over an edge or over the seam of a cyclic grid: one read per run of neighbouring columns.
    private static void ReadPieces<T>(PixelBox box, int band, int rows, int columns, int period, WindowReader<T> read, Span<T> target)
    {
        var firstRow = Math.Max(0, box.Row);
        var rowCount = Math.Min(rows, box.Row + box.Rows) - firstRow;
        if (rowCount <= 0) return;
        var piece = new T[rowCount * box.Columns];
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
            read(new FieldWindow(box.Time, band, firstRow, column, rowCount, width), piece.AsSpan(0, rowCount * width));
            for (var row = 0; row < rowCount; row++)
                piece.AsSpan(row * width, width).CopyTo(target[(((firstRow - box.Row + row) * box.Columns) + start)..]);
            start += width;
        }
    }

    private static int Source(int column, int columns, int period)
    {
        if (period > 0) return ((column % period) + period) % period;
        return column >= 0 && column < columns ? column : -1;
    }
}
