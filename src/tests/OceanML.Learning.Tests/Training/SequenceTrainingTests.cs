using OceanML.Core;
using OceanML.Formats.Onnx;

namespace OceanML.Learning.Tests;

public sealed class SequenceTrainingTests
{
    private const int Steps = 10;

    public static TheoryData<string> Names => [.. SequenceNetwork.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_architecture_learns_to_remember_an_input_of_five_steps_ago(string name)
    {
        // The target is the wind of five steps ago, three times as strong where the heat of two steps ago is positive: no linear model of the window
        // gets beyond R2 = 0.8, and the newest step tells nothing.
        var data = Memory(3000, 0);
        var settings = new Dictionary<string, string> { ["members"] = "1", ["units"] = "24", ["epochs"] = "40", ["patience"] = "40", ["batch"] = "32", ["learning_rate"] = name switch { "transformer" => "0.003", "tcn" => "0.01", _ => "0.02" }, ["dropout"] = "0" };
        var fit = LearnerCatalogue.Make(new LearnerSettings(name, settings)).Begin(data, [.. Enumerable.Range(0, 2600)], 1, 0);
        fit.Run(0, null, TestContext.Current.CancellationToken);
        int[] unseen = [.. Enumerable.Range(2600, 400)];
        var predicted = fit.Model.Predict(data.Features, unseen);
        var score = Score.Of([.. unseen.Select(row => data.Targets[row])], predicted.Mean);
        Assert.True(score.RSquared > 0.9, $"{name}: R2 {score.RSquared:0.000} of rows not seen in training");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_model_file_of_every_architecture_agrees_with_ONNX_Runtime_and_is_read_back(string name)
    {
        var data = Memory(300, 3);
        var settings = new Dictionary<string, string> { ["members"] = "2", ["units"] = "12", ["epochs"] = "2", ["batch"] = "32" };
        var plan = new TrainingPlan { Learner = LearnerCatalogue.Make(new LearnerSettings(name, settings)), Folds = 3 };
        var model = Planted.Train(data, plan, 1);
        var graph = ModelFile.Graph(model, Source(data));
        Assert.Equal(OnnxFile.ToBytes(graph), OnnxFile.ToBytes(ModelFile.Graph(Planted.Train(data, plan, 2), Source(data))));
        var runner = new GraphRunner(graph);
        Assert.True(runner.IsRowWise);
        var outputs = runner.Run(data.Features, 2);
        var mean = model.Model.Predict(data.Features, [.. Enumerable.Range(0, data.Count)]).Mean;
        for (var i = 0; i < mean.Length; i++) Assert.Equal(mean[i], outputs["prediction"].Floats[i], 2e-5);
        var path = Path.GetTempFileName();
        try
        {
            OnnxFile.Write(path, graph);
            OnnxRuntime.AssertAgrees(OnnxRuntime.Run(path, data.Features, data.FeatureCount), outputs);
            var stored = StoredModel.Of(OnnxFile.Read(path), path);
            Assert.Equal(2, stored.Networks.Count);
            Assert.Equal(new SignalShape(Steps, 3), stored.Networks[0].Input);
            Assert.Equal(((NetworkEnsemble)model.Model).Networks[1].Parameters, stored.Networks[1].Parameters);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Windows of noise of two inputs and a number that stays, the target planted five steps back.</summary>
    private static Dataset Memory(int rows, int seed)
    {
        var random = new RandomStream(seed, 50);
        var features = new float[rows * (2 * Steps + 1)];
        var targets = new double[rows];
        for (var row = 0; row < rows; row++)
        {
            var line = features.AsSpan(row * (2 * Steps + 1), 2 * Steps + 1);
            for (var i = 0; i < line.Length; i++) line[i] = (float)random.NextNormal();
            line[2 * Steps] = row % 2;
            targets[row] = line[5] * (line[Steps + 2] < 0 ? 0.5 : 1.5) + 0.1 * random.NextNormal();
        }

        string[] names = [.. Enumerable.Range(0, Steps).Select(lag => $"wind_lag{lag}"), .. Enumerable.Range(0, Steps).Select(lag => $"heat_lag{lag}"), "site"];
        return new Dataset(names, ["temperature"], features, targets, [.. Enumerable.Range(0, rows).Select(row => row / 20)],
            [.. Enumerable.Range(0, (rows + 19) / 20).Select(i => $"week {i}")], [.. Enumerable.Range(0, rows)], false, 0);
    }

    private static ModelSource Source(Dataset data) => new(
        "planted.parquet", new DatasetReport { Rows = data.Count }, [.. data.FeatureNames.Select(name => new ModelVariable(name))],
        [.. data.TargetNames.Select(name => new ModelVariable(name, "degree_C"))], "week", null, "2024-01-01T00:00:00Z", "2024-12-31T00:00:00Z", "0.0.0");
}
