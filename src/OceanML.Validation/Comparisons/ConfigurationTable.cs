using System.Globalization;
using System.Text;
using OceanML.Core;

namespace OceanML.Validation;

/// <summary>
/// Configurations over folds, best first, each compared with the best one: a table for a thesis. Probabilities are also given adjusted for the
/// number of comparisons (Holm).
/// </summary>
public sealed class ConfigurationTable
{
    private readonly string score;
    private readonly string? unit;

    /// <summary>Compares.</summary>
    /// <param name="configurations">At least one, with equally many folds.</param>
    /// <param name="testShare">Rows of a fold over those it was trained on, see <see cref="PairedComparison.Of"/>.</param>
    /// <param name="lowerIsBetter">Whether smaller scores are better.</param>
    /// <param name="score">Name of the score, e.g. <c>rmse</c>.</param>
    /// <param name="unit">Its unit; null where unknown.</param>
    /// <param name="against">Name of the configuration the others are compared with; null for the best.</param>
    /// <exception cref="OceanException">There is no configuration of that name.</exception>
    public ConfigurationTable(IReadOnlyList<ConfigurationScores> configurations, double testShare, bool lowerIsBetter, string score, string? unit, string? against = null)
    {
        (this.score, this.unit, TestShare, LowerIsBetter) = (score, unit, testShare, lowerIsBetter);
        Rows = [.. configurations.OrderBy(configuration => double.IsNaN(configuration.Mean) ? double.PositiveInfinity : lowerIsBetter ? configuration.Mean : -configuration.Mean)];
        Reference = against is null ? Rows[0] : Rows.FirstOrDefault(row => row.Name == against) ?? throw OceanException.Missing("comparison", "configuration", against, Rows.Select(row => row.Name));
        Comparisons = [.. Rows.Select(row => ReferenceEquals(row, Reference) ? null : PairedComparison.Of(Reference.Folds, row.Folds, testShare, lowerIsBetter))];
        Adjusted = PairedComparison.Holm([.. Comparisons.Select(comparison => comparison?.PValue ?? double.NaN)]);
    }

    /// <summary>The configurations, best first.</summary>
    public IReadOnlyList<ConfigurationScores> Rows { get; }

    /// <summary>The one that the others are compared with.</summary>
    public ConfigurationScores Reference { get; }

    /// <summary>Each compared with the reference; null for itself.</summary>
    public IReadOnlyList<PairedComparison?> Comparisons { get; }

    /// <summary>Probabilities of the corrected t, adjusted by Holm; NaN for the reference.</summary>
    public IReadOnlyList<double> Adjusted { get; }

    /// <summary>Test rows over training rows of a fold.</summary>
    public double TestShare { get; }

    /// <summary>Whether smaller scores are better.</summary>
    public bool LowerIsBetter { get; }

    /// <summary>Number of folds.</summary>
    public int FoldCount => Reference.Folds.Count;

    /// <summary>How the numbers came about, in a sentence for a caption.</summary>
    public string Caption => string.Create(CultureInfo.InvariantCulture,
        $"{Label}: mean and standard deviation over {FoldCount} folds, {(LowerIsBetter ? "lower" : "higher")} is better. Difference from '{Reference.Name}' with its 95 % interval; p by the corrected resampled t test (Nadeau and Bengio 2003, test to training rows {TestShare:0.###}), adjusted for {Rows.Count - 1} comparison{(Rows.Count == 2 ? "" : "s")} (Holm), and by Wilcoxon's signed ranks (with {FoldCount} folds it cannot fall below {Smallest:0.####}).");

    private string Label => unit is null or "1" ? score : $"{score} ({unit})";

    private double Smallest => Math.Min(1, Math.Pow(2, 1 - FoldCount));

