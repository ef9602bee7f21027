namespace OceanML.Learning.Tests;

public sealed class BoostingTests
{
    private static readonly BoostingOptions Options = new() { Rounds = 60, LearningRate = 0.1, MaximumLeaves = 8, MinimumLeaf = 5 };

    [Fact]
    public void A_missing_value_can_be_what_tells()
    {
        var random = new RandomStream(1);
        var (x, y) = (new float[400], new double[400]);
        for (var i = 0; i < 400; i++)
        {
            x[i] = i % 4 == 0 ? float.NaN : (float)random.NextNormal();
            y[i] = i % 4 == 0 ? 5 : x[i] > 0.5 ? 1 : 0;
        }

        var forest = Fit(x, 1, y, new BoostingSquares(), Options with { Rounds = 200 });
        Assert.Equal(5, forest.Predict([float.NaN], [0])[0], 0.02);
        Assert.Equal(0, forest.Predict([-3], [0])[0], 0.02);
        Assert.Equal(1, forest.Predict([3], [0])[0], 0.02);
    }

    [Fact]
    public void A_value_missing_for_the_first_time_goes_where_most_rows_went()
    {
        var forest = Fit([.. Enumerable.Range(0, 100).Select(i => (float)i)], 1, [.. Enumerable.Range(0, 100).Select(i => i < 70 ? 0.0 : 1)], new BoostingSquares(), Options with { Rounds = 1, MaximumLeaves = 2 });
        Assert.Equal(69.5f, forest.Trees[0].Nodes[0].Threshold);
        Assert.True(forest.Trees[0].Nodes[0].MissingLeft);
    }

    [Fact]
    public void Constant_and_empty_features_and_targets_grow_no_leaves()
    {
        var x = new float[300];
        for (var i = 0; i < 100; i++) (x[3 * i], x[3 * i + 1], x[3 * i + 2]) = (7, float.NaN, float.PositiveInfinity);
        var made = Fit(x, 3, [.. Enumerable.Range(0, 100).Select(i => (double)(i % 5))], new BoostingSquares(), Options);
        Assert.All(made.Trees, tree => Assert.Equal(1, tree.LeafCount));
        Assert.Equal(2, made.Predict([1, 2, float.NaN], [0])[0], 1e-12);
        float[] line = [.. Enumerable.Range(0, 100).Select(i => (float)i)];
        Assert.All(Fit(line, 1, new double[100], new BoostingSquares(), Options).Trees, tree => Assert.Equal(1, tree.LeafCount));
    }

    [Fact]
    public void Infinite_values_are_the_largest_and_smallest()
    {
        float[] x = [.. Enumerable.Range(0, 90).Select(i => i % 3 == 0 ? float.NegativeInfinity : i % 3 == 1 ? 0 : float.PositiveInfinity)];
        var forest = Fit(x, 1, [.. Enumerable.Range(0, 90).Select(i => (double)(i % 3 * i % 3))], new BoostingSquares(), Options with { Rounds = 200 });
        Assert.Equal([0, 1, 1], new[] { float.NegativeInfinity, 0, float.PositiveInfinity }.Select(value => Math.Round(forest.Predict([value], [0])[0], 3)));
    }

    [Fact]
    public void The_trees_do_not_depend_on_the_number_of_threads()
    {
        var (x, y) = Wave(20_000, 7, 0.1);
        int[] rows = [.. Enumerable.Range(0, 20_000)];
        var options = Options with { Rounds = 10, RowShare = 0.7, ColumnShare = 0.6 };
        var trees = new[] { 1, 2, 3 }.Select(threads => BoostedTrees.Fit(BinnedTable.Of(x, 7, rows, threads: threads), y, null, rows, [], new BoostingSquares(), options, new RandomStream(4), threads, cancellation: TestContext.Current.CancellationToken).Forest.Trees).ToList();
        for (var t = 0; t < trees[0].Count; t++)
        {
            Assert.Equal(trees[0][t].Nodes, trees[1][t].Nodes);
            Assert.Equal(trees[0][t].Values, trees[1][t].Values);
            Assert.Equal(trees[0][t].Nodes, trees[2][t].Nodes);
        }
    }

