using System.Text.Json.Nodes;

namespace OceanML.Figures.Reports;

/// <summary>Scores by the names they have in files, in the words and with the digits they have in figures and tables.</summary>
public static class ScoreWords
{
    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["bias"] = "Bias",
        ["mae"] = "Mean absolute error",
        ["rmsd"] = "RMSD",
        ["unbiased_rmsd"] = "Unbiased RMSD",
        ["mape"] = "Mean absolute percentage error",
        ["mdape"] = "Median absolute percentage error",
        ["mdpe"] = "Median percentage error",
        ["multiplicative_bias"] = "Multiplicative bias",
        ["multiplicative_mae"] = "Multiplicative mean absolute error",
        ["mdsa"] = "Median symmetric accuracy (MdSA)",
        ["sspb"] = "Symmetric signed percentage bias (SSPB)",
        ["r"] = "Correlation r",
        ["r2"] = "r squared",
        ["skill"] = "Skill (1 - mean square error / variance)",
        ["spearman"] = "Rank correlation (Spearman)",
        ["ols_slope"] = "OLS slope",
        ["ols_intercept"] = "OLS intercept",
        ["sma_slope"] = "SMA slope",
        ["sma_intercept"] = "SMA intercept",
        ["ma_slope"] = "MA slope",
        ["ma_intercept"] = "MA intercept",
        ["agreement_low"] = "Limit of agreement, lower",
        ["agreement_high"] = "Limit of agreement, upper",
        ["coverage_68"] = "Share within 1 sigma (0.683 is right)",
        ["coverage_95"] = "Share within 1.96 sigma (0.95 is right)",
        ["sigma_ratio"] = "Error over sigma (1 is right)",
        ["mean_sigma"] = "Mean sigma",
    };

    /// <summary>The label of a score; its name where it is not known.</summary>
    public static string Label(string name) => Labels.GetValueOrDefault(name, name);

    /// <summary>A label short enough for the head of a column.</summary>
    internal static string Short(string name) => name switch
    {
        "multiplicative_bias" => "Bias (ratio)",
        "mdsa" => "MdSA",
        "mdape" => "MdAPE",
        "r" => "r",
        "coverage_68" => "Within 1 sigma",
        _ => Label(name),
    };

    /// <summary>A score's value with its unit: <c>×1.08</c>, <c>24 %</c>, <c>0.312</c>.</summary>
    /// <param name="name">The score's name in files.</param>
    /// <param name="value">Its value.</param>
    /// <param name="unit">Its unit, or null.</param>
    /// <param name="digits">Significant digits.</param>
    public static string Value(string name, double value, string? unit, int digits = 4)
    {
        if (!double.IsFinite(value)) return "undefined";
        var number = JsonText.Number(value, digits);
        if (name.StartsWith("multiplicative_", StringComparison.Ordinal)) return "\u00D7" + number;
        return unit switch
        {
            "%" => number + " %",
            null or "" or "1" or "log10" => number,
            _ => $"{number} {GmtText.Unit(unit)}",
        };
    }

    /// <summary>An interval: <c>0.29 to 0.34</c>; null where there is none.</summary>
    public static string? Interval(double low, double high, int digits = 4) => double.IsFinite(low) && double.IsFinite(high)
        ? $"{JsonText.Number(low, digits)} to {JsonText.Number(high, digits)}"
        : null;

    /// <summary>A score of a scores file as text.</summary>
    internal static ScoreText Of(string name, JsonNode score) => new(
        Label(name),
        Value(name, score.Number("value"), score.Text("unit")),
        Interval(score.Number("low"), score.Number("high")));
}