    /// <summary>The table as columns, one row per configuration, for CSV and Parquet.</summary>
    public Table ToTable()
    {
        NumberColumn Number(string name, Func<int, double> value, NumberKind kind = NumberKind.Float64, string? of = null) => new(name, [.. Enumerable.Range(0, Rows.Count).Select(value)], new ColumnMetadata(of), kind);
        var columns = new List<Column>
        {
            new TextColumn("configuration", [.. Rows.Select(row => row.Name)]),
            new TextColumn("score", [.. Rows.Select(_ => score)]),
            Number("folds", i => Rows[i].Folds.Count(double.IsFinite), NumberKind.Int64),
            Number("mean", i => Rows[i].Mean, of: unit),
            Number("standard_deviation", i => Rows[i].Deviation, of: unit),
            new TextColumn("compared_with", [.. Comparisons.Select(comparison => comparison is null ? null : Reference.Name)]),
            Number("difference", i => Comparisons[i]?.Difference ?? double.NaN, of: unit),
            Number("low", i => Comparisons[i]?.Low ?? double.NaN, of: unit),
            Number("high", i => Comparisons[i]?.High ?? double.NaN, of: unit),
            Number("corrected_t", i => Comparisons[i]?.T ?? double.NaN),
            Number("p", i => Comparisons[i]?.PValue ?? double.NaN),
            Number("p_holm", i => Adjusted[i]),
            Number("p_wilcoxon", i => Comparisons[i]?.WilcoxonPValue ?? double.NaN),
            Number("folds_better", i => Comparisons[i]?.Wins ?? double.NaN, NumberKind.Int64),
        };
        for (var fold = 0; fold < FoldCount; fold++)
        {
            var k = fold;
            columns.Add(Number($"fold_{k + 1}", i => Rows[i].Folds[k], of: unit));
        }

        return new Table(columns, new Dictionary<string, string> { ["title"] = Caption });
    }

    /// <summary>The table in Markdown, with its caption.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append("| configuration | mean | sd | difference | 95 % interval | p | p (Holm) | p (Wilcoxon) |\n|---|---:|---:|---:|:---:|---:|---:|---:|\n");
        for (var i = 0; i < Rows.Count; i++) text.Append("| ").AppendJoin(" | ", Cells(i, "−", name => name.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
        return text.Append('\n').Append(Caption).Append('\n').ToString();
    }

    /// <summary>The table in LaTeX (booktabs), with its caption.</summary>
    public string ToLatex()
    {
        var text = new StringBuilder();
        text.Append("% needs \\usepackage{booktabs}\n\\begin{table}\n  \\centering\n  \\caption{").Append(Escape(Caption)).Append("}\n  \\begin{tabular}{lrrrcrrr}\n    \\toprule\n");
        text.Append("    configuration & mean & sd & difference & 95\\,\\% interval & $p$ & $p$ (Holm) & $p$ (Wilcoxon) \\\\\n    \\midrule\n");
        for (var i = 0; i < Rows.Count; i++) text.Append("    ").AppendJoin(" & ", Cells(i, "$-$", Escape)).Append(" \\\\\n");
        return text.Append("    \\bottomrule\n  \\end{tabular}\n\\end{table}\n").ToString();
    }

    private IEnumerable<string> Cells(int row, string minus, Func<string, string> name)
    {
        var comparison = Comparisons[row];
        yield return name(Rows[row].Name);
        yield return Figure(Rows[row].Mean, minus);
        yield return Figure(Rows[row].Deviation, minus);
        yield return comparison is null ? "" : Figure(comparison.Difference, minus);
        yield return comparison is null || double.IsNaN(comparison.Low) ? "" : $"{Figure(comparison.Low, minus)} to {Figure(comparison.High, minus)}";
        yield return Probability(comparison?.PValue ?? double.NaN);
        yield return Probability(Adjusted[row]);
        yield return Probability(comparison?.WilcoxonPValue ?? double.NaN);
    }

    private static string Figure(double value, string minus) =>
        double.IsNaN(value) ? "" : value.ToString("G4", CultureInfo.InvariantCulture).Replace("-", minus, StringComparison.Ordinal);

    private static string Probability(double p) => double.IsNaN(p) ? "" : p < 0.001 ? "<0.001" : p.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            escaped.Append(c switch
            {
                '&' or '%' or '$' or '#' or '_' or '{' or '}' => $"\\{c}",
                '\\' => "\\textbackslash{}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '<' => "$<$",
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }
}
