namespace OceanML.Colocation;

/// <summary>Which pixels of a macro-pixel are left out of its statistics as outliers.</summary>
public enum OutlierRule
{
    /// <summary>None.</summary>
    None,

    /// <summary>
    /// Those farther than 1.5 standard deviations from the mean of the valid pixels, once (Bailey and Werdell 2006, doi:10.1016/j.rse.2006.01.015).
    /// </summary>
    MeanAndOneAndAHalfDeviations,
}
