namespace OceanML.Formats.NetCdf;

/// <summary>Sizes, names and default fill values of the external types.</summary>
public static class NetCdfTypes
{
    /// <summary>Bytes of one value in memory; 0 for text of any length and for user-defined types.</summary>
    public static int Size(this NetCdfType type) => type switch
    {
        NetCdfType.Int8 or NetCdfType.Char or NetCdfType.UInt8 => 1,
        NetCdfType.Int16 or NetCdfType.UInt16 => 2,
        NetCdfType.Int32 or NetCdfType.UInt32 or NetCdfType.Float32 => 4,
        NetCdfType.Int64 or NetCdfType.UInt64 or NetCdfType.Float64 => 8,
        _ => 0,
    };

    /// <summary>Whether values of the type are numbers.</summary>
    public static bool IsNumeric(this NetCdfType type) => type is not (NetCdfType.Char or NetCdfType.String or NetCdfType.UserDefined);

    /// <summary>Whether values of the type are whole numbers.</summary>
    public static bool IsInteger(this NetCdfType type) => type.IsNumeric() && type is not (NetCdfType.Float32 or NetCdfType.Float64);

    /// <summary>The name ncdump gives it: byte, char, short, int, float, double, ubyte, ushort, uint, int64, uint64, string.</summary>
    public static string CdlName(this NetCdfType type) => type switch
    {
        NetCdfType.Int8 => "byte",
        NetCdfType.Char => "char",
        NetCdfType.Int16 => "short",
        NetCdfType.Int32 => "int",
        NetCdfType.Float32 => "float",
        NetCdfType.Float64 => "double",
        NetCdfType.UInt8 => "ubyte",
        NetCdfType.UInt16 => "ushort",
        NetCdfType.UInt32 => "uint",
        NetCdfType.Int64 => "int64",
        NetCdfType.UInt64 => "uint64",
        NetCdfType.String => "string",
        _ => "user-defined",
    };

    /// <summary>
    /// The value the library writes where nothing was written (netcdf.h); NaN for one-byte types, whose whole range is data by
    /// convention of the NetCDF User's Guide.
    /// </summary>
    public static double DefaultFill(this NetCdfType type) => type switch
    {
        NetCdfType.Int16 => -32767,
        NetCdfType.UInt16 => 65535,
        NetCdfType.Int32 => -2147483647,
        NetCdfType.UInt32 => 4294967295,
        NetCdfType.Int64 => -9223372036854775806,
        NetCdfType.UInt64 => 18446744073709551614,
        NetCdfType.Float32 or NetCdfType.Float64 => 9.9692099683868690e+36,
        _ => double.NaN,
    };
}
