using OceanML.Core;

namespace OceanML.Learning.Tests;

public sealed class TrainingTests
{
    private static readonly NetworkOptions Options = new() { Members = 3, Hidden = [16, 16], Dropout = 0, Epochs = 60, BatchSize = 32, LearningRate = 5e-3f };
    private static readonly TrainingPlan Plan = With(Options);

    [Fact]
    public void The_same_seed_gives_the_same_bytes_on_any_number_of_threads()
    {
        var plan = With(Options with { Epochs = 5, Dropout = 0.1f, InputNoise = 0.05f });
        var (one, two) = (Planted.Train(Planted.Data(), plan, 1), Planted.Train(Planted.Data(), plan, 2));
        for (var i = 0; i < 3; i++) Assert.Equal(Members(one)[i].Network.Parameters, Members(two)[i].Network.Parameters);
        Assert.Equal(one.HeldOut.Predictions.Mean, two.HeldOut.Predictions.Mean);
        Assert.Equal(one.Regression.Sigma, two.Regression.Sigma);
        Assert.Equal(one.HeldOut.Predictions.Applicability, two.HeldOut.Predictions.Applicability);
        Assert.Equal(one.SigmaFactors, two.SigmaFactors);
        var other = Planted.Train(Planted.Data(), plan with { Seed = 2 }, 1);
        Assert.NotEqual(Members(one)[0].Network.Parameters, Members(other)[0].Network.Parameters);
    }

    [Fact]
    public void The_planted_function_is_found_on_groups_held_out_and_sigma_follows_the_planted_noise()
    {
        var data = Planted.Data(groups: 80);
        var model = Planted.Train(data, Plan, 2);
        var limit = Math.Sqrt((Planted.Noise * Planted.Noise + 9 * Planted.Noise * Planted.Noise) / 2);
        Assert.InRange(model.Regression.Model.All.RootMeanSquareError, 0.9 * limit, 1.25 * limit);
        Assert.True(model.Regression.Model.All.RootMeanSquareError < model.Regression.Baselines[CrossValidation.NeighboursBaseline].All.RootMeanSquareError);
        Assert.True(model.Regression.Model.All.RootMeanSquareError < model.Regression.Baselines[CrossValidation.RidgeBaseline].All.RootMeanSquareError);
        Assert.InRange(model.Regression.Coverage, 0.76, 0.84);
        var (quiet, loud) = (Sigma(data, model, high: false), Sigma(data, model, high: true));
        Assert.InRange(quiet, 0.7 * Planted.Noise, 1.7 * Planted.Noise);
        Assert.InRange(loud, 2.3 * Planted.Noise, 3.9 * Planted.Noise);
    }

    [Fact]
    public void A_model_predicts_rows_it_never_saw_as_well_as_cross_validation_says()
    {
        var model = Planted.Train(Planted.Data(groups: 80), Plan, 2);
        var fresh = Planted.Data(groups: 40, seed: 9);
        var mean = model.Model.Predict(fresh.Features, [.. Enumerable.Range(0, fresh.Count)]).Mean;
        Assert.InRange(Score.Of(fresh.Targets, mean).RootMeanSquareError / model.Regression.Model.All.RootMeanSquareError, 0.85, 1.15);
    }

    [Fact]
    public void Groups_that_differ_flatter_a_random_split()
    {
        // The noise of a group is one number for all its rows, and a feature betrays the group.
        var random = new RandomStream(3);
        var data = Planted.Data(groups: 30, rowsPerGroup: 20);
        double[] offsets = [.. Enumerable.Range(0, 30).Select(_ => random.NextNormal())];
        for (var row = 0; row < data.Count; row++)
        {
            data.Features[row * 4 + 2] = data.Groups[row];
            data.Targets[row * 2] += offsets[data.Groups[row]];
        }

        var model = Planted.Train(data, With(Options with { Epochs = 20 }) with { RandomSplit = true }, 2);
        var (grouped, rows) = (model.Regression.Baselines[CrossValidation.NeighboursBaseline].Targets[0], ((RegressionResult)model.RandomRows!).Baselines[CrossValidation.NeighboursBaseline].Targets[0]);
        Assert.True(rows.RootMeanSquareError < 0.8 * grouped.RootMeanSquareError, $"random {rows.RootMeanSquareError}, grouped {grouped.RootMeanSquareError}");
    }

    [Fact]
    public void Training_stops_when_told()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => TrainedModel.Train(Planted.Data(), Plan, 1, cancellation: source.Token));
    }

    [Fact]
    public void Every_epoch_is_counted_once_though_members_stop_early()
    {
        var done = 0;
        var plan = With(Options with { Patience = 1, Tolerance = 0 });
        var model = Planted.Train(Planted.Data(), plan, 2, epochs => Interlocked.Add(ref done, epochs));
        Assert.Equal(plan.Work, done);
        Assert.Contains(Members(model), member => member.Epochs < Options.Epochs);
        Assert.All(Members(model), member => Assert.InRange(member.KeptEpoch, 1, member.Epochs));
    }

    private static TrainingPlan With(NetworkOptions options) => new() { Learner = new NetworkLearner(options), Folds = 3 };

    private static IReadOnlyList<TrainedMember> Members(TrainedModel model) => ((NetworkEnsemble)model.Model).Members;

    private static double Sigma(Dataset data, TrainedModel model, bool high) => Enumerable.Range(0, data.Count)
        .Where(row => data.Features[row * 4] > (high ? 106 : double.NegativeInfinity) && data.Features[row * 4] < (high ? double.PositiveInfinity : 94))
        .Average(row => model.Regression.Sigma[row * 2]);
}
