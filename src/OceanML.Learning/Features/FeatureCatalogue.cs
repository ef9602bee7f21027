using OceanML.Core;

namespace OceanML.Learning;

/// <summary>The functions of <c>--derive</c>.</summary>
public static class FeatureCatalogue
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<FeatureFunction> All { get; } =
    [
        new("log10", "log10(COLUMN[,FLOOR])", "Logarithm to base 10; values not above 0 are missing, or values below FLOOR are raised to it.", PointFeatures.Log10),
        new("ln", "ln(COLUMN[,FLOOR])", "Natural logarithm, as log10.", PointFeatures.Ln),
        new("sqrt", "sqrt(COLUMN)", "Square root; negative values are missing.", PointFeatures.Sqrt),
        new("sum_of", "sum_of(A,B)", "A + B; both in one unit.", PointFeatures.SumOf),
        new("mean_of", "mean_of(COLUMN,...)", "Mean of several columns of the row, patterns allowed; those that are missing do not count.", PointFeatures.MeanOf),
        new("difference", "difference(A,B)", "A - B; both in one unit.", PointFeatures.Difference),
        new("product", "product(A,B)", "A times B, an interaction of the two.", PointFeatures.Product),
        new("ratio", "ratio(A,B)", "A / B; missing where B is 0.", PointFeatures.Ratio),
        new("above", "above(COLUMN,THRESHOLD)", "1 where the value is above the threshold, 0 where it is not.", PointFeatures.Above),
        new("season", "season", "sin_day and cos_day: sine and cosine of the day of the year, so that 31 December lies beside 1 January.", CoordinateFeatures.Season),
        new("sin_day", "sin_day", "Sine of the day of the year: 0 on 1 January, 1 about 2 April.", CoordinateFeatures.SinDay),
        new("cos_day", "cos_day", "Cosine of the day of the year: 1 on 1 January.", CoordinateFeatures.CosDay),
        new("hour", "hour", "sin_hour and cos_hour: sine and cosine of the local mean solar hour (UTC where there is no longitude).", CoordinateFeatures.Hour),
        new("year", "year", "Decimal year, e.g. 2005.5; a model that uses it extrapolates in every later year.", CoordinateFeatures.Year),
        new("position", "position", "position_x, position_y, position_z on the unit sphere: no seam at the dateline, no stretching at the poles.", CoordinateFeatures.Position),
        new("coriolis", "coriolis", "Coriolis parameter f = 2 Omega sin(latitude), Omega = 7.2921e-5 s-1.", CoordinateFeatures.Coriolis),
        new("lag", "lag(COLUMN,1..30) or lag(COLUMN,1h..24h)", "COLUMN_lag1, COLUMN_lag2...: the value that many steps of the series earlier; missing where a gap lies between.", SeriesFeatures.Lag),
        new("window", "window(COLUMN[,COLUMN...],STEPS)", "COLUMN_lag0 to COLUMN_lag(STEPS-1) of each column: what sequence models (lstm, gru, tcn, transformer) read.", SeriesFeatures.Window),
        new("mean", "mean(COLUMN,24h)", "Mean over the time up to and including the row; missing where the series has a gap in it.", SeriesFeatures.Mean),
        new("sum", "sum(COLUMN,24h)", "Sum over that time.", SeriesFeatures.Sum),
        new("min", "min(COLUMN,24h)", "Smallest value in that time.", SeriesFeatures.Minimum),
        new("max", "max(COLUMN,24h)", "Largest value in that time.", SeriesFeatures.Maximum),
        new("sd", "sd(COLUMN,24h)", "Standard deviation in that time.", SeriesFeatures.Deviation),
        new("change", "change(COLUMN,24h)", "The value minus that of 24 hours before.", SeriesFeatures.Change),
        new("anomaly", "anomaly(COLUMN[,harmonic|month])", "The value minus its climatology: mean, annual and half-yearly cycle (harmonic) or monthly means (month), learned from the training part; with folds from the other folds, so that values of different folds differ slightly: not for a target, and --parts or --climatology FILE are the strict way.", ClimatologyFeatures.Anomaly) { Learns = true },
        new("climatology", "climatology(COLUMN[,harmonic|month])", "That climatology itself: what is normal for the day.", ClimatologyFeatures.Normal) { Learns = true },
        new("gradient", "gradient(VARIABLE)", "VARIABLE_dx and VARIABLE_dy, per metre eastward and northward, of a field on a grid: centred differences, 111177.4765625 m per degree, cos(latitude) in x.", GridFeatures.Gradient),
    ];

    /// <summary>A function by name.</summary>
    /// <exception cref="OceanException">There is none; the message lists those there are.</exception>
    public static FeatureFunction Find(string name) =>
        All.FirstOrDefault(function => function.Name == name)
        ?? throw OceanException.Usage(OceanException.MissingText("--derive", "function", name, All.Select(function => function.Name)));
}
