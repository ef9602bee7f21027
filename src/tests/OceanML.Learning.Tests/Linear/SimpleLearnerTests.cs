using OceanML.Core;

namespace OceanML.Learning.Tests;

/// <summary>Ridge and logistic regression, nearest neighbours and the mean: as models as well as baselines.</summary>
public sealed class SimpleLearnerTests
{
    public static TheoryData<string, string> Regressions => new()
    {
        { "ridge", "" },
        { "ridge", "penalty=3" },
        { "neighbours", "neighbours=7" },
        { "neighbours", "neighbours=7,by_distance=true" },
        { "neighbours", "" },
        { "mean", "" },
    };

    public static TheoryData<string, string> Classifications => new()
    {
        { "logistic", "" },
        { "logistic", "penalty=1,balanced=true" },
        { "neighbours", "neighbours=9" },
        { "neighbours", "by_distance=true" },
        { "mean", "" },
    };

    [Theory]
    [MemberData(nameof(Regressions))]
    public void A_regression_in_a_model_file_gives_what_the_model_gives_and_ONNX_Runtime_agrees(string kind, string settings)
    {
        var (data, fresh) = (Planted.Data(), Planted.Data(seed: 5));
        var model = Planted.Train(data, TreeModelTests.Plan(kind, settings), 2);
        var graph = TreeModelTests.AssertAgrees(model, fresh);
        var predicted = model.Model.Predict(fresh.Features, [.. Enumerable.Range(0, fresh.Count)]);
        var outputs = new GraphRunner(graph).Run(fresh.Features, 2);
        for (var i = 0; i < predicted.Mean.Length; i++)
        {
            Assert.Equal(predicted.Mean[i], outputs["prediction"].Floats[i], 2e-5);
            Assert.Equal(Math.Sqrt(predicted.DataVariance[i]) * model.SigmaFactors[i % 2], outputs["sigma_data"].Floats[i], 1e-4);
            Assert.Equal(Math.Sqrt(predicted.ModelVariance[i]) * model.SigmaFactors[i % 2], outputs["sigma_model"].Floats[i], 1e-4);
        }
    }

    [Theory]
    [MemberData(nameof(Classifications))]
    public void A_classification_in_a_model_file_gives_what_the_model_gives_and_ONNX_Runtime_agrees(string kind, string settings)
    {
        var data = ForestTests.Classes(400, 3);
        var model = Planted.Train(data, TreeModelTests.Plan(kind, settings), 2);
        var outputs = new GraphRunner(TreeModelTests.AssertAgrees(model, data)).Run(data.Features, 2);
        var predicted = model.Model.Predict(data.Features, [.. Enumerable.Range(0, data.Count)]);
        for (var i = 0; i < predicted.Mean.Length; i++) Assert.Equal(predicted.Mean[i], outputs["probability"].Floats[i], 1e-5);
        for (var i = 0; i < data.Count; i++)
        {
            Assert.Equal(1, predicted.Mean[(3 * i)..(3 * i + 3)].Sum(), 1e-9);
            Assert.Equal(predicted.DataVariance[i], outputs["entropy_data"].Floats[i], 1e-4);
        }
    }

    [Fact]
    public void A_penalty_is_chosen_that_does_better_on_fresh_rows_than_one_far_off()
    {
        // Two of forty features matter, and there are few rows.
        var (data, fresh) = (Sparse(60, 1), Sparse(500, 2));
        double Error(ILearner learner)
        {
            var fit = learner.Begin(data, [.. Enumerable.Range(0, 60)], 1, 0);
            fit.Run(0, null, TestContext.Current.CancellationToken);
            var predicted = fit.Model.Predict(fresh.Features, [.. Enumerable.Range(0, 500)]).Mean;
            return Math.Sqrt(predicted.Zip(fresh.Targets, (a, b) => (a - b) * (a - b)).Average());
        }

        var chosen = Error(new RidgeLearner());
        Assert.True(chosen < 0.9 * Error(new RidgeLearner(1e-3)));
        Assert.True(chosen < 0.9 * Error(new RidgeLearner(1e4)));
    }

    [Fact]
    public void The_sigma_of_ridge_regression_is_that_of_known_noise_and_grows_away_from_the_data()
    {
        var data = Sparse(2000, 3, noise: 0.7);
        var fit = new RidgeLearner(1).Begin(data, [.. Enumerable.Range(0, 2000)], 1, 0);
        fit.Run(0, null, TestContext.Current.CancellationToken);
        var far = new float[80];
        Array.Fill(far, 10f, 40, 40);
        var predicted = fit.Model.Predict(far, [0, 1]);
        Assert.Equal(0.7, Math.Sqrt(predicted.DataVariance[0]), 0.04);
        Assert.Equal(0.49 / 2000, predicted.ModelVariance[0], 2e-4);
        Assert.Equal(0.49 * 40 * 100 / 2000, predicted.ModelVariance[1], 0.2);
    }

