using OceanML.Core;
using OceanML.Formats.Onnx;

namespace OceanML.Learning.Tests;

/// <summary>Learners beside networks, as whole models: training, model file, ONNX Runtime, explanation.</summary>
public sealed class TreeModelTests
{
    public static TheoryData<string, string> Regressions => new()
    {
        { "forest", "trees=20" },
        { "forest", "trees=20,minimum_leaf=1,sampling=rows" },
        { "boosting", "rounds=40,learning_rate=0.2,members=3" },
        { "boosting", "rounds=40,learning_rate=0.2,members=3,interval=quantiles" },
    };

    public static TheoryData<string, string, int> Classifications => new()
    {
        { "forest", "trees=20", 3 },
        { "forest", "trees=20,balanced=true", 2 },
        { "boosting", "rounds=30,learning_rate=0.2,members=3", 3 },
        { "boosting", "rounds=30,learning_rate=0.2,members=3,balanced=true", 2 },
    };

    [Theory]
    [MemberData(nameof(Regressions))]
    public void A_regression_in_a_model_file_gives_what_the_model_gives_and_ONNX_Runtime_agrees(string kind, string settings)
    {
        var data = WithMissing(Planted.Data());
        var model = Planted.Train(data, Plan(kind, settings), 2);
        var predicted = model.Model.Predict(data.Features, [.. Enumerable.Range(0, data.Count)]);
        var graph = AssertAgrees(model, data);
        var outputs = new GraphRunner(graph).Run(data.Features, 2);
        for (var i = 0; i < predicted.Mean.Length; i++)
        {
            Assert.Equal(predicted.Mean[i], outputs["prediction"].Floats[i], 1e-5);
            Assert.Equal(predicted.Sigma()[i] * model.SigmaFactors[i % 2], outputs["sigma"].Floats[i], 2e-5);
        }

        AssertDeviations(model.Model, data, predicted);
        var forest = StoredForest.Of(graph)!;
        var means = forest.Predict(data.Features, [.. Enumerable.Range(0, data.Count)]);
        for (var i = 0; i < means.Length; i++) Assert.Equal(predicted.Mean[i], means[i], 1e-5);
        AssertExplains(forest, data);
    }

    [Theory]
    [MemberData(nameof(Classifications))]
    public void A_classification_in_a_model_file_gives_what_the_model_gives_and_ONNX_Runtime_agrees(string kind, string settings, int classes)
    {
        var data = ForestTests.Classes(400, classes);
        if (classes == 2) data = data with { Classes = ["low", "high"] };
        data = WithMissing(data);
        var model = Planted.Train(data, Plan(kind, settings), 2);
        var predicted = model.Model.Predict(data.Features, [.. Enumerable.Range(0, data.Count)]);
        var graph = AssertAgrees(model, data);
        var outputs = new GraphRunner(graph).Run(data.Features, 2);
        for (var i = 0; i < predicted.Mean.Length; i++) Assert.Equal(predicted.Mean[i], outputs["probability"].Floats[i], 1e-5);
        for (var i = 0; i < data.Count; i++) Assert.Equal(predicted.DataVariance[i] + predicted.ModelVariance[i], outputs["entropy"].Floats[i], 1e-4);
        var forest = StoredForest.Of(graph)!;
        Assert.Equal(classes, forest.OutputCount);
        AssertExplains(forest, data);
        if (kind == "forest")
        {
            var shares = forest.Predict(data.Features, [.. Enumerable.Range(0, data.Count)]);
            for (var i = 0; i < shares.Length; i++) Assert.Equal(predicted.Mean[i], shares[i], 1e-6);
        }
    }

    /// <summary>From the file to the relevances: an explanation finds the trees of every kind, and they sum to what the model gives.</summary>
    [Theory]
    [InlineData("boosting", "rounds=30,members=3", false)]
    [InlineData("forest", "trees=20", false)]
    [InlineData("boosting", "rounds=20,members=3", true)]
    [InlineData("forest", "trees=20", true)]
    public void Trees_of_a_model_file_are_explained_as_trees(string kind, string settings, bool classes)
    {
        var data = classes ? ForestTests.Classes(300, 3) : Planted.Data();
        var graph = AssertAgrees(Planted.Train(data, Plan(kind, settings), 2), data);
        var rows = data.Features[..(40 * data.FeatureCount)];
        var model = ExplainableModel.Of(new GraphRunner(graph), rows);
        Assert.Empty(model.Notes);
        Assert.NotNull(model.Forest);
        Assert.Equal(classes && kind == "forest", model.TreesGiveProbabilities);
        var found = TreeAttributions.Of(model.Forest, rows, [ExplainedOutput.Of("y", 1, 40)], Background.Sample(data.Features, data.FeatureCount, 30, 1), 2)[0];
        var given = model.Function.Of(rows);
        var width = model.Outputs.Count;
        for (var row = 0; row < 40; row++)
        {
            Assert.Equal(0, found.Residual(row), 1e-4);
            if (!classes || kind == "forest") Assert.Equal(given[(row * width) + 1], found.Values[row], 1e-4);
        }

        Assert.Contains(found.Mean, share => Math.Abs(share) > 0.01);
    }

    [Theory]
    [InlineData("forest", "trees=30")]
    [InlineData("boosting", "rounds=60,members=3")]
    public void The_model_does_not_depend_on_the_number_of_threads(string kind, string settings)
    {
        var data = Planted.Data();
        byte[] Bytes(int threads) => OnnxFile.ToBytes(ModelFile.Graph(Planted.Train(data, Plan(kind, settings), threads), Source(data)));
        Assert.Equal(Bytes(1), Bytes(2));
    }

