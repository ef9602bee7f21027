using OceanML.Core;

namespace OceanML.Validation.Tests;

public sealed class DistributionScoringTests
{
    private static readonly ScoreOptions Quick = new() { Samples = 0 };

    [Fact]
    public void CRPS_of_normal_distributions_is_the_integral_that_defines_it()
    {
        foreach (var vector in Vectors.Of("crps").GetProperty("normal").EnumerateArray().Select(Vectors.Numbers))
            Assert.Equal(vector[3], new NormalPredictions([vector[0]], [vector[1]]).Crps(0, vector[2]), 2e-8 * vector[3]);

        // At the mean: sigma (sqrt(2) - 1) / sqrt(pi).
        Assert.Equal((Math.Sqrt(2) - 1) / Math.Sqrt(Math.PI), new NormalPredictions([5], [1]).Crps(0, 5), 1e-14);
    }

    [Fact]
    public void CRPS_of_an_ensemble_is_its_double_sum_and_of_one_member_the_absolute_error()
    {
        foreach (var vector in Vectors.Of("crps").GetProperty("ensembles").EnumerateArray())
        {
            var ensemble = new EnsemblePredictions([.. Vectors.Numbers(vector.GetProperty("members")).Select(value => new[] { value })]);
            Assert.Equal(vector.GetProperty("crps").GetDouble(), ensemble.Crps(0, vector.GetProperty("y").GetDouble()), 1e-14);
        }

        Assert.Equal(2.5, new EnsemblePredictions([[1]]).Crps(0, 3.5));
    }

    [Fact]
    public void Many_quantiles_of_a_normal_distribution_have_its_CRPS()
    {
        double[] levels = [.. Enumerable.Range(1, 199).Select(i => i / 200.0)];
        var quantiles = new QuantilePredictions(levels, [.. levels.Select(level => new[] { 2 + (3 * NormalDistribution.Quantile(level)) })]);
        var normal = new NormalPredictions([2], [3]);
        foreach (var y in new[] { -4.0, 1.7, 9 })
        {
            Assert.Equal(normal.Crps(0, y), quantiles.Crps(0, y), 0.01);
            Assert.Equal(normal.Pit(0, y), quantiles.Pit(0, y), 0.004);
        }
    }

    [Fact]
    public void Crossed_quantiles_are_put_in_order_and_levels_must_rise()
    {
        var crossed = new QuantilePredictions([0.1, 0.5, 0.9], [[3], [1], [2]]);
        Assert.Equal((1, 2, 3), (crossed.Quantile(0, 0.1), crossed.Quantile(0, 0.5), crossed.Quantile(0, 0.9)));
        Assert.True(double.IsNaN(crossed.Quantile(0, 0.95)));
        Assert.True(double.IsNaN(crossed.Quantile(0, 0.3)));
        Assert.Throws<ArgumentException>(() => new QuantilePredictions([0.5, 0.1], [[1], [2]]));
    }

    [Fact]
    public void Normal_quantiles_and_shares_are_those_of_tables()
    {
        Assert.Equal(1.2815515655446004, NormalDistribution.Quantile(0.9), 1e-12);
        Assert.Equal(-1.959963984540054, NormalDistribution.Quantile(0.025), 1e-12);
        Assert.Equal(0.8413447460685429, NormalDistribution.Below(1), 1e-14);
        Assert.Equal(0.5, NormalDistribution.Below(0));
        Assert.Equal(3.167124183311992e-05, NormalDistribution.Below(-4), 1e-17);
    }

    [Fact]
    public void A_right_model_is_calibrated_and_a_timid_or_bold_one_is_told()
    {
        var (truth, mean, sigma) = Planted(4000);
        var right = DistributionScoring.Score(new NormalPredictions(mean, sigma), mean, truth, null, "degC", Quick);
        Assert.Equal(0.5, right.Value("coverage_50"), 0.03);
        Assert.Equal(0.8, right.Value("coverage_80"), 0.03);
        Assert.Equal(0.95, right.Value("coverage_95"), 0.015);
        Assert.Equal((0.5, 1), (Math.Round(right.Value("pit_mean"), 1), Math.Round(right.Value("pit_dispersion"), 1)));
        Assert.True(right.Value("calibration_error") < 0.01);
        Assert.True(right.Value("spread_calibration_error") < 0.06);
        Assert.True(right.Value("spread_error_correlation") > 0.3);
        Assert.Equal("degC", right.Find("crps")!.Unit);
        Assert.Equal(1, right.Diagrams.Single(diagram => diagram.Name == "pit_histogram")["share"].Sum(), 1e-9);

        var bold = DistributionScoring.Score(new NormalPredictions(mean, [.. sigma.Select(s => s / 2)]), mean, truth, null, null, Quick);
        var timid = DistributionScoring.Score(new NormalPredictions(mean, [.. sigma.Select(s => s * 2)]), mean, truth, null, null, Quick);
        Assert.True(bold.Value("coverage_80") < 0.55 && timid.Value("coverage_80") > 0.95);
        Assert.True(bold.Value("pit_dispersion") > 1.3 && timid.Value("pit_dispersion") < 0.7);

        // CRPS and the log score are proper: the truth has the best.
        foreach (var name in new[] { "crps", "log_score" }) Assert.True(right.Value(name) < bold.Value(name) && right.Value(name) < timid.Value(name));

        // Reliability at 10 %: a bold model has more than a tenth of the observations below its 10 % quantile.
        Assert.True(bold.Diagrams.Single(diagram => diagram.Name == "reliability")["observed"][1] > 0.2);
    }

