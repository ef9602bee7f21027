using System.Globalization;
using OceanML.Core;

namespace OceanML.Validation;

/// <summary>Which columns of a table state the predictive distribution of an estimate.</summary>
/// <param name="Pair">Reference and estimate.</param>
/// <param name="Sigma">Column with one standard deviation; null where quantiles or members are stated.</param>
/// <param name="Quantiles">Levels and columns, rising; empty for none.</param>
/// <param name="Members">Columns of equally likely values; empty for none.</param>
public sealed record StatedDistribution(PairChoice Pair, string? Sigma, IReadOnlyList<(double Level, string Column)> Quantiles, IReadOnlyList<string> Members)
{
    /// <summary>The distributions of some rows; of their logarithms where asked, by first-order propagation for sigma.</summary>
    public PredictiveSet Read(Table table, int[] rows, bool log)
    {
        double[] Column(string name) => [.. rows.Select(row => log ? Math.Log10(table.Numbers(name)[row]) : table.Numbers(name)[row])];
        if (Members.Count > 0) return new EnsemblePredictions([.. Members.Select(Column)]);
        if (Quantiles.Count > 0) return new QuantilePredictions([.. Quantiles.Select(quantile => quantile.Level)], [.. Quantiles.Select(quantile => Column(quantile.Column))]);
        var (sigma, mean) = (table.Numbers(Sigma!), table.Numbers(Pair.Estimate));
        return new NormalPredictions(Column(Pair.Estimate), [.. rows.Select(row => log ? sigma[row] / (mean[row] * Math.Log(10)) : sigma[row])]);
    }

    /// <summary>How it is stated, in words for the report.</summary>
    public string Words => Members.Count > 0 ? $"{Members.Count} members"
        : Quantiles.Count > 0 ? "quantiles " + string.Join(", ", Quantiles.Select(quantile => quantile.Level.ToString(CultureInfo.InvariantCulture)))
        : "normal";
}
