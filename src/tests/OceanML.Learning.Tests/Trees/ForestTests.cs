namespace OceanML.Learning.Tests;

public sealed class ForestTests
{
    [Fact]
    public void With_one_row_per_leaf_and_every_row_in_every_tree_the_training_targets_come_back()
    {
        var data = Data(200, noise: 1);
        var model = Fit(data, new ForestOptions { Trees = 5, MinimumLeaf = 1, Sampling = ForestSampling.All, MaximumDepth = 60 });
        var predicted = model.Predict(data.Features, [.. Enumerable.Range(0, 200)]);
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(data.Targets[i], predicted.Mean[i], 1e-5);
            Assert.InRange(predicted.DataVariance[i], 0, 1e-5);
            Assert.Equal(0, predicted.ModelVariance[i], 1e-9);
        }

        Assert.Null(model.OutOfBagScore);
    }

    [Fact]
    public void Mean_and_variances_are_those_of_the_training_values_in_the_leaves()
    {
        var data = Data(300, noise: 0.5);
        var model = Fit(data, new ForestOptions { Trees = 1, MinimumLeaf = 20, Sampling = ForestSampling.All });
        int[] rows = [.. Enumerable.Range(0, 300)];
        var (predicted, leaves) = (model.Predict(data.Features, rows), model.Trees.Leaves(data.Features, rows));
        foreach (var row in new[] { 0, 17, 200 })
        {
            double[] own = [.. rows.Where(other => leaves[other] == leaves[row]).Select(other => data.Targets[other]).Order()];
            Assert.True(own.Length >= 20);
            Assert.Equal(own.Average(), predicted.Mean[row], 1e-6);
            Assert.Equal(own.Average(value => Math.Pow(value - own.Average(), 2)), predicted.DataVariance[row], 1e-6);
            Assert.InRange(predicted.Mean[row] - predicted.LowerDeviation![row], own[0], own[own.Length / 4]);
            Assert.InRange(predicted.Mean[row] + predicted.UpperDeviation![row], own[own.Length * 3 / 4], own[^1]);
        }
    }

    [Fact]
    public void Quantiles_cover_what_they_should_on_fresh_rows_with_skewed_noise()
    {
        var (data, fresh) = (Data(4000, 1, skewed: true), Data(2000, 1, seed: 9, skewed: true));
        var predicted = Fit(data, new ForestOptions { Trees = 100, MinimumLeaf = 10 }).Predict(fresh.Features, [.. Enumerable.Range(0, 2000)]);
        var below = Enumerable.Range(0, 2000).Average(i => fresh.Targets[i] < predicted.Mean[i] - predicted.LowerDeviation![i] ? 1.0 : 0);
        var above = Enumerable.Range(0, 2000).Average(i => fresh.Targets[i] > predicted.Mean[i] + predicted.UpperDeviation![i] ? 1.0 : 0);
        Assert.InRange(below, 0.05, 0.14);
        Assert.InRange(above, 0.05, 0.14);
        Assert.True(predicted.UpperDeviation!.Average() > 1.3 * predicted.LowerDeviation!.Average());
    }

    [Fact]
    public void A_missing_target_is_left_out_where_it_is_missing_and_does_not_move_the_other()
    {
        var random = new RandomStream(3);
        var (x, y) = (new float[1000], new double[2000]);
        for (var i = 0; i < 1000; i++)
        {
            x[i] = (float)random.NextNormal();
            (y[2 * i], y[2 * i + 1]) = (Math.Sin(x[i]), random.NextDouble() < 0.7 ? double.NaN : 100 + 10 * x[i]);
        }

        int[] rows = [.. Enumerable.Range(0, 1000)];
        var data = new Dataset(["x"], ["a", "b"], x, y, rows, [.. rows.Select(row => $"{row}")], rows, false, 0);
        var predicted = Fit(data, new ForestOptions { Trees = 50 }).Predict([-1, 0, 1], [0, 1, 2]);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(Math.Sin(i - 1), predicted.Mean[2 * i], 0.1);
            Assert.Equal(100 + 10 * (i - 1), predicted.Mean[2 * i + 1], 1.0);
        }
    }

    [Fact]
    public void Out_of_bag_scores_of_whole_groups_say_what_to_expect_of_a_group_never_seen_and_those_of_rows_flatter()
    {
        // Every group has an offset of its own, and a feature betrays the group.
        var random = new RandomStream(5);
        var (x, y, groups) = (new float[4000], new double[2000], new int[2000]);
        double[] offsets = [.. Enumerable.Range(0, 100).Select(_ => 2 * random.NextNormal())];
        for (var i = 0; i < 2000; i++)
        {
            groups[i] = i / 20;
            (x[2 * i], x[2 * i + 1]) = ((float)random.NextNormal(), groups[i]);
            y[i] = x[2 * i] + offsets[groups[i]] + 0.1 * random.NextNormal();
        }

        var data = new Dataset(["a", "b"], ["y"], x, y, groups, [.. Enumerable.Range(0, 100).Select(i => $"g{i}")], [.. Enumerable.Range(0, 2000)], false, 0);
        var byGroup = Fit(data, new ForestOptions { Trees = 60, MinimumLeaf = 2, FeaturesTried = 2 }).OutOfBagScore![0];
        var byRow = Fit(data, new ForestOptions { Trees = 60, MinimumLeaf = 2, FeaturesTried = 2, Sampling = ForestSampling.Rows }).OutOfBagScore![0];
        Assert.InRange(byGroup, 1.6, 3.2);
        Assert.True(byRow < 0.5 * byGroup, $"rows {byRow}, groups {byGroup}");
    }

    [Fact]
    public void Probabilities_sum_to_one_a_class_that_was_absent_gets_none_and_entropy_has_two_parts()
    {
        var data = Classes(600, present: 2);
        var predicted = Fit(data, new ForestOptions { Trees = 40 }).Predict(data.Features, [.. Enumerable.Range(0, 600)]);
        for (var i = 0; i < 600; i++)
        {
            Assert.Equal(1, predicted.Mean[3 * i] + predicted.Mean[3 * i + 1], 1e-6);
            Assert.Equal(0, predicted.Mean[3 * i + 2], 1e-12);
            Assert.True(predicted.DataVariance[i] >= 0 && predicted.ModelVariance[i] >= 0);
        }

        Assert.InRange(predicted.ModelVariance.Average(), 0.001, 0.5);
    }

    [Fact]
    public void Balanced_classes_make_a_rare_class_be_found()
    {
        var data = Classes(3000, present: 3, rare: true);
        int[] rare = [.. Enumerable.Range(0, 3000).Where(row => data.Targets[row] == 2)];
        Assert.InRange(rare.Length, 30, 150);
        var plain = Fit(data, new ForestOptions { Trees = 60 }).Predict(data.Features, rare);
        var balanced = Fit(data, new ForestOptions { Trees = 60, Balanced = true }).Predict(data.Features, rare);
        double Mean(Predictive predicted) => Enumerable.Range(0, rare.Length).Average(i => predicted.Mean[3 * i + 2]);
        Assert.True(Mean(balanced) > Mean(plain) + 0.1, $"balanced {Mean(balanced)}, plain {Mean(plain)}");
    }

    [Fact]
    public void Features_and_rows_without_anything_in_them_do_no_harm()
    {
        var data = Data(100, noise: 0.1);
        for (var i = 0; i < 100; i++) (data.Features[3 * i + 1], data.Features[3 * i + 2]) = (float.NaN, 4);
        var model = Fit(data, new ForestOptions { Trees = 20 });
        var predicted = model.Predict([0, 0, 0, float.NaN, float.NaN, float.NaN], [0, 1]);
        Assert.All(predicted.Mean, value => Assert.True(double.IsFinite(value)));
        Assert.All(model.Trees.Trees, tree => Assert.DoesNotContain(tree.Nodes, node => node.Feature > 0));
    }

    internal static FittedForest Fit(Dataset data, ForestOptions options)
    {
        var fit = new ForestLearner(options).Begin(data, [.. Enumerable.Range(0, data.Count)], 1, 0);
        ModelFit.RunAll([fit], 2, null, TestContext.Current.CancellationToken);
        return (FittedForest)fit.Model;
    }

    internal static Dataset Data(int rows, double noise, int seed = 1, bool skewed = false)
    {
        var random = new RandomStream(seed, 5);
        var (x, y) = (new float[rows * 3], new double[rows]);
        for (var i = 0; i < x.Length; i++) x[i] = (float)random.NextNormal();
        for (var i = 0; i < rows; i++)
            y[i] = 2 * Math.Sin(x[3 * i]) + noise * (skewed ? -Math.Log(1 - random.NextDouble()) : random.NextNormal());
        int[] own = [.. Enumerable.Range(0, rows)];
        return new Dataset(["a", "b", "c"], ["y"], x, y, own, [.. own.Select(row => $"g{row}")], own, false, 0);
    }

    internal static Dataset Classes(int rows, int present, bool rare = false)
    {
        var data = Data(rows, 0.5);
        double Class(double y) => present == 2 ? (y > 0 ? 1 : 0) : rare ? (y > 2.4 ? 2 : y > 0 ? 1 : 0) : y > 1 ? 2 : y > -1 ? 1 : 0;
        return data with { Targets = Array.ConvertAll(data.Targets, Class), Classes = ["low", "middle", "high"] };
    }
}
