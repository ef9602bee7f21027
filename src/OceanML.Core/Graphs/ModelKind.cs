namespace OceanML.Core;

/// <summary>What a model gives.</summary>
public enum ModelKind
{
    /// <summary>Numbers in a unit.</summary>
    Regression,

    /// <summary>The probability of each of several classes.</summary>
    Classification,
}
