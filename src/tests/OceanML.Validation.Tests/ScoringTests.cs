namespace OceanML.Validation.Tests;

public sealed class ScoringTests
{
    [Fact]
    public void Pairs_that_cannot_be_compared_are_counted_by_reason_and_once()
    {
        double[] reference = [1, double.NaN, 0, -1, 2, 3, 4, double.NaN];
        double[] estimate = [1.1, 1, 1, 1, 0, double.NaN, 4, double.NaN];
        var log = Scoring.Score(new Pairs([.. reference, 5], [.. estimate, 6]), true, null, new ScoreOptions());
        Assert.Equal(3, log.N);
        Assert.Equal(new Dictionary<string, int> { ["estimate not above 0"] = 1, ["no estimate"] = 1, ["no reference"] = 2, ["reference not above 0"] = 2 }, log.Excluded);
        Assert.Equal(6, Scoring.Score(new Pairs([.. reference, 5], [.. estimate, 6]), false, null, new ScoreOptions()).N);
    }

    [Fact]
    public void Fewer_than_three_pairs_have_no_scores()
    {
        var scores = Scoring.Score(new Pairs([1, 2], [1, 2]), false, null, new ScoreOptions());
        Assert.Equal(2, scores.N);
        Assert.Empty(scores.Scores);
    }

    [Fact]
    public void A_perfect_estimate_and_a_constant_one_are_scored_without_nonsense()
    {
        double[] truth = [1, 2, 3, 4, 5];
        var perfect = Scoring.Score(new Pairs(truth, truth), false, null, new ScoreOptions());
        Assert.Equal((0, 1, 1), (perfect.Find(Statistic.Rmsd)!.Value, perfect.Find(Statistic.R)!.Value, perfect.Find(Statistic.Skill)!.Value));
        var constant = Scoring.Score(new Pairs(truth, [3, 3, 3, 3, 3]), false, null, new ScoreOptions());
        Assert.Equal(0, constant.Find(Statistic.Skill)!.Value, 1e-12);
        Assert.Equal(0, constant.Find(Statistic.OlsSlope)!.Value);
        Assert.True(double.IsNaN(constant.Find(Statistic.R)!.Value));
        Assert.Equal(IntervalMethod.None, constant.Find(Statistic.R)!.Interval);
    }

    [Fact]
    public void Spearman_takes_the_mean_rank_of_ties()
    {
        // Ranks 1, 2.5, 2.5, 4 against 1, 3, 2, 4: 4.5 / sqrt(4.5 * 5).
        var scores = Scoring.Score(new Pairs([1, 2, 2, 3], [10, 30, 20, 40]), false, null, new ScoreOptions { Samples = 0 });
        Assert.Equal(4.5 / Math.Sqrt(4.5 * 5), scores.Find(Statistic.Spearman)!.Value, 1e-12);
    }

    [Fact]
    public void A_zero_reference_is_left_out_of_the_percentages_alone()
    {
        var scores = Scoring.Score(new Pairs([0, 1, 2, 4], [1, 1.1, 2.4, 3]), false, null, new ScoreOptions { Samples = 0 });
        Assert.Equal((4, 3), (scores.Find(Statistic.Rmsd)!.N, scores.Find(Statistic.Mape)!.N));
        Assert.Equal(100 * (0.1 + 0.2 + 0.25) / 3, scores.Find(Statistic.Mape)!.Value, 1e-10);
    }

    [Fact]
    public void Bootstrap_intervals_do_not_depend_on_threads_and_do_on_the_seed()
    {
        var pairs = Planted(300, 1, 1);
        var one = Scoring.Score(pairs, false, null, new ScoreOptions { Samples = 200, Threads = 1 });
        var two = Scoring.Score(pairs, false, null, new ScoreOptions { Samples = 200, Threads = 2 });
        var other = Scoring.Score(pairs, false, null, new ScoreOptions { Samples = 200, Seed = 2 });
        Assert.Equal(one.Scores, two.Scores);
        Assert.NotEqual(one.Find(Statistic.Rmsd), other.Find(Statistic.Rmsd));
    }

    [Fact]
    public void The_bootstrap_interval_of_the_mean_agrees_with_Student()
    {
        // Every pair is a group of its own: the bootstrap then estimates what the formula gives.
        var pairs = Planted(400, 400, 3);
        var sampled = Scoring.Score(pairs, false, null, new ScoreOptions { Samples = 4000 }).Find(Statistic.Bias)!;
        var formula = Scoring.Score(pairs with { Groups = null }, false, null, new ScoreOptions()).Find(Statistic.Bias)!;
        Assert.Equal(IntervalMethod.BootstrapByGroup, sampled.Interval);
        Assert.Equal(IntervalMethod.Analytic, formula.Interval);
        Assert.Equal(1, (sampled.High - sampled.Low) / (formula.High - formula.Low), 0.08);
    }

