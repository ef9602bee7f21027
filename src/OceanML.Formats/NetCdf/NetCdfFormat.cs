namespace OceanML.Formats.NetCdf;

/// <summary>How a netCDF file is stored.</summary>
public enum NetCdfFormat
{
    /// <summary>Classic, CDF-1.</summary>
    Classic = 1,

    /// <summary>Classic with 64-bit offsets, CDF-2.</summary>
    Offset64 = 2,

    /// <summary>netCDF-4: HDF5 with groups and all types.</summary>
    NetCdf4 = 3,

    /// <summary>netCDF-4 limited to the classic model.</summary>
    NetCdf4Classic = 4,

    /// <summary>Classic with 64-bit data, CDF-5.</summary>
    Cdf5 = 5,
}
