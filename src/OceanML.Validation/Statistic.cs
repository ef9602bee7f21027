namespace OceanML.Validation;

/// <summary>
/// A number that says how an estimate y compares with a reference x over n pairs; d = y - x. In log10 space x and y are the decimal
/// logarithms, and sigma is that of the logarithm, sigma / (y ln 10). Definitions: Seegers et al. 2018, doi:10.1364/OE.26.007404; Morley et al. 2018, doi:10.1002/2017SW001669 (MdSA, SSPB);
/// Warton et al. 2006, doi:10.1017/S1464793106007007 (SMA, MA).
/// </summary>
public enum Statistic
{
    /// <summary>mean d.</summary>
    Bias,

    /// <summary>mean |d|.</summary>
    Mae,

    /// <summary>sqrt(mean d²).</summary>
    Rmsd,

    /// <summary>sqrt(mean d² - (mean d)²).</summary>
    UnbiasedRmsd,

    /// <summary>100 · mean(|d| / |x|), %, over x ≠ 0. Linear only.</summary>
    Mape,

    /// <summary>100 · median(|d| / |x|), %, over x ≠ 0. Linear only.</summary>
    Mdape,

    /// <summary>100 · median(d / |x|), %, over x ≠ 0. Linear only.</summary>
    Mdpe,

    /// <summary>10^(mean d): 1.1 means 10 % too high. Log10 only.</summary>
    MultiplicativeBias,

    /// <summary>10^(mean |d|): 1.3 means 30 % off on average. Log10 only.</summary>
    MultiplicativeMae,

    /// <summary>Median symmetric accuracy, 100 · (exp(median |ln(y/x)|) - 1), %. Log10 only.</summary>
    Mdsa,

    /// <summary>Symmetric signed percentage bias, 100 · sign(M) · (exp(|M|) - 1) with M = median ln(y/x), %. Log10 only.</summary>
    Sspb,

    /// <summary>Pearson's correlation.</summary>
    R,

    /// <summary>Its square.</summary>
    R2,

    /// <summary>1 - sum d² / sum (x - mean x)²: 1 is perfect, 0 is no better than the mean of the reference (Nash and Sutcliffe 1970).</summary>
    Skill,

    /// <summary>Spearman's rank correlation, ties at their mean rank.</summary>
    Spearman,

    /// <summary>Slope of the ordinary least squares line of y on x.</summary>
    OlsSlope,

    /// <summary>Its intercept.</summary>
    OlsIntercept,

    /// <summary>Slope of the standardised (reduced) major axis.</summary>
    SmaSlope,

    /// <summary>Its intercept.</summary>
    SmaIntercept,

    /// <summary>Slope of the major axis (orthogonal regression).</summary>
    MaSlope,

    /// <summary>Its intercept.</summary>
    MaIntercept,

    /// <summary>Lower Bland-Altman limit of agreement: mean d - 1.96 sd d.</summary>
    AgreementLow,

    /// <summary>Upper Bland-Altman limit of agreement: mean d + 1.96 sd d.</summary>
    AgreementHigh,

    /// <summary>Share of the references within one stated sigma of the estimate; 0.683 where sigma is right and errors are normal.</summary>
    Coverage68,

    /// <summary>Share within 1.96 sigma; 0.95 where sigma is right.</summary>
    Coverage95,

    /// <summary>sqrt(mean (d / sigma)²); 1 where sigma is right, more where it is too small.</summary>
    SigmaRatio,

    /// <summary>Mean stated sigma.</summary>
    MeanSigma,
}