    [Fact]
    public void Sharpness_is_the_width_of_intervals_and_skill_compares_with_the_climate()
    {
        var (truth, mean, sigma) = Planted(2000);
        var set = DistributionScoring.Score(new NormalPredictions(mean, sigma), mean, truth, null, null, Quick);
        Assert.Equal(2 * 1.2815515655446004 * sigma.Average(), set.Value("width_80"), 1e-9);
        Assert.InRange(set.Value("crps_skill"), 0.3, 0.9);
        var climate = new NormalPredictions([.. truth.Select(_ => truth.Average())], [.. truth.Select(_ => Math.Sqrt(truth.Average(x => Math.Pow(x - truth.Average(), 2))))]);
        Assert.Equal(0, DistributionScoring.Score(climate, [.. truth.Select(_ => truth.Average())], truth, null, null, Quick).Value("crps_skill"), 0.02);
    }

    [Fact]
    public void Coverage_of_few_large_platforms_is_also_told_with_platforms_alike()
    {
        // A platform of 90 rows is always covered, nine of one row never.
        double[] truth = [.. Enumerable.Repeat(0.0, 90), .. Enumerable.Repeat(10.0, 9)];
        var (mean, sigma) = (new double[99], Enumerable.Repeat(1.0, 99).ToArray());
        int[] units = [.. Enumerable.Repeat(0, 90), .. Enumerable.Range(1, 9)];
        var set = DistributionScoring.Score(new NormalPredictions(mean, sigma), mean, truth, units, null, Quick);
        Assert.Equal(90 / 99.0, set.Value("coverage_80"), 1e-12);
        Assert.Equal(0.1, set.Value("coverage_80_groups_alike"), 1e-12);
        Assert.Equal(10, set.Units);
    }

    [Fact]
    public void Rows_without_a_distribution_are_counted_and_two_rows_are_too_few()
    {
        var set = DistributionScoring.Score(new NormalPredictions([1, 2, 3, 4], [1, 0, double.NaN, 1]), [1, 2, 3, 4], [1, 2, 3, double.NaN], null, null, Quick);
        Assert.Equal(1, set.N);
        Assert.Equal(3, set.Excluded.Values.Sum());
        Assert.Empty(set.Measures);
    }

    [Fact]
    public void An_interval_of_two_quantiles_has_its_coverage_and_no_PIT()
    {
        var table = new Table([new NumberColumn("t", [1, 2, 3, 4]), new NumberColumn("m", [1, 2, 3, 9]), new NumberColumn("low", [0, 1, 2, 8]), new NumberColumn("high", [2, 3, 4, 10])]);
        var stated = new StatedDistribution(new PairChoice("t", "m", null), null, [(0.1, "low"), (0.9, "high")], []);
        var set = TableDistributions.Score(table, [stated], TableGroups.Of(table, [], null, null, []), false, Quick)[0];
        Assert.Equal((0.75, 2), (set.Value("coverage_80"), set.Value("width_80")));
        Assert.Null(set.Find("coverage_50"));
        Assert.Null(set.Find("pit_mean"));
        Assert.Equal(IntervalMethod.Analytic, set.Find("coverage_80")!.Interval);
        Assert.Equal("linear, quantiles 0.1, 0.9", set.Space);
    }

    [Fact]
    public void A_log_normal_distribution_is_judged_in_logarithms()
    {
        var (truth, mean, sigma) = Planted(1500);
        double[] Power(double[] values) => [.. values.Select(value => Math.Pow(10, value))];
        var table = new Table([new NumberColumn("t", Power(truth)), new NumberColumn("m", Power(mean)), new NumberColumn("s", [.. mean.Zip(sigma, (m, s) => s * Math.Log(10) * Math.Pow(10, m))])]);
        var sets = TableDistributions.Score(table, [new StatedDistribution(new PairChoice("t", "m", null), "s", [], [])], TableGroups.Of(table, [], null, null, []), true, Quick);
        var log = sets.Single(set => set.Rules["space"] == "log10");
        var direct = DistributionScoring.Score(new NormalPredictions(mean, sigma), mean, truth, null, "log10", Quick);
        Assert.Equal(direct.Value("crps"), log.Value("crps"), 1e-9);
        Assert.Equal(direct.Value("coverage_95"), log.Value("coverage_95"), 1e-9);
    }

    private static (double[] Truth, double[] Mean, double[] Sigma) Planted(int n)
    {
        var random = new Random(5);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var (truth, mean, sigma) = (new double[n], new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            (mean[i], sigma[i]) = (2 * Normal(), 0.2 + (1.2 * random.NextDouble()));
            truth[i] = mean[i] + (sigma[i] * Normal());
        }

        return (truth, mean, sigma);
    }
}
