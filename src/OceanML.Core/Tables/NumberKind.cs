namespace OceanML.Core;

/// <summary>How a <see cref="NumberColumn"/> is stored in files; in memory every number is a double.</summary>
public enum NumberKind
{
    /// <summary>64-bit floating point.</summary>
    Float64,

    /// <summary>32-bit floating point.</summary>
    Float32,

    /// <summary>64-bit integer; exact up to 2^53 in memory.</summary>
    Int64,

    /// <summary>True or false, 1 or 0 in memory.</summary>
    Boolean,
}
