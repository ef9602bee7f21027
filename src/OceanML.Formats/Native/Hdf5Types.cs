using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Native;

/// <summary>The stored types of HDF5 that are those of netCDF, in both byte orders.</summary>
internal static class Hdf5Types
{
    /// <summary>The identifiers of the little-endian and the big-endian type of a netCDF type of numbers; null for other types.</summary>
    public static (long Little, long Big)? Of(NetCdfType type)
    {
        var name = type switch
        {
            NetCdfType.Int8 => "STD_I8",
            NetCdfType.UInt8 => "STD_U8",
            NetCdfType.Int16 => "STD_I16",
            NetCdfType.UInt16 => "STD_U16",
            NetCdfType.Int32 => "STD_I32",
            NetCdfType.UInt32 => "STD_U32",
            NetCdfType.Int64 => "STD_I64",
            NetCdfType.UInt64 => "STD_U64",
            NetCdfType.Float32 => "IEEE_F32",
            NetCdfType.Float64 => "IEEE_F64",
            _ => null,
        };
        return name is null ? null : (Hdf5Native.Global($"H5T_{name}LE_g"), Hdf5Native.Global($"H5T_{name}BE_g"));
    }
}
