using OceanML.Core;

namespace OceanML.Learning.Tests;

public sealed class ShapleyAxiomTests
{
    private static readonly float[] Rows = Explained.Rows(40, 4, 1);

    /// <summary>Every method that gives Shapley values of any function, with enough samples to be exact for four features.</summary>
    public static TheoryData<string> Methods => new("exact", "kernel", "permutation");

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_shares_sum_to_the_output_less_its_mean_over_the_background(string method)
    {
        var f = Explained.Function(4, x => Math.Sin(x[0] * x[1]) + (x[2] > 0 ? x[3] * x[3] : -1));
        var background = new Background(Rows[..48], 4);
        var found = Explained.Of(Make(method, f, background), Rows);
        Assert.Equal(background.MeanOf(f)[0], found.Bases[3], 1e-12);
        Assert.Equal(f.Of(Rows)[7], found.Values[7], 1e-9);
        Assert.True(Explained.LargestResidual(found) < 2e-6, $"residual {Explained.LargestResidual(found)}");
        Assert.True(Enumerable.Range(0, found.RowCount).Max(row => Explained.Row(found, row).Max(Math.Abs)) > 0.5);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_linear_model_gives_each_feature_its_weight_times_the_distance_from_the_mean(string method)
    {
        double[] w = [2, -0.5, 0, 3];
        var f = Explained.Function(4, x => 1 + (w[0] * x[0]) + (w[1] * x[1]) + (w[3] * x[3]));
        var background = new Background(Rows[..80], 4);
        var found = Explained.Of(Make(method, f, background), Rows);
        for (var row = 0; row < 40; row++)
        {
            for (var i = 0; i < 4; i++) Assert.Equal(w[i] * (Rows[(row * 4) + i] - background.Mean[i]), found.Mean[(row * 4) + i], 5e-6);
        }
    }

    [Theory]
    [InlineData("exact")]
    [InlineData("kernel")]
    public void Features_that_act_alike_have_the_same_share_and_one_that_does_nothing_has_none(string method)
    {
        var f = Explained.Function(4, x => Math.Tanh(x[0] * x[1]) + (x[0] + x[1]) + Math.Exp(x[3] / 4));
        float[] symmetric = [.. Rows[..80]];
        for (var row = 0; row < 20; row++) symmetric[(row * 4) + 1] = symmetric[row * 4];
        float[] asked = [.. Rows];
        for (var row = 0; row < 40; row++) asked[(row * 4) + 1] = asked[row * 4];
        var found = Explained.Of(Make(method, f, new Background(symmetric, 4)), asked);
        for (var row = 0; row < 40; row++)
        {
            var shares = Explained.Row(found, row);
            Assert.Equal(shares[0], shares[1], 3e-6);
            Assert.Equal(0, shares[2], 3e-6);
        }
    }

    [Fact]
    public void Kernel_values_are_exact_when_all_sets_are_evaluated_and_near_when_a_part_is()
    {
        const int n = 8;
        var rows = Explained.Rows(12, n, 5);
        var f = Explained.Function(n, x => (x[0] * x[1]) + Math.Sin(x[2] + x[3]) + (x[4] * x[5] * x[6] / 3) + x[7]);
        var background = new Background(rows[..(n * 5)], n);
        var exact = Explained.Of(new ExactShapley(f, background), rows);
        var all = new KernelShap(f, background, 254, 1);
        Assert.True(all.IsComplete);
        Assert.Equal(254, all.Sets);
        Assert.True(Explained.Difference(Explained.Of(all, rows), exact) < 1e-6);
        var part = new KernelShap(f, background, 140, 1);
        Assert.False(part.IsComplete);
        Assert.InRange(Explained.Difference(Explained.Of(part, rows), exact), 1e-6, 0.1);
    }

    [Fact]
    public void Permutation_values_come_nearer_to_the_exact_ones_with_more_rounds()
    {
        const int n = 6;
        var rows = Explained.Rows(10, n, 6);
        var f = Explained.Function(n, x => (x[0] * x[1]) + (x[2] * Math.Tanh(x[3])) + (x[4] * x[5] * x[0] / 2));
        var background = new Background(rows[..(n * 6)], n);
        var exact = Explained.Of(new ExactShapley(f, background), rows);
        var (few, many) = (Explained.Difference(Explained.Of(new PermutationShap(f, background, 1, 1), rows), exact), Explained.Difference(Explained.Of(new PermutationShap(f, background, 100, 1), rows), exact));
        Assert.True(many < 0.02 && many < few / 4, $"{few} with one round, {many} with a hundred");
    }

    [Fact]
    public void Many_features_are_sampled_and_their_shares_still_sum_up()
    {
        const int n = 90;
        var rows = Explained.Rows(3, n, 7);
        var f = Explained.Function(n, x => x.Sum() + (x[0] * x[89]));
        var background = new Background(Explained.Rows(4, n, 8), n);
        var kernel = Explained.Of(new KernelShap(f, background, 1000, 1), rows);
        Assert.True(Explained.LargestResidual(kernel) < 1e-3);
        Assert.Equal(rows[40] - background.Mean[40], kernel.Mean[40], 0.05);
        var walked = Explained.Of(new PermutationShap(f, background, 1, 1), rows);
        Assert.Equal(rows[40] - background.Mean[40], walked.Mean[40], 1e-3);
    }

    [Fact]
    public void More_than_twelve_features_are_refused_with_what_to_use_instead()
    {
        var f = Explained.Function(13, x => x.Sum());
        var refused = Assert.Throws<OceanException>(() => new ExactShapley(f, new Background(Explained.Rows(2, 13, 1), 13)));
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains("shap-permutation", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_background_row_is_a_baseline_and_no_row_is_an_error()
    {
        var f = Explained.Function(4, x => x[0] * x[1]);
        var found = Explained.Of(new ExactShapley(f, new Background([0, 0, 0, 0], 4)), [2, 3, 1, 1]);
        Assert.Equal([3, 3, 0, 0], Explained.Row(found, 0));
        Assert.Equal(ExitCode.NothingSelected, Assert.Throws<OceanException>(() => new Background([], 4)).Code);
    }

    [Fact]
    public void Threads_and_blocks_do_not_change_a_number()
    {
        var f = Explained.Function(4, x => Math.Sin(x[0] * x[1]) + x[2]);
        var background = new Background(Rows[..48], 4);
        foreach (var method in new[] { "exact", "kernel", "permutation" })
        {
            var (one, three) = (Explained.Of(Make(method, f, background), Rows), Explained.Of(Make(method, f, background), Rows, threads: 3));
            Assert.Equal(one.Mean, three.Mean);
            Assert.Equal(one.MemberImportance, three.MemberImportance);
        }
    }

    private static RowExplainer Make(string method, RowFunction f, Background background) => method switch
    {
        "exact" => new ExactShapley(f, background),
        "kernel" => new KernelShap(f, background, 100, 1),
        _ => new PermutationShap(f, background, 2, 1),
    };
}
