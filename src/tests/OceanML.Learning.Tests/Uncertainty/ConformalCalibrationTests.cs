namespace OceanML.Learning.Tests;

public sealed class ConformalCalibrationTests
{
    [Fact]
    public void A_reach_half_as_large_as_the_errors_is_doubled()
    {
        var random = new RandomStream(4);
        const int rows = 20_000;
        var (observed, predicted, reach) = (new double[rows], new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            var spread = 0.1 + random.NextDouble();
            (observed[i], reach[i]) = (spread * random.NextNormal(), ConformalCalibration.NormalQuantile * spread / 2);
        }

        int[] groups = [.. Enumerable.Range(0, rows)];
        var factor = Assert.Single(ConformalCalibration.Factors(observed, predicted, reach, reach, 1, groups));
        Assert.Equal(2, factor, 0.04);
        double[] scaled = [.. reach.Select(value => value * factor)];
        Assert.Equal(0.8, ConformalCalibration.Covered(observed, predicted, scaled, scaled), 0.003);
    }

    [Theory]
    [InlineData(9, 0.8, 8)]
    [InlineData(4, 0.8, 4)]
    [InlineData(19, 0.95, 19)]
    [InlineData(99, 0.5, 50)]
    [InlineData(3, 0.8, 3)]
    public void Of_single_rows_it_is_the_order_statistic_of_split_conformal_prediction(int n, double coverage, int rank)
    {
        // The errors are 1, 2, … n; the pooled factor is that of the one target.
        double[] observed = [.. Enumerable.Range(0, n).Select(i => (i * 7 % n) + 1.0)];
        double[] ones = [.. Enumerable.Repeat(1.0, n)];
        Assert.Equal(rank, ConformalCalibration.Factors(observed, new double[n], ones, ones, 1, [.. Enumerable.Range(0, n)], coverage)[0], 1e-9);
    }

    [Fact]
    public void A_new_observation_is_inside_as_often_as_promised_even_with_few()
    {
        // With 9 exchangeable errors the promise is kept exactly on average; without the + 1 it would be 0.7 here.
        var random = new RandomStream(6);
        var (inside, trials) = (0, 20_000);
        int[] groups = [.. Enumerable.Range(0, 9)];
        double[] ones = [.. Enumerable.Repeat(1.0, 9)];
        for (var trial = 0; trial < trials; trial++)
        {
            double[] observed = [.. Enumerable.Range(0, 9).Select(_ => random.NextNormal())];
            if (Math.Abs(random.NextNormal()) <= ConformalCalibration.Factors(observed, new double[9], ones, ones, 1, groups)[0]) inside++;
        }

        Assert.Equal(0.8, (double)inside / trials, 0.012);
    }

    [Fact]
    public void Rows_of_a_new_group_are_inside_as_often_as_promised_where_groups_differ_in_size_and_error()
    {
        var random = new RandomStream(7);
        const int groups = 12, trials = 3000;
        var covered = 0.0;
        for (var trial = 0; trial < trials; trial++)
        {
            var (observed, group) = (new List<double>(), new List<int>());
            for (var g = 0; g <= groups; g++)
            {
                // Large groups have large errors; the last one is the new one.
                var scale = 0.2 + random.NextDouble();
                var size = scale > 0.7 ? 40 : 4;
                for (var i = 0; i < size; i++)
                {
                    observed.Add(scale * random.NextNormal());
                    group.Add(g);
                }
            }

            var count = group.Count(g => g < groups);
            double[] ones = [.. Enumerable.Repeat(1.0, observed.Count)];
            var factor = ConformalCalibration.Factors(observed.ToArray().AsSpan(0, count), new double[count], ones.AsSpan(0, count), ones.AsSpan(0, count), 1, group.ToArray().AsSpan(0, count))[0];
            covered += observed.Skip(count).Average(error => Math.Abs(error) <= factor ? 1.0 : 0) / trials;
        }

        Assert.InRange(covered, 0.795, 0.87);
    }

    [Fact]
    public void Reach_below_and_above_is_judged_by_the_side_of_the_error()
    {
        double[] observed = [-2, -1, 1, 6, -2, -1, 1, 6, -2], predicted = new double[9];
        double[] lower = [.. Enumerable.Repeat(1.0, 9)], upper = [.. Enumerable.Repeat(3.0, 9)];
        Assert.Equal(2, ConformalCalibration.Factors(observed, predicted, lower, upper, 1, [.. Enumerable.Range(0, 9)])[0], 1e-9);
        Assert.Equal(4 / 9.0, ConformalCalibration.Covered(observed, predicted, lower, upper), 1e-12);
    }

    [Fact]
    public void A_gross_error_does_not_widen_every_interval()
    {
        double[] observed = [.. Enumerable.Range(0, 1000).Select(i => i == 0 ? 1e6 : (i - 500) / 400.0)];
        var (predicted, reach) = (new double[1000], Enumerable.Repeat(ConformalCalibration.NormalQuantile, 1000).ToArray());
        Assert.InRange(ConformalCalibration.Factors(observed, predicted, reach, reach, 1, [.. Enumerable.Range(0, 1000)])[0], 0.7, 0.8);
    }

    [Fact]
    public void A_target_with_few_values_leans_on_the_others()
    {
        var random = new RandomStream(8);
        var (observed, predicted, reach) = (new double[2000], new double[2000], Enumerable.Repeat(ConformalCalibration.NormalQuantile, 2000).ToArray());
        for (var i = 0; i < 2000; i++) observed[i] = i % 2 == 0 ? 3 * random.NextNormal() : i == 1 ? 50 : double.NaN;
        var factors = ConformalCalibration.Factors(observed, predicted, reach, reach, 2, [.. Enumerable.Range(0, 1000)]);
        Assert.Equal(3, factors[0], 0.25);
        Assert.InRange(factors[1], 2.5, 4.5);
    }

    [Fact]
    public void Groups_count_alike_in_coverage_and_four_are_enough_for_80_percent()
    {
        double[] observed = [0, 0, 0, 5], ones = [1, 1, 1, 1];
        Assert.Equal(0.5, ConformalCalibration.CoveredByGroup(observed, new double[4], ones, ones, 1, [0, 0, 0, 1]), 1e-12);
        Assert.Equal(0.75, ConformalCalibration.Covered(observed, new double[4], ones, ones), 1e-12);
        Assert.Equal(4, ConformalCalibration.FewestGroups());
        Assert.Equal(19, ConformalCalibration.FewestGroups(0.95));
    }
}
