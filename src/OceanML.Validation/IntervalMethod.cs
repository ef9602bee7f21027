namespace OceanML.Validation;

/// <summary>How a confidence interval was made.</summary>
public enum IntervalMethod
{
    /// <summary>There is none: too few pairs or groups, or the score is undefined.</summary>
    None,

    /// <summary>By a formula that takes the pairs as independent.</summary>
    Analytic,

    /// <summary>Percentiles over samples of the pairs, drawn with replacement.</summary>
    BootstrapByPair,

    /// <summary>Percentiles over samples of whole groups (platforms), drawn with replacement: pairs of one platform are not independent.</summary>
    BootstrapByGroup,
}
