namespace OceanML.Formats.Readiness;

/// <summary>What a variable or column is for.</summary>
public enum VariableRole
{
    /// <summary>Time, place, depth, platform, profile.</summary>
    Coordinate,

    /// <summary>What was measured, estimated or simulated.</summary>
    Data,

    /// <summary>Quality flags.</summary>
    Flag,

    /// <summary>Uncertainty of a data variable.</summary>
    Uncertainty,

    /// <summary>Labels, or how sure they are.</summary>
    Label,

    /// <summary>Whether a value was measured, estimated or simulated.</summary>
    Origin,

    /// <summary>Which part of a split a row belongs to.</summary>
    Split,

    /// <summary>Anything else: counters, names, calibration.</summary>
    Other,
}
