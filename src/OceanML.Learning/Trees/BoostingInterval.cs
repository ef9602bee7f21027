namespace OceanML.Learning;

/// <summary>How boosted trees learn the uncertainty that is in the data.</summary>
public enum BoostingInterval
{
    /// <summary>The variance of held-out residuals, as a function of the features.</summary>
    Variance,

    /// <summary>The 10 % and 90 % quantiles of held-out residuals, as functions of the features: intervals need not be symmetric.</summary>
    Quantiles,
}
