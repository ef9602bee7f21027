using System.Runtime.InteropServices;

namespace OceanML.Formats.Native.DuckDb;

/// <summary>DuckDB's <c>duckdb_result</c>: 48 bytes, passed by value to <c>duckdb_fetch_chunk</c>; all but the last field are deprecated.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct DuckDbResult
{
    private readonly ulong columnCount;
    private readonly ulong rowCount;
    private readonly ulong rowsChanged;
    private readonly nint columns;
    private readonly nint errorMessage;
    private readonly nint internalData;
}
