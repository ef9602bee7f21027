using OceanML.Core;

namespace OceanML.Validation.Tests;

public sealed class PairedComparisonTests
{
    [Fact]
    public void Corrected_t_and_exact_Wilcoxon_are_those_of_scipy()
    {
        foreach (var vector in Vectors.Of("paired").EnumerateArray())
        {
            var (a, b) = (Vectors.Numbers(vector.GetProperty("a")), Vectors.Numbers(vector.GetProperty("b")));
            var comparison = PairedComparison.Of(a, b, 1.0 / (a.Length - 1));
            Assert.Equal(vector.GetProperty("t").GetDouble(), comparison.T, 1e-9);
            Assert.Equal(vector.GetProperty("p").GetDouble(), comparison.PValue, 1e-9);
            Assert.Equal(vector.GetProperty("wilcoxon").GetDouble(), comparison.WilcoxonPValue, 1e-12);
            Assert.Equal(a.Length, comparison.Folds);
        }
    }

    /// <summary>Darwin's maize: 15 differences, sum of the negative ranks 24 (Fisher 1935; exact p 0.0413 in R's wilcox.test).</summary>
    [Fact]
    public void Darwins_maize_has_the_exact_probability_of_the_textbooks()
    {
        double[] eighths = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];
        Assert.Equal(0.04126, SignedRanks.TwoSided(eighths), 5e-5);
    }

    [Fact]
    public void Five_folds_that_agree_cannot_be_below_one_in_sixteen()
    {
        Assert.Equal(1 / 16.0, SignedRanks.TwoSided([1, 2, 3, 4, 5]), 1e-15);
        Assert.Equal(1, SignedRanks.TwoSided([1, -1]), 1e-15);
        Assert.True(double.IsNaN(SignedRanks.TwoSided([0, 0, 0])));

        // Ties share their mean rank, counted out exactly: |d| = 1, 1, 2 with one small one negative, ranks 1.5, 1.5, 3; sums up to 1.5 have 3 of 8 signs.
        Assert.Equal(6 / 8.0, SignedRanks.TwoSided([-1, 1, 2]), 1e-15);
    }

    [Fact]
    public void The_normal_approximation_meets_the_exact_distribution()
    {
        var random = new Random(1);
        double[] d = [.. Enumerable.Range(0, 100).Select(_ => random.NextDouble() - 0.45)];
        var exact = SignedRanks.TwoSided(d);
        Assert.Equal(exact, SignedRanks.TwoSided([.. d, 1e-9]), 0.02);
    }

    [Fact]
    public void Equal_scores_have_no_difference_and_one_fold_has_no_test()
    {
        var same = PairedComparison.Of([1, 2, 3], [1, 2, 3], 0.5);
        Assert.Equal((0, 1, 0), (same.Difference, same.PValue, same.Wins));
        Assert.True(double.IsNaN(same.WilcoxonPValue));
        var one = PairedComparison.Of([1], [2], 0.5);
        Assert.Equal(1, one.Difference);
        Assert.True(double.IsNaN(one.PValue) && double.IsNaN(one.Low));
        Assert.Equal(2, PairedComparison.Of([1, 2, double.NaN], [0, 1, 5], 0.5).Folds);
    }

    [Fact]
    public void Holms_probabilities_are_those_of_his_method()
    {
        Assert.Equal([0.03, 0.06, 0.06], PairedComparison.Holm([0.01, 0.03, 0.04]).Select(p => Math.Round(p, 12)));
        Assert.Equal([0.9, double.NaN, 0.002], PairedComparison.Holm([0.9, double.NaN, 0.001]));
    }

    [Fact]
    public void The_corrected_test_finds_chance_differences_far_less_often_than_the_plain_one()
    {
        // Differences of folds that share their training rows: a common part makes them correlated by 1/(k-1).
        var random = new Random(2);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var (plain, corrected) = (0, 0);
        for (var trial = 0; trial < 800; trial++)
        {
            var common = Normal() * Math.Sqrt(0.2);
            double[] d = [.. Enumerable.Range(0, 5).Select(_ => common + (Normal() * Math.Sqrt(0.8)))];
            if (PairedComparison.Of(new double[5], d, 0).PValue < 0.05) plain++;
            if (PairedComparison.Of(new double[5], d, 0.25).PValue < 0.05) corrected++;
        }

        Assert.InRange(corrected / 800.0, 0.03, 0.07);
        Assert.True(plain > 1.8 * corrected);
    }

    [Fact]
    public void A_table_for_a_thesis_is_written_best_first_in_three_forms()
    {
        var table = new ConfigurationTable([new("ridge", [0.5, 0.6, 0.55]), new("mlp_64", [0.4, 0.45, 0.41]), new("broken", [double.NaN, double.NaN, double.NaN])], 0.5, true, "rmse", "log10");
        Assert.Equal(["mlp_64", "ridge", "broken"], table.Rows.Select(row => row.Name));
        Assert.Contains("| mlp_64 | 0.42 | 0.02646 |  |", table.ToMarkdown(), StringComparison.Ordinal);
        Assert.Contains("over 3 folds", table.Caption, StringComparison.Ordinal);
        Assert.Contains("cannot fall below 0.25", table.Caption, StringComparison.Ordinal);
        var latex = table.ToLatex();
        Assert.Contains("mlp\\_64 & 0.42 &", latex, StringComparison.Ordinal);
        Assert.Equal(latex.Count(c => c == '{'), latex.Count(c => c == '}'));
        var columns = table.ToTable();
        Assert.Equal([3, 3, 0], columns.Numbers("folds"));
        Assert.Equal(0.6, columns.Numbers("fold_2")[1]);
        Assert.Throws<OceanException>(() => new ConfigurationTable([new("a", [1, 2])], 0.5, true, "rmse", null, "b"));
    }

    [Fact]
    public void Estimates_of_a_table_are_compared_on_the_rows_that_all_have()
    {
        var n = 60;
        double[] truth = [.. Enumerable.Range(0, n).Select(i => (double)i)];
        double[] good = [.. truth.Select(x => x + Math.Sin(x))];
        double[] bad = [.. truth.Select(x => x + (3 * Math.Cos(x)))];
        bad[0] = double.NaN;
        var table = new Table([new NumberColumn("t", truth), new NumberColumn("good", good), new NumberColumn("bad", bad), new NumberColumn("fold", [.. Enumerable.Range(0, n).Select(i => 1.0 + (i % 6))])]);
        var comparison = TableComparison.Score(table, "t", ["bad", "good"], "fold", false, false);
        Assert.Equal(("good", 6), (comparison.Reference.Name, comparison.FoldCount));
        Assert.Equal(10 / 49.0, comparison.TestShare, 0.005);
        Assert.True(comparison.Comparisons[1]!.PValue < 0.01);
        Assert.Throws<OceanException>(() => TableComparison.Score(table.With(new NumberColumn("fold", new double[n])), "t", ["bad", "good"], "fold", false, false));
    }
}