    [Fact]
    public void Platforms_with_errors_of_their_own_widen_the_interval_as_they_should()
    {
        // 40 platforms of 50 pairs, each platform with an offset of standard deviation 1: the truth of the bias has
        // a standard deviation near 1 / sqrt(40), ten times what independent pairs would suggest.
        var random = new Random(11);
        var covered = 0;
        for (var round = 0; round < 60; round++)
        {
            var (x, y, groups) = (new double[2000], new double[2000], new int[2000]);
            for (var platform = 0; platform < 40; platform++)
            {
                var offset = Normal(random);
                for (var i = platform * 50; i < (platform + 1) * 50; i++) (x[i], y[i], groups[i]) = (i, i + offset + 0.1 * Normal(random), platform);
            }

            var bias = Scoring.Score(new Pairs(x, y, null, groups), false, null, new ScoreOptions { Samples = 200, Threads = 2 }).Find(Statistic.Bias)!;
            if (bias.Low <= 0 && bias.High >= 0) covered++;
        }

        // Percentile intervals of 40 groups hold a little less than the 95 % they promise: 60 rounds give 50 to 60.
        Assert.InRange(covered, 50, 60);
    }

    [Fact]
    public void A_right_sigma_covers_what_it_says_and_a_half_one_does_not()
    {
        var random = new Random(4);
        var n = 20_000;
        var (x, y, sigma) = (new double[n], new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            sigma[i] = 0.1 + random.NextDouble();
            x[i] = 5 * random.NextDouble();
            y[i] = x[i] + sigma[i] * Normal(random);
        }

        sigma[7] = double.NaN;
        var right = Scoring.Score(new Pairs(x, y, sigma), false, null, new ScoreOptions { Samples = 0 });
        Assert.Equal(n, right.Find(Statistic.Rmsd)!.N);
        Assert.Equal(n - 1, right.Find(Statistic.Coverage68)!.N);
        Assert.Equal(0.6827, right.Find(Statistic.Coverage68)!.Value, 0.01);
        Assert.Equal(0.95, right.Find(Statistic.Coverage95)!.Value, 0.006);
        Assert.Equal(1, right.Find(Statistic.SigmaRatio)!.Value, 0.02);
        var half = Scoring.Score(new Pairs(x, y, Array.ConvertAll(sigma, value => value / 2)), false, null, new ScoreOptions { Samples = 0 });
        Assert.Equal(0.3829, half.Find(Statistic.Coverage68)!.Value, 0.01);
        Assert.Equal(2, half.Find(Statistic.SigmaRatio)!.Value, 0.04);
    }

    [Fact]
    public void In_log10_sigma_is_that_of_the_logarithm()
    {
        var random = new Random(6);
        var n = 20_000;
        var (x, y, sigma) = (new double[n], new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            y[i] = Math.Pow(10, (3 * random.NextDouble()) - 2);
            x[i] = y[i] * Math.Pow(10, 0.3 * Normal(random));
            sigma[i] = 0.3 * Math.Log(10) * y[i];
        }

        var scores = Scoring.Score(new Pairs(x, y, sigma), true, null, new ScoreOptions { Samples = 0 });
        Assert.Equal(0.3, scores.Find(Statistic.MeanSigma)!.Value, 1e-9);
        Assert.Equal(0.6827, scores.Find(Statistic.Coverage68)!.Value, 0.01);
        Assert.Equal(1, scores.Find(Statistic.SigmaRatio)!.Value, 0.02);
    }

    [Fact]
    public void Too_few_platforms_give_no_interval_rather_than_a_wrong_one() =>
        Assert.Equal(IntervalMethod.None, Scoring.Score(Planted(100, 4, 5), false, null, new ScoreOptions()).Find(Statistic.Rmsd)!.Interval);

    internal static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static Pairs Planted(int n, int groups, int seed)
    {
        var random = new Random(seed);
        var (x, y) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            x[i] = Math.Exp(Normal(random));
            y[i] = x[i] * Math.Exp(0.3 * Normal(random));
        }

        return new Pairs(x, y, null, groups == 1 ? null : [.. Enumerable.Range(0, n).Select(i => i % groups)]);
    }
}