    [Fact]
    public void Blocked_distances_find_what_measuring_every_pair_finds_ties_and_missing_targets_included()
    {
        var random = new RandomStream(7);
        var (x, y) = (new float[1500 * 5], new double[1500 * 2]);
        for (var i = 0; i < x.Length; i++) x[i] = random.Next(4);
        for (var i = 0; i < y.Length; i++) y[i] = i % 2 == 1 && random.NextDouble() < 0.5 ? double.NaN : random.NextNormal();
        int[] rows = [.. Enumerable.Range(0, 1000)], fresh = [.. Enumerable.Range(1000, 500)], every = [.. Enumerable.Range(0, 1500)];
        var data = new Dataset(["a", "b", "c", "d", "e"], ["y", "z"], x, y, every, [.. every.Select(i => $"{i}")], every, false, 0);
        var fit = new NeighboursLearner(5).Begin(data, rows, 1, 0);
        fit.Run(0, null, TestContext.Current.CancellationToken);
        var predicted = fit.Model.Predict(x, fresh).Mean;
        var scaling = Standardisation.Fit(x, 5, rows);
        var z = scaling.Apply(x);
        for (var i = 0; i < fresh.Length; i++)
        {
            for (var t = 0; t < 2; t++)
            {
                var known = rows.Where(row => !double.IsNaN(y[2 * row + t])).Select(row => (Row: row, Distance: Math.Round(Squared(z, row, fresh[i]), 4))).OrderBy(pair => pair.Distance).ToList();

                // Among rows at the same distance as the fifth any may count.
                var border = known[4].Distance;
                if (known[5].Distance == border) continue;
                Assert.Equal(known[..5].Average(pair => y[2 * pair.Row + t]), predicted[2 * i + t], 1e-9);
            }
        }
    }

    [Fact]
    public void Too_many_rows_for_a_model_file_are_refused_before_training_but_not_as_a_baseline()
    {
        int[] rows = [.. Enumerable.Range(0, 50_001)];
        var data = new Dataset(["a"], ["y"], new float[50_001], new double[50_001], rows, ["g"], rows, false, 0);
        Assert.Contains("50001", Assert.Throws<OceanException>(() => new NeighboursLearner(5).Begin(data, rows, 1, 0)).Message, StringComparison.Ordinal);
        Assert.NotNull(new NeighboursLearner(5, baseline: true).Begin(data, rows, 1, 0));
    }

    [Fact]
    public void The_wrong_task_is_named_with_what_would_do()
    {
        Assert.Contains("logistic", Assert.Throws<OceanException>(() => new RidgeLearner().Begin(ForestTests.Classes(50, 3), [0], 1, 0)).Message, StringComparison.Ordinal);
        Assert.Contains("ridge", Assert.Throws<OceanException>(() => new LogisticLearner().Begin(Planted.Data(), [0], 1, 0)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ridge")]
    [InlineData("neighbours")]
    public void With_permuted_targets_no_model_beats_the_mean_on_groups_held_out(string kind)
    {
        var data = Planted.Data(groups: 60, missing: 0);
        var targets = (double[])data.Targets.Clone();
        new RandomStream(12).Shuffle<double>(targets);
        var model = Planted.Train(data with { Targets = targets }, TreeModelTests.Plan(kind, ""), 2);
        var mean = model.Regression.Baselines[CrossValidation.MeanBaseline].All.RootMeanSquareError;
        Assert.True(model.Regression.Model.All.RootMeanSquareError > 0.997 * mean);
    }

    private static double Squared(float[] z, int a, int b)
    {
        var sum = 0.0;
        for (var f = 0; f < 5; f++) sum += (z[5 * a + f] - z[5 * b + f]) * (double)(z[5 * a + f] - z[5 * b + f]);
        return sum;
    }

    private static Dataset Sparse(int rows, int seed, double noise = 1)
    {
        var random = new RandomStream(seed);
        var (x, y) = (new float[rows * 40], new double[rows]);
        for (var i = 0; i < x.Length; i++) x[i] = (float)random.NextNormal();
        for (var i = 0; i < rows; i++) y[i] = x[40 * i] - x[40 * i + 1] + noise * random.NextNormal();
        int[] own = [.. Enumerable.Range(0, rows)];
        return new Dataset([.. Enumerable.Range(0, 40).Select(f => $"f{f}")], ["y"], x, y, own, [.. own.Select(row => $"g{row}")], own, false, 0);
    }
}
