namespace OceanML.Figures;

/// <summary>How values are laid out along an axis.</summary>
public enum AxisKind
{
    /// <summary>Evenly.</summary>
    Linear,

    /// <summary>Evenly in the decimal logarithm.</summary>
    Log10,

    /// <summary>Instants, in microseconds since 1970 UTC.</summary>
    Time,
}
