namespace OceanML.Learning;

/// <summary>What an applicability index means for the use of a prediction.</summary>
public enum ApplicabilityVerdict
{
    /// <summary>As usual as 95 % of the training data.</summary>
    Inside,

    /// <summary>Rarer than 95 % and not rarer than 99 % of the training data: use with care.</summary>
    Edge,

    /// <summary>Rarer than 99 % of the training data, or far beyond the range of a feature: an extrapolation.</summary>
    Outside,
}
