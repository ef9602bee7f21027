namespace OceanML.Formats.NetCdf;

/// <summary>The external types of netCDF, with the numbers of the C library.</summary>
public enum NetCdfType
{
    /// <summary>A type the user of the file defined (compound, opaque, enumeration, variable length): listed, not read.</summary>
    UserDefined = 0,

    /// <summary>Signed 8-bit integer.</summary>
    Int8 = 1,

    /// <summary>One byte of text.</summary>
    Char = 2,

    /// <summary>Signed 16-bit integer.</summary>
    Int16 = 3,

    /// <summary>Signed 32-bit integer.</summary>
    Int32 = 4,

    /// <summary>32-bit floating point.</summary>
    Float32 = 5,

    /// <summary>64-bit floating point.</summary>
    Float64 = 6,

    /// <summary>Unsigned 8-bit integer (CDF-5, netCDF-4).</summary>
    UInt8 = 7,

    /// <summary>Unsigned 16-bit integer (CDF-5, netCDF-4).</summary>
    UInt16 = 8,

    /// <summary>Unsigned 32-bit integer (CDF-5, netCDF-4).</summary>
    UInt32 = 9,

    /// <summary>Signed 64-bit integer (CDF-5, netCDF-4).</summary>
    Int64 = 10,

    /// <summary>Unsigned 64-bit integer (CDF-5, netCDF-4).</summary>
    UInt64 = 11,

    /// <summary>Text of any length (netCDF-4).</summary>
    String = 12,
}
