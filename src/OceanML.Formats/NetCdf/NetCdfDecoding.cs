namespace OceanML.Formats.NetCdf;

/// <summary>What happens to stored numbers on their way to doubles.</summary>
[Flags]
public enum NetCdfDecoding
{
    /// <summary>The stored numbers, fill values and all.</summary>
    Raw = 0,

    /// <summary>_FillValue, missing_value and the default fill value of the type become NaN.</summary>
    Missing = 1,

    /// <summary>Values outside valid_range, valid_min, valid_max become NaN.</summary>
    ValidRange = 2,

    /// <summary>scale_factor and add_offset are applied.</summary>
    Scale = 4,

    /// <summary>For measurements under quality control: missing and scaled, but what lies outside the valid range stays to be flagged.</summary>
    Measured = Missing | Scale,

    /// <summary>All of the CF conventions; the default.</summary>
    All = Missing | ValidRange | Scale,
}
