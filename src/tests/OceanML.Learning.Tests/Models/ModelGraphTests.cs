using System.Text.Json;
using OceanML.Core;
using OceanML.Formats.Onnx;
using HiddenUnit = OceanML.Learning.Activation;

namespace OceanML.Learning.Tests;

public sealed class ModelGraphTests
{
    private static readonly NetworkOptions Options = new() { Members = 3, Hidden = [16, 8], Epochs = 10, BatchSize = 32 };
    private static readonly TrainingPlan Plan = new() { Learner = new NetworkLearner(Options), Folds = 3 };

    [Theory]
    [InlineData(HiddenUnit.Tanh, false)]
    [InlineData(HiddenUnit.Silu, false)]
    [InlineData(HiddenUnit.Relu, true)]
    [InlineData(HiddenUnit.Tanh, true)]
    public void The_graph_gives_what_the_ensemble_gives_and_ONNX_Runtime_agrees(HiddenUnit activation, bool log10)
    {
        var data = Planted.Data();
        if (log10) data = data with { Log10 = true, Floor = 0.2, Targets = [.. data.Targets.Select(value => Math.Max(value, Math.Log10(0.2)))] };
        var model = Planted.Train(data, Plan with { Learner = new NetworkLearner(Options with { Activation = activation }) }, 2);
        var graph = ModelFile.Graph(model, Source(data));
        var outputs = new GraphRunner(graph).Run(data.Features);
        var predicted = model.Model.Predict(data.Features, [.. Enumerable.Range(0, data.Count)]);
        var (mean, sigma) = (predicted.Mean.Select(value => log10 ? Math.Max(Math.Log10(0.2), value) : value).ToArray(), predicted.Sigma());
        for (var i = 0; i < mean.Length; i++)
        {
            var s = sigma[i] * model.SigmaFactors[i % 2];
            var expected = log10 ? Math.Pow(10, mean[i]) : mean[i];
            Assert.Equal(expected, outputs["prediction"].Floats[i], 2e-5 * Math.Max(1, Math.Abs(expected)));
            Assert.Equal(log10 ? Math.Log(10) * expected * s : s, outputs["sigma"].Floats[i], 5e-5 * Math.Max(1, expected));
            var (ofData, ofModel) = (outputs["sigma_data"].Floats[i], outputs["sigma_model"].Floats[i]);
            Assert.Equal(outputs["sigma"].Floats[i], Math.Sqrt(ofData * (double)ofData + ofModel * (double)ofModel), 1e-5 * Math.Max(1, expected));
            var half = ConformalCalibration.NormalQuantile * s;
            Assert.Equal(log10 ? Math.Pow(10, mean[i] - half) : mean[i] - half, outputs["lower"].Floats[i], 5e-5 * Math.Max(1, expected));
            Assert.Equal(log10 ? Math.Pow(10, mean[i] + half) : mean[i] + half, outputs["upper"].Floats[i], 1e-4 * Math.Max(1, expected));
        }

        Assert.All(outputs["applicability"].Floats, index => Assert.InRange(index, 0, 1));
        var path = Path.GetTempFileName();
        try
        {
            OnnxFile.Write(path, graph);
            OnnxRuntime.AssertAgrees(OnnxRuntime.Run(path, data.Features, data.FeatureCount), outputs);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_model_file_says_what_it_is_and_equal_runs_give_equal_bytes()
    {
        var data = Planted.Data();
        var bytes = OnnxFile.ToBytes(ModelFile.Graph(Planted.Train(data, Plan, 1), Source(data)));
        Assert.Equal(bytes, OnnxFile.ToBytes(ModelFile.Graph(Planted.Train(data, Plan, 2), Source(data))));
        var graph = OnnxFile.FromBytes(bytes, "model");
        var signature = ModelSignature.Of(graph, "model");
        Assert.Equal(data.FeatureNames, signature.Features.Select(feature => feature.Name));
        Assert.Equal("mg m-3", signature.Targets[0].Unit);
        foreach (var key in new[] { "split", "seed", "scores", "training_rows", "training_groups", "training_start", "training_end", "version", "uncertainty", "target_space" })
            Assert.True(graph.Metadata.ContainsKey("oceanml." + key), key);
        using var scores = JsonDocument.Parse(graph.Metadata["oceanml.scores"]);
        Assert.Equal(3, scores.RootElement.GetProperty("held_out_groups").GetProperty("model").GetProperty("folds").EnumerateObject().Count());
    }

    [Fact]
    public void The_card_holds_scores_per_target_and_fold_with_n_beside_the_baselines()
    {
        var data = Planted.Data();
        var model = Planted.Train(data, Plan with { RandomSplit = true }, 2);
        using var card = JsonDocument.Parse(ModelCard.Text(model, Source(data)));
        var scores = card.RootElement.GetProperty("scores");
        foreach (var split in new[] { "held_out_groups", "held_out_random_rows" })
        {
            foreach (var who in new[] { "model", "mean", "nearest_neighbours", "ridge" })
            {
                var one = scores.GetProperty(split).GetProperty(who);
                Assert.Equal(data.Count, one.GetProperty("targets").GetProperty("first").GetProperty("n").GetInt32());
                Assert.Equal(one.GetProperty("all").GetProperty("n").GetInt32(), one.GetProperty("folds").EnumerateObject().Sum(fold => fold.Value.GetProperty("n").GetInt32()));
            }
        }

        Assert.NotEmpty(card.RootElement.GetProperty("limits").EnumerateArray());
        Assert.NotEmpty(card.RootElement.GetProperty("not_recommended").EnumerateArray());
        Assert.InRange(card.RootElement.GetProperty("uncertainty").GetProperty("coverage").GetDouble(), 0.7, 0.9);
    }

    [Fact]
    public void The_table_of_predictions_holds_each_observation_beside_its_held_out_prediction()
    {
        var data = Planted.Data();
        var model = Planted.Train(data, Plan, 2);
        var source = new Table(
        [
            new TextColumn("profile", [.. data.Groups.Select(group => $"g{group}_1")]),
            .. data.TargetNames.Select((name, t) => new NumberColumn(name, [.. Enumerable.Range(0, data.Count).Select(row => data.Targets[row * 2 + t])], new ColumnMetadata("mg m-3"))),
        ]);
        var table = PredictionTable.Of(source, model);
        Assert.Equal(["profile", "group", "fold", "applicability", "first_measured", "first", "first_sigma", "first_lower", "first_upper", "first_origin"], table.Names.Take(10));
        Assert.Equal("mg m-3", table["first"].Metadata.Unit);
        Assert.Equal(model.Regression.Model.Targets[0].RootMeanSquareError, Score.Of(table.Numbers("first_measured"), table.Numbers("first")).RootMeanSquareError, 1e-12);
        Assert.All(table.Numbers("first").Zip(table.Numbers("first_lower")), pair => Assert.True(pair.Second < pair.First));
    }

    private static ModelSource Source(Dataset data) => new(
        "planted.parquet", new DatasetReport { Rows = data.Count }, [.. data.FeatureNames.Select(name => new ModelVariable(name))],
        [.. data.TargetNames.Select(name => new ModelVariable(name, "mg m-3"))], "profile", "^[^_]+", "2024-01-01T00:00:00Z", "2024-12-31T00:00:00Z", "0.0.0");
}
