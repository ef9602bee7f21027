using System.Runtime.InteropServices;
using System.Text;

namespace OceanML.Formats.Native.DuckDb;

/// <summary>Fills a table batch by batch: for each batch set every column's rows, then <see cref="Flush"/>.</summary>
internal sealed unsafe class DuckDbAppender : IDisposable
{
    private readonly DuckDbAppenderHandle appender;
    private readonly DuckDbChunkHandle chunk;
    private byte[] utf8 = new byte[256];

    public DuckDbAppender(DuckDbConnectionHandle connection, string table, IReadOnlyList<DuckDbType> types)
    {
        var state = DuckDbNative.CreateAppender(connection, null, table, out appender);
        if (state != 0) throw new DuckDbException(Marshal.PtrToStringUTF8(DuckDbNative.AppenderError(appender)));
        var logical = new nint[types.Count];
        for (var i = 0; i < logical.Length; i++) logical[i] = DuckDbNative.CreateLogicalType(types[i]);
        fixed (nint* pointer = logical) chunk = DuckDbNative.CreateChunk(pointer, (ulong)logical.Length);
        for (var i = 0; i < logical.Length; i++) DuckDbNative.DestroyLogicalType(ref logical[i]);
        BatchSize = (int)DuckDbNative.VectorSize();
    }

    /// <summary>Most rows in one batch.</summary>
    public int BatchSize { get; }

    /// <summary>Room for the values of a column of this batch.</summary>
    public Span<T> Values<T>(int column)
        where T : unmanaged => new(DuckDbNative.VectorData(Vector(column)), BatchSize);

    /// <summary>Marks rows of a column as missing.</summary>
    public void SetMissing(int column, ReadOnlySpan<bool> missing)
    {
        if (!missing.Contains(true)) return;
        var vector = Vector(column);
        DuckDbNative.MakeValidityWritable(vector);
        var validity = DuckDbNative.VectorValidity(vector);
        for (var row = 0; row < missing.Length; row++)
        {
            if (missing[row]) validity[row >> 6] &= ~(1UL << (row & 63));
        }
    }

    /// <summary>Sets a text.</summary>
    public void SetText(int column, int row, string text)
    {
        var needed = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (utf8.Length < needed) utf8 = new byte[needed * 2];
        var length = Encoding.UTF8.GetBytes(text, utf8);
        fixed (byte* pointer = utf8) DuckDbNative.AssignText(Vector(column), (ulong)row, pointer, (ulong)length);
    }

    /// <summary>Appends the batch and starts the next one.</summary>
    public void Flush(int rows)
    {
        DuckDbNative.SetChunkSize(chunk, (ulong)rows);
        if (DuckDbNative.AppendChunk(appender, chunk) != 0) throw Failure();
        DuckDbNative.ResetChunk(chunk);
    }

    /// <summary>Ends the appending; the table is complete after it.</summary>
    public void Close()
    {
        if (DuckDbNative.CloseAppender(appender) != 0) throw Failure();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        chunk.Dispose();
        appender.Dispose();
    }

    private nint Vector(int column) => DuckDbNative.ChunkVector(chunk, (ulong)column);

    private DuckDbException Failure() => new(Marshal.PtrToStringUTF8(DuckDbNative.AppenderError(appender)));
}
