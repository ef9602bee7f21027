using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Fields;

/// <summary>
/// Reads the same pixels at many consecutive times as one hyperslab: the way to read of a variable that is not chunked, where a tile round a pixel
/// would be read at each time, and of a server, where each read is a request.
/// </summary>
internal static class SeriesSlabs
{
    private const int LeastRun = 4;
    private const int MostPixels = 1 << 14;

    /// <summary>Whether the windows are runs of one rectangle at consecutive times, and the variable is better read that way.</summary>
    public static bool Pays(FieldLayout layout, ReadOnlySpan<FieldWindow> windows, bool isRemote)
    {
        if (isRemote) return true;
        if (layout.Variable.Storage.IsChunked || layout.TimeAxis < 0) return false;
        for (var at = 0; at < windows.Length;)
        {
            var run = Run(windows[at..]);
            if (run < LeastRun || windows[at].Pixels > MostPixels) return false;
            at += run;
        }

        return windows.Length > 0;
    }

    /// <summary>Reads the windows, run by run.</summary>
    public static void Read(FieldLayout layout, ReadOnlySpan<FieldWindow> windows, Span<double> values) =>
        Read(layout, windows, layout.Bands, values, (slab, into) => layout.Variable.ReadDoubles(slab, into));

    /// <summary>Reads the windows of a flag variable, run by run.</summary>
    public static void ReadFlags(FieldLayout layout, ReadOnlySpan<FieldWindow> windows, Span<ulong> values) =>
        Read(layout, windows, 1, values, layout.Variable.ReadBits);

    private delegate void ReadSlab<T>(NetCdfSlab slab, Span<T> into);

    private static void Read<T>(FieldLayout layout, ReadOnlySpan<FieldWindow> windows, int bands, Span<T> values, ReadSlab<T> read)
    {
        for (var at = 0; at < windows.Length;)
        {
            var run = layout.TimeAxis < 0 ? 1 : Run(windows[at..]);
            var count = run * windows[at].Pixels;
            ReadRun(layout, windows[at], run, bands, values[..count], read);
            values = values[count..];
            at += run;
        }
    }

    private static int Run(ReadOnlySpan<FieldWindow> windows)
    {
        var run = 1;
        while (run < windows.Length && windows[run] == windows[0] with { Time = windows[0].Time + run }) run++;
        return run;
    }

    private static void ReadRun<T>(FieldLayout layout, FieldWindow first, int times, int bands, Span<T> values, ReadSlab<T> read)
    {
        var rank = layout.Variable.Dimensions.Count;
        var (start, counts) = (new long[rank], new long[rank]);
        layout.Start(first, bands, start);
        Array.Fill(counts, 1);
        (counts[layout.RowAxis], counts[layout.ColumnAxis]) = (first.Rows, first.Columns);
        if (layout.TimeAxis >= 0) counts[layout.TimeAxis] = times;
        var slab = new NetCdfSlab(start, counts);
        if (layout.TimeAxis < layout.RowAxis && layout.RowAxis < layout.ColumnAxis)
        {
            read(slab, values);
            return;
        }

        // In another order of the dimensions, e.g. longitude before latitude.
        var stored = new T[values.Length];
        read(slab, stored);
        var strides = new long[rank];
        for (var (axis, stride) = (rank - 1, 1L); axis >= 0; stride *= counts[axis--]) strides[axis] = stride;
        var timeStride = layout.TimeAxis >= 0 ? strides[layout.TimeAxis] : 0;
        var at = 0;
        for (var time = 0; time < times; time++)
        {
            for (var row = 0; row < first.Rows; row++)
            {
                for (var column = 0; column < first.Columns; column++)
                    values[at++] = stored[(time * timeStride) + (row * strides[layout.RowAxis]) + (column * strides[layout.ColumnAxis])];
            }
        }
    }
}
