namespace OceanML.Learning;

/// <summary>How values of one span of time become one.</summary>
public enum ResampleRule
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their median.</summary>
    Median,

    /// <summary>The smallest.</summary>
    Min,

    /// <summary>The largest.</summary>
    Max,
}
