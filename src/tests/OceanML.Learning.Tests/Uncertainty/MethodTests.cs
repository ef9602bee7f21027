using OceanML.Core;

namespace OceanML.Learning.Tests;

public sealed class MethodTests
{
    private static readonly NetworkOptions Small = new() { Members = 3, Hidden = [16, 16], Dropout = 0, Epochs = 40, BatchSize = 32, LearningRate = 5e-3f };

    public static TheoryData<NetworkMethod, bool> Methods => new()
    {
        { NetworkMethod.Ensemble, false }, { NetworkMethod.McDropout, false }, { NetworkMethod.Bayes, false }, { NetworkMethod.Quantile, false },
        { NetworkMethod.Ensemble, true }, { NetworkMethod.McDropout, true }, { NetworkMethod.Bayes, true },
    };

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_model_file_gives_what_the_model_gives(NetworkMethod method, bool classes)
    {
        var data = classes ? PlantedClasses.Data(30, 10) : Planted.Data(groups: 30, rowsPerGroup: 10);
        var model = Fit(data, Quick(method), 1);
        int[] rows = [.. Enumerable.Range(0, 50)];
        var expected = model.Predict(data.Features, rows);
        var builder = new GraphBuilder("model");
        var outputs = model.AddTo(builder, builder.Input("features", data.FeatureCount));
        builder.Output("mean", outputs.Mean, expected.Width);
        builder.Output("data", outputs.DataVariance, classes ? 1 : expected.Width);
        builder.Output("model", outputs.ModelVariance, classes ? 1 : expected.Width);
        if (outputs.LowerDeviation is { } lower) builder.Output("lower", lower, expected.Width);
        if (outputs.UpperDeviation is { } upper) builder.Output("upper", upper, expected.Width);
        var graph = new GraphRunner(builder.Build()).Run(data.Features[..(50 * data.FeatureCount)]);
        Close(expected.Mean, graph["mean"].Floats);
        Close(expected.DataVariance, graph["data"].Floats);
        Close(expected.ModelVariance, graph["model"].Floats);
        Assert.Equal(method == NetworkMethod.Quantile, expected.LowerDeviation is not null);
        if (expected.LowerDeviation is { } below) Close(below, graph["lower"].Floats);
        if (expected.UpperDeviation is { } above) Close(above, graph["upper"].Floats);
        Assert.Contains(expected.ModelVariance, part => part > 1e-6);
        Assert.Contains(expected.DataVariance, part => part > 1e-4);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Threads_do_not_change_a_byte(NetworkMethod method, bool classes)
    {
        var data = classes ? PlantedClasses.Data(20, 10) : Planted.Data(groups: 20, rowsPerGroup: 10);
        var options = Quick(method) with { Members = 3, Epochs = 3, Samples = 5, Passes = 5 };
        int[] all = [.. Enumerable.Range(0, data.Count)];
        var (one, two) = (Fit(data, options, 1).Predict(data.Features, all), Fit(data, options, 2).Predict(data.Features, all));
        Assert.Equal(one.Mean, two.Mean);
        Assert.Equal(one.DataVariance, two.DataVariance);
        Assert.Equal(one.ModelVariance, two.ModelVariance);
    }

    [Theory]
    [InlineData(NetworkMethod.Ensemble)]
    [InlineData(NetworkMethod.Quantile)]
    [InlineData(NetworkMethod.Bayes)]
    public void With_shuffled_targets_no_score_of_held_out_groups_beats_the_mean(NetworkMethod method)
    {
        var data = Planted.Data(groups: 40, rowsPerGroup: 10, missing: 0);
        var random = new RandomStream(31);
        int[] order = [.. Enumerable.Range(0, data.Count)];
        random.Shuffle<int>(order);
        var shuffled = (double[])data.Targets.Clone();
        for (var row = 0; row < data.Count; row++) data.Targets.AsSpan(order[row] * 2, 2).CopyTo(shuffled.AsSpan(row * 2));
        var plan = new TrainingPlan { Learner = new NetworkLearner(Quick(method)), Folds = 4 };
        var model = Planted.Train(data with { Targets = shuffled }, plan, 2);
        var (own, mean) = (model.Regression.Model, model.Regression.Baselines[CrossValidation.MeanBaseline]);
        Assert.True(own.All.RootMeanSquareError >= 0.999 * mean.All.RootMeanSquareError, $"{own.All.RootMeanSquareError} against {mean.All.RootMeanSquareError}");
        for (var fold = 0; fold < 4; fold++)
            Assert.True(own.Folds[fold].RootMeanSquareError >= 0.98 * mean.Folds[fold].RootMeanSquareError, $"fold {fold}: {own.Folds[fold].RootMeanSquareError} against {mean.Folds[fold].RootMeanSquareError}");
        Assert.InRange(model.Regression.GroupCoverage, 0.74, 0.88);
    }

    [Fact]
    public void Intervals_of_known_changing_noise_hold_what_they_say_at_50_80_and_95_percent()
    {
        var data = Planted.Data(groups: 300, missing: 0);
        var fresh = Planted.Data(groups: 200, seed: 8, missing: 0);
        var model = Fit(data, Small with { Epochs = 60 }, 2);
        var predicted = model.Predict(fresh.Features, [.. Enumerable.Range(0, fresh.Count)]);
        var sigma = predicted.Sigma();
        foreach (var (quantile, share) in ((double, double)[])[(0.6744897501960817, 0.5), (1.2815515655446004, 0.8), (1.959963984540054, 0.95)])
        {
            var (quiet, loud) = (Covered(false), Covered(true));
            Assert.Equal(share, quiet, 0.05);
            Assert.Equal(share, loud, 0.05);

            double Covered(bool high)
            {
                int[] at = [.. Enumerable.Range(0, fresh.Count).Where(row => fresh.Features[row * 4] > 103 == high && (high || fresh.Features[row * 4] < 97)).Select(row => row * 2)];
                return at.Average(i => Math.Abs(fresh.Targets[i] - predicted.Mean[i]) <= quantile * sigma[i] ? 1.0 : 0);
            }
        }
    }

    [Fact]
    public void More_data_lower_the_part_of_the_model_and_leave_the_part_of_the_data()
    {
        var fresh = Planted.Data(groups: 20, seed: 8, missing: 0);
        int[] rows = [.. Enumerable.Range(0, fresh.Count)];
        var options = Small with { Members = 6, Epochs = 80, HeldOutShare = 0.1 };
        var (few, many) = (Fit(Planted.Data(groups: 12, missing: 0), options, 2).Predict(fresh.Features, rows), Fit(Planted.Data(groups: 200, missing: 0), options, 2).Predict(fresh.Features, rows));
        Assert.True(many.ModelVariance.Average() < 0.4 * few.ModelVariance.Average(), $"{many.ModelVariance.Average()} against {few.ModelVariance.Average()}");

        // Half of the rows have a standard deviation of 0.1, half of 0.3: the mean variance is 0.05.
        Assert.InRange(many.DataVariance.Average(), 0.035, 0.07);
        Assert.InRange(few.DataVariance.Average(), 0.02, 0.12);
    }

    [Fact]
    public void Quantiles_follow_noise_that_is_not_symmetric()
    {
        var data = Skewed(400, 3);
        var fresh = Skewed(400, 4);
        var model = Fit(data, Small with { Method = NetworkMethod.Quantile, Epochs = 60 }, 2);
        var predicted = model.Predict(fresh.Features, [.. Enumerable.Range(0, fresh.Count)]);
        double Below(Func<int, double> limit) => Enumerable.Range(0, fresh.Count).Average(i => fresh.Targets[i] < limit(i) ? 1.0 : 0);
        Assert.Equal(0.1, Below(i => predicted.Mean[i] - predicted.LowerDeviation![i]), 0.03);
        Assert.Equal(0.5, Below(i => predicted.Mean[i]), 0.05);
        Assert.Equal(0.9, Below(i => predicted.Mean[i] + predicted.UpperDeviation![i]), 0.03);
        Assert.All(Enumerable.Range(0, fresh.Count), i => Assert.True(predicted.LowerDeviation![i] > 0 && predicted.UpperDeviation![i] > predicted.LowerDeviation![i]));
    }

    [Fact]
    public void Dropped_units_spread_as_the_formula_says_also_within_residual_connections()
    {
        // Of a sum of w · x whose terms are dropped with probability p the variance is the sum of w² x² p / (1 - p).
        const float share = 0.25f;
        var shape = new SignalShape(1, 12);
        foreach (var residual in (bool[])[false, true])
        {
            Layer dropout = residual ? new ResidualLayer([new DropoutLayer(shape, share)]) : new DropoutLayer(shape, share);
            var network = new Network([dropout, new DenseLayer(shape, 1)]);
            network.Initialise(new RandomStream(2));
            var networks = DroppedNetworks.Make(network, 20_000, new RandomStream(4));
            var workspace = new NetworkWorkspace(networks[0], 1);
            for (var i = 0; i < 12; i++) workspace.Input[i] = 0.3f * (i - 4);
            var (sum, squares, expected, mean) = (0.0, 0.0, 0.0, 0.0);
            foreach (var one in networks)
            {
                one.Forward(workspace, 1);
                sum += workspace.Output[0];
                squares += workspace.Output[0] * workspace.Output[0];
            }

            for (var i = 0; i < 12; i++)
            {
                double term = network.Parameters[i * 8] * 0.3f * (i - 4);
                expected += term * term * share / (1 - share);
                mean += residual ? 2 * term : term;
            }

            Assert.Equal(mean, sum / 20_000, 0.02 * Math.Sqrt(expected));
            Assert.Equal(expected, squares / 20_000 - sum / 20_000 * (sum / 20_000), 0.03 * expected);
        }
    }

    [Fact]
    public void Networks_that_disagree_are_unsure_of_the_model_networks_that_hesitate_of_the_data()
    {
        var head = new ClassHead(2);
        double[] disagree = new double[3], hesitate = new double[3];
        head.Add([30, -30], disagree);
        head.Add([-30, 30], disagree);
        head.Add([0, 0], hesitate);
        head.Add([0, 0], hesitate);
        var (first, second) = (head.Combine(disagree, 1, 2), head.Combine(hesitate, 1, 2));
        Assert.Equal([0.5, 0.5], first.Mean, (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal((0, Math.Log(2)), (Math.Round(first.DataVariance[0], 9), first.ModelVariance[0]));
        Assert.Equal((Math.Log(2), 0), (second.DataVariance[0], second.ModelVariance[0]));
    }

    [Fact]
    public void Classes_are_found_and_balanced_weights_raise_the_rare_one()
    {
        var data = PlantedClasses.Data(60, 15);
        var fresh = PlantedClasses.Data(30, 15, seed: 5);
        int[] rows = [.. Enumerable.Range(0, fresh.Count)];
        var (plain, balanced) = (Fit(data, Small, 2).Predict(fresh.Features, rows), Fit(data, Small with { BalanceClasses = true }, 2).Predict(fresh.Features, rows));
        Assert.All(rows, row => Assert.Equal(1, plain.Mean.AsSpan(row * 3, 3).ToArray().Sum(), 1e-6));
        Assert.True(rows.Average(row => Best(plain, row) == fresh.Targets[row] ? 1.0 : 0) > 0.8);
        var (before, after) = (rows.Average(row => plain.Mean[row * 3 + 2]), rows.Average(row => balanced.Mean[row * 3 + 2]));
        Assert.Equal(fresh.Targets.Count(k => k == 2) / (double)fresh.Count, before, 0.03);
        Assert.True(after > 1.3 * before, $"{after} against {before}");

        // 6 rows of 3 classes: 4, 1 and 1; a class without rows weighs nothing.
        Assert.Equal([0.5, 2, 2, 0], ClassWeights.Of([0, 0, 0, 0, 1, 2, 9], [0, 1, 2, 4, 5, 3], 4, balanced: true));
    }

    [Fact]
    public void Rows_count_by_their_weight()
    {
        // Two contradicting answers to the same question: the one that weighs three times as much pulls three times as hard.
        const int rows = 400;
        double[] weights = [.. Enumerable.Range(0, rows).Select(row => row % 2 == 0 ? 30.0 : 10.0)];
        float[] features = [.. Enumerable.Range(0, rows).Select(row => (row / 2 % 7) - 3f)];
        var data = new Dataset(["a"], ["y"], features, [.. Enumerable.Range(0, rows).Select(row => row % 2 == 0 ? 1.0 : 0)], [.. Enumerable.Range(0, rows).Select(row => row / 10)],
            [.. Enumerable.Range(0, rows / 10).Select(i => $"g{i}")], [.. Enumerable.Range(0, rows)], false, 0);
        var options = Small with { Loss = LossKind.Mse, Members = 1, WeightDecay = 0 };
        int[] all = [.. Enumerable.Range(0, rows)];
        Assert.Equal(0.5, Fit(data, options, 1).Predict(features, all).Mean.Average(), 0.02);
        Assert.Equal(0.75, Fit(data with { RowWeights = weights }, options, 1).Predict(features, all).Mean.Average(), 0.02);
        weights[7] = double.NaN;
        Assert.Contains("row 8 has the weight NaN", Assert.Throws<OceanException>(() => Fit(data with { RowWeights = weights }, options, 1)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LossKind.Mse)]
    [InlineData(LossKind.Mae)]
    [InlineData(LossKind.Huber)]
    public void Losses_without_a_variance_take_it_from_groups_left_out(LossKind loss)
    {
        var data = Planted.Data(groups: 100, missing: 0);
        var fresh = Planted.Data(groups: 60, seed: 8, missing: 0);
        var predicted = Fit(data, Small with { Loss = loss, HeldOutShare = 0.2 }, 2).Predict(fresh.Features, [.. Enumerable.Range(0, fresh.Count)]);
        var error = Math.Sqrt(Enumerable.Range(0, fresh.Targets.Length).Average(i => Math.Pow(predicted.Mean[i] - fresh.Targets[i], 2)));
        Assert.InRange(error, 0.2, 0.3);
        Assert.Equal(error * error, predicted.DataVariance.Average(), 0.25 * error * error);
    }

    [Fact]
    public void Divergence_stops_the_training_and_says_where_and_what_to_try()
    {
        var data = Planted.Data(groups: 10);
        var options = Small with { Activation = Activation.Relu, LearningRate = 1e12f, Loss = LossKind.Mse, Optimiser = OptimiserKind.Sgd };
        var exception = Assert.Throws<OceanException>(() => Fit(data, options, 2));
        Assert.Equal(ExitCode.BadInput, exception.Code);
        Assert.Matches("training diverged: at step [0-9]+ of [0-9]+ of epoch [0-9]+, with learning rate 1E\\+12, .* try learning_rate 1E\\+11", exception.Message);
    }

    [Fact]
    public void What_does_not_go_together_is_refused_before_the_work()
    {
        var (numbers, classes) = (Planted.Data(groups: 5), PlantedClasses.Data(5, 5));
        Refused(classes, Small with { Method = NetworkMethod.Quantile }, "quantiles are of numbers");
        Refused(classes, Small with { Loss = LossKind.Huber }, "the loss huber is of numbers");
        Refused(numbers, Small with { Loss = LossKind.CrossEntropy }, "the loss cross-entropy is of classes");
        Refused(numbers, Small with { Loss = LossKind.Quantile }, "go together");
        Refused(numbers, Small with { Method = NetworkMethod.Bayes, Loss = LossKind.Mse }, "needs a likelihood");
        Refused(numbers, Small with { Method = NetworkMethod.McDropout }, "needs a dropout");

        static void Refused(Dataset data, NetworkOptions options, string part)
        {
            var exception = Assert.Throws<OceanException>(() => new NetworkFit(data, [0, 1, 2], options, 1, 0));
            Assert.Equal(ExitCode.Usage, exception.Code);
            Assert.Contains(part, exception.Message, StringComparison.Ordinal);
        }
    }

    private static int Best(Predictive predicted, int row)
    {
        var p = predicted.Mean.AsSpan(row * 3, 3);
        return p[0] > p[1] ? (p[0] > p[2] ? 0 : 2) : p[1] > p[2] ? 1 : 2;
    }

    private static NetworkOptions Quick(NetworkMethod method) => NetworkOptions.For(method) with
    {
        Members = method is NetworkMethod.Ensemble or NetworkMethod.Quantile ? 3 : 1,
        Hidden = [16, 16],
        Dropout = method == NetworkMethod.McDropout ? 0.1f : 0,
        Epochs = 25,
        BatchSize = 32,
        LearningRate = 5e-3f,
        Samples = 20,
        Passes = 12,
    };

    private static FittedModel Fit(Dataset data, NetworkOptions options, int threads)
    {
        var fit = new NetworkFit(data, [.. Enumerable.Range(0, data.Count)], options, 1, 0);
        ModelFit.RunAll([fit], threads, null, TestContext.Current.CancellationToken);
        return fit.Model;
    }

    private static Dataset Skewed(int groups, int seed)
    {
        var random = new RandomStream(seed, 5);
        var rows = groups * 10;
        var (features, targets) = (new float[rows], new double[rows]);
        for (var row = 0; row < rows; row++)
        {
            features[row] = (float)random.NextNormal();
            targets[row] = features[row] + Math.Exp(0.8 * random.NextNormal());
        }

        return new Dataset(["a"], ["y"], features, targets, [.. Enumerable.Range(0, rows).Select(row => row / 10)], [.. Enumerable.Range(0, groups).Select(i => $"g{i}")], [.. Enumerable.Range(0, rows)], false, 0);
    }

    private static void Close(double[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-5 * Math.Max(1, Math.Abs(expected[i])), $"[{i}] model {expected[i]:R}, graph {actual[i]:R}");
    }
}
