namespace OceanML.Colocation;

/// <summary>Which pixels of a macro-pixel are left out of its statistics as outliers.</summary>
public enum OutlierRule
{
    /// <summary>None.</summary>
    None,

    /// <summary>
    /// Those farther than 1.5 standard deviations from the mean of the valid pixels, once, per variable (Bailey and Werdell 2006,
    /// doi:10.1016/j.rse.2006.01.015).
    /// </summary>
    MeanAndOneAndAHalfDeviations,

    /// <summary>
    /// As <see cref="MeanAndOneAndAHalfDeviations"/>, and a pixel that is an outlier in one spectral band is left out of all of them (NASA's matchup tutorial).
    /// </summary>
    WholeSpectrum,
}