    [Theory]
    [InlineData("forest", "trees=150")]
    [InlineData("boosting", "learning_rate=0.1")]
    public void The_planted_function_is_found_and_intervals_cover(string kind, string settings)
    {
        var data = Planted.Data(groups: 160);
        var model = Planted.Train(data, Plan(kind, settings), 2);
        var limit = Math.Sqrt((Planted.Noise * Planted.Noise + 9 * Planted.Noise * Planted.Noise) / 2);
        Assert.InRange(model.Regression.Model.All.RootMeanSquareError, 0.9 * limit, 1.5 * limit);
        Assert.InRange(model.Regression.Coverage, 0.75, 0.85);
        double Sigma(bool loud) => Enumerable.Range(0, data.Count).Where(row => loud ? data.Features[row * 4] > 106 : data.Features[row * 4] < 94).Average(row => model.Regression.Sigma[row * 2]);
        Assert.True(Sigma(true) > 1.4 * Sigma(false), $"{Sigma(true)} where noise is threefold, {Sigma(false)} elsewhere");
    }

    [Theory]
    [InlineData("forest", "trees=60")]
    [InlineData("boosting", "")]
    public void With_permuted_targets_no_model_beats_the_mean_on_groups_held_out(string kind, string settings)
    {
        var data = Planted.Data(groups: 60, missing: 0);
        var targets = (double[])data.Targets.Clone();
        new RandomStream(12).Shuffle<double>(targets);
        var model = Planted.Train(data with { Targets = targets }, Plan(kind, settings), 2);
        var mean = model.Regression.Baselines[CrossValidation.MeanBaseline].All.RootMeanSquareError;
        Assert.True(model.Regression.Model.All.RootMeanSquareError > 0.997 * mean, $"{kind} {model.Regression.Model.All.RootMeanSquareError}, mean {mean}");
    }

    [Fact]
    public void A_class_that_is_in_one_group_alone_is_missing_in_a_fold_and_training_goes_on()
    {
        var data = ForestTests.Classes(300, 2);
        int[] groups = [.. Enumerable.Range(0, 300).Select(row => row / 30)];
        var targets = (double[])data.Targets.Clone();
        for (var row = 0; row < 10; row++) targets[row] = 2;
        data = data with { Targets = targets, Groups = groups, GroupNames = [.. Enumerable.Range(0, 10).Select(i => $"g{i}")] };
        foreach (var (kind, settings) in new[] { ("forest", "trees=10"), ("boosting", "rounds=20,members=3") })
        {
            var model = Planted.Train(data, Plan(kind, settings), 2);
            var predicted = model.Model.Predict(data.Features, [.. Enumerable.Range(0, 300)]);
            Assert.All(predicted.Mean, value => Assert.InRange(value, 0, 1));
        }
    }

    internal static TrainingPlan Plan(string kind, string settings) => new()
    {
        Learner = LearnerCatalogue.Make(new LearnerSettings(kind, settings.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]))),
        Folds = 3,
    };

    internal static ModelSource Source(Dataset data) => new(
        "planted.parquet", new DatasetReport { Rows = data.Count }, [.. data.FeatureNames.Select(name => new ModelVariable(name))],
        [.. data.TargetNames.Select(name => new ModelVariable(name, "mg m-3"))], "profile", "^[^_]+", "2024-01-01T00:00:00Z", "2024-12-31T00:00:00Z", "0.0.0");

    /// <summary>A tenth of the features missing.</summary>
    private static Dataset WithMissing(Dataset data)
    {
        var random = new RandomStream(31);
        return data with { Features = Array.ConvertAll(data.Features, value => random.NextDouble() < 0.1 ? float.NaN : value) };
    }

    internal static Graph AssertAgrees(TrainedModel model, Dataset data)
    {
        var path = Path.GetTempFileName();
        try
        {
            OnnxFile.Write(path, ModelFile.Graph(model, Source(data)));
            var graph = OnnxFile.Read(path);
            var runner = new GraphRunner(graph);
            Assert.True(runner.IsRowWise);
            OnnxRuntime.AssertAgrees(OnnxRuntime.Run(path, data.Features, data.FeatureCount), runner.Run(data.Features, 2));
            return graph;
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The deviations of an interval within a graph are those of the model.</summary>
    private static void AssertDeviations(FittedModel model, Dataset data, Predictive predicted)
    {
        if (predicted.LowerDeviation is null) return;
        var builder = new GraphBuilder("model");
        var outputs = model.AddTo(builder, builder.Input("features", data.FeatureCount));
        builder.Output("lower", outputs.LowerDeviation!.Value, 2).Output("upper", outputs.UpperDeviation!.Value, 2);
        var results = new GraphRunner(builder.Build()).Run(data.Features);
        for (var i = 0; i < predicted.Mean.Length; i++)
        {
            Assert.Equal(predicted.LowerDeviation[i], results["lower"].Floats[i], 1e-3);
            Assert.Equal(predicted.UpperDeviation![i], results["upper"].Floats[i], 1e-3);
        }
    }

    private static void AssertExplains(Forest forest, Dataset data)
    {
        int[] rows = [0, 7, 200];
        var predicted = forest.Predict(data.Features, rows);
        for (var output = 0; output < forest.OutputCount; output++)
        {
            var shap = TreeShap.PathDependent(forest, output, data.Features, rows);
            for (var i = 0; i < rows.Length; i++) Assert.Equal(predicted[i * forest.OutputCount + output], shap.Base + shap.Values[(i * data.FeatureCount)..((i + 1) * data.FeatureCount)].Sum(), 1e-6);
        }
    }
}
