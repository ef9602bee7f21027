using System.Runtime.CompilerServices;
using System.Text;

namespace OceanML.Formats.Native.DuckDb;

/// <summary>One column of a batch of rows, valid until the batch is released.</summary>
internal readonly unsafe ref struct DuckDbVector(nint vector, int rows)
{
    private readonly ulong* validity = DuckDbNative.VectorValidity(vector);

    /// <summary>Number of rows of the batch.</summary>
    public int Rows { get; } = rows;

    /// <summary>Whether a row holds a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsValid(int row) => validity == null || (validity[row >> 6] >> (row & 63) & 1) != 0;

    /// <summary>The values as stored; those of null rows are undefined.</summary>
    public ReadOnlySpan<T> Values<T>()
        where T : unmanaged => new(DuckDbNative.VectorData(vector), Rows);

    /// <summary>The UTF-8 bytes of a text; they live as long as the batch.</summary>
    /// <remarks>A <c>duckdb_string_t</c> is 16 bytes: a length, then the text itself up to 12 bytes, or 4 bytes of it and a pointer.</remarks>
    public ReadOnlySpan<byte> Bytes(int row)
    {
        var entry = (byte*)DuckDbNative.VectorData(vector) + (row * 16);
        var length = *(int*)entry;
        return new ReadOnlySpan<byte>(length <= 12 ? entry + 4 : *(byte**)(entry + 8), length);
    }

    /// <summary>The text of a row, null where missing.</summary>
    public string? Text(int row) => IsValid(row) ? Encoding.UTF8.GetString(Bytes(row)) : null;
}
