namespace OceanML.Validation;

/// <summary>Names and units of the statistics in files and figures.</summary>
public static class StatisticNames
{
    private static readonly string[] Names =
    [
        "bias", "mae", "rmsd", "unbiased_rmsd", "mape", "mdape", "mdpe", "multiplicative_bias", "multiplicative_mae", "mdsa", "sspb",
        "r", "r2", "skill", "spearman", "ols_slope", "ols_intercept", "sma_slope", "sma_intercept", "ma_slope", "ma_intercept",
        "agreement_low", "agreement_high", "coverage_68", "coverage_95", "sigma_ratio", "mean_sigma",
    ];

    /// <summary>The name of a statistic in files.</summary>
    public static string Of(Statistic statistic) => Names[(int)statistic];

    /// <summary>The unit of a statistic of a variable of that unit; null where the unit is unknown.</summary>
    public static string? Unit(Statistic statistic, string? unit, bool isLog) => statistic switch
    {
        Statistic.Mape or Statistic.Mdape or Statistic.Mdpe or Statistic.Mdsa or Statistic.Sspb => "%",
        Statistic.Bias or Statistic.Mae or Statistic.Rmsd or Statistic.UnbiasedRmsd or Statistic.OlsIntercept or Statistic.SmaIntercept
            or Statistic.MaIntercept or Statistic.AgreementLow or Statistic.AgreementHigh or Statistic.MeanSigma => isLog ? "log10" : unit,
        _ => "1",
    };
}
