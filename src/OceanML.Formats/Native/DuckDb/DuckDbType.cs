namespace OceanML.Formats.Native.DuckDb;

/// <summary>The values of <c>duckdb_type</c> that cross this boundary; queries cast everything else to one of them.</summary>
internal enum DuckDbType
{
    /// <summary>A byte, 0 or 1.</summary>
    Boolean = 1,

    /// <summary>Signed 32-bit integer.</summary>
    Integer = 4,

    /// <summary>Signed 64-bit integer.</summary>
    BigInt = 5,

    /// <summary>32-bit floating point.</summary>
    Float = 10,

    /// <summary>64-bit floating point.</summary>
    Double = 11,

    /// <summary>UTF-8 text.</summary>
    Varchar = 17,

    /// <summary>Microseconds since 1970 UTC.</summary>
    TimestampTz = 31,
}
