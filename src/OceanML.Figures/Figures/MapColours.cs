namespace OceanML.Figures;

/// <summary>How values on a map become colours.</summary>
public enum MapColours
{
    /// <summary>Evenly from low to high.</summary>
    Linear,

    /// <summary>Evenly in the logarithm from low to high.</summary>
    Log10,

    /// <summary>Symmetric around zero: differences and logarithms of ratios.</summary>
    Difference,
}