    [Fact]
    public void A_monotone_feature_only_lifts_the_prediction_and_one_bound_to_fall_only_lowers_it()
    {
        var (x, y) = Wave(3000, 3, 0.5);
        foreach (var way in new[] { 1, -1 })
        {
            var forest = Fit(x, 3, y, new BoostingSquares(), Options with { Monotone = [way, 0, 0] });
            for (var row = 0; row < 50; row++)
            {
                var before = double.NaN;
                for (var value = -3f; value < 3; value += 0.05f)
                {
                    var predicted = forest.Predict([value, x[3 * row + 1], x[3 * row + 2]], [0])[0];
                    if (!double.IsNaN(before)) Assert.True(way * (predicted - before) >= -1e-9);
                    before = predicted;
                }
            }
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Quantiles_lie_where_the_known_noise_puts_them(double share)
    {
        // Noise of standard deviation 0.2 or 1 by the sign of the second feature.
        var random = new RandomStream(2);
        var (x, y) = (new float[16_000], new double[8000]);
        for (var i = 0; i < y.Length; i++)
        {
            (x[2 * i], x[2 * i + 1]) = ((float)random.NextNormal(), (float)random.NextNormal());
            y[i] = x[2 * i] + (x[2 * i + 1] > 0 ? 1 : 0.2) * random.NextNormal();
        }

        var forest = Fit(x, 2, y, new BoostingPinball(share), Options with { Rounds = 150, MinimumLeaf = 40 });
        var z = share == 0.5 ? 0 : share < 0.5 ? -1.2816 : 1.2816;
        Assert.Equal(0.3 + z, forest.Predict([0.3f, 1], [0])[0], 0.35);
        Assert.Equal(0.3 + 0.2 * z, forest.Predict([0.3f, -1], [0])[0], 0.15);
        int[] rows = [.. Enumerable.Range(0, y.Length)];
        Assert.Equal(share, forest.Predict(x, rows).Zip(y).Count(pair => pair.Second <= pair.First) / (double)y.Length, 0.02);
    }

    [Fact]
    public void Training_stops_on_the_held_out_rows_and_keeps_the_best_round()
    {
        var (x, y) = Wave(600, 4, 1);
        int[] learned = [.. Enumerable.Range(0, 400)], held = [.. Enumerable.Range(400, 200)];
        var made = BoostedTrees.Fit(BinnedTable.Of(x, 4, [.. learned, .. held]), y, null, learned, held, new BoostingSquares(), Options with { Rounds = 1000, LearningRate = 0.3, Patience = 10 }, new RandomStream(1), cancellation: TestContext.Current.CancellationToken);
        Assert.InRange(made.Rounds, 1, 200);
        Assert.Equal(made.Rounds, made.Forest.Trees.Count);
        Assert.Equal(made.HeldOutLoss.Min(), made.HeldOutLoss[made.Rounds], 1e-3);
        var error = held.Average(row => Math.Pow(made.Forest.Predict(x, [row])[0] - y[row], 2) / 2);
        Assert.Equal(made.HeldOutLoss[made.Rounds], error, 1e-9);
    }

    [Fact]
    public void Weights_count_as_rows_repeated()
    {
        var (x, y) = Wave(400, 2, 0.3);
        double[] weights = [.. Enumerable.Range(0, 400).Select(i => i % 3 == 0 ? 2.0 : 1)];
        int[] rows = [.. Enumerable.Range(0, 400)];
        int[] twice = [.. rows.SelectMany(row => row % 3 == 0 ? new[] { row, row } : [row])];
        var options = Options with { Rounds = 5, MinimumLeaf = 1, MinimumCurvature = 10, Bins = 32 };
        var weighted = BoostedTrees.Fit(BinnedTable.Of(x, 2, rows, 32), y, weights, rows, [], new BoostingSquares(), options, new RandomStream(1), cancellation: TestContext.Current.CancellationToken).Forest;
        var table = BinnedTable.Of(x, 2, rows, 32);
        var repeated = table with { Columns = [.. Enumerable.Range(0, 2).SelectMany(f => twice.Select(row => table.Column(f)[row]))], Count = twice.Length };
        var plain = BoostedTrees.Fit(repeated, [.. twice.Select(row => y[row])], null, [.. Enumerable.Range(0, twice.Length)], [], new BoostingSquares(), options, new RandomStream(1), cancellation: TestContext.Current.CancellationToken).Forest;
        for (var t = 0; t < 5; t++)
        {
            Assert.Equal(plain.Trees[t].Nodes.Select(node => (node.Feature, node.Threshold)), weighted.Trees[t].Nodes.Select(node => (node.Feature, node.Threshold)));
            foreach (var (a, b) in plain.Trees[t].Values.Zip(weighted.Trees[t].Values)) Assert.Equal(a, b, 1e-6f);
        }
    }

    [Fact]
    public void Long_columns_are_cut_where_short_ones_would_be()
    {
        var random = new RandomStream(8);
        float[] values = [.. Enumerable.Range(0, 50_000).Select(_ => (float)random.NextNormal())];
        (values[5], values[6]) = (float.NegativeInfinity, -0f);
        var bins = BinnedTable.Of(values, 1, [.. Enumerable.Range(0, values.Length)]);
        var counts = new int[256];
        foreach (var bin in bins.Columns) counts[bin]++;
        Assert.Equal(254, bins.Bins.Cuts[0].Length);
        Assert.All(counts[..255], count => Assert.InRange(count, 190, 203));
        for (var i = 0; i < 1000; i++) Assert.Equal(bins.Bins.Cuts[0].Count(cut => cut < values[i]), bins.Columns[i]);
    }

    private static Forest Fit(float[] x, int features, double[] y, BoostingLoss loss, BoostingOptions options)
    {
        int[] rows = [.. Enumerable.Range(0, y.Length)];
        return BoostedTrees.Fit(BinnedTable.Of(x, features, rows), y, null, rows, [], loss, options, new RandomStream(1), cancellation: TestContext.Current.CancellationToken).Forest;
    }

    private static (float[] X, double[] Y) Wave(int rows, int features, double noise)
    {
        var random = new RandomStream(6);
        var (x, y) = (new float[rows * features], new double[rows]);
        for (var i = 0; i < x.Length; i++) x[i] = (float)random.NextNormal();
        for (var i = 0; i < rows; i++) y[i] = Math.Sin(2 * x[i * features]) + x[i * features + 1] + noise * random.NextNormal();
        return (x, y);
    }
}
