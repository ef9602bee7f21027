using OceanML.Core;
using OceanML.Formats.Learning;
using OceanML.Formats.Onnx;

namespace OceanML.Learning.Tests;

public sealed class ArchitectureTests
{
    private const string Layers = """
        model: network
        method: ensemble
        members: 2
        epochs: 3
        layers:
          - dense: {units: 8}
          - layer_norm
          - residual:
              - dense: {units: 8}
              - activation: {function: tanh}
              - dropout: {share: 0.1}
          - pooling: {by: mean}
        """;

    [Theory]
    [InlineData("lstm", "units=8,depth=2")]
    [InlineData("gru", "units=8")]
    [InlineData("tcn", "units=8,taps=2")]
    [InlineData("transformer", "units=8,heads=2,depth=1,method=mc-dropout,passes=3")]
    [InlineData("gru", "units=8,method=quantile")]
    [InlineData("tcn", "units=8,depth=2,method=bayes,samples=4")]
    public void A_network_for_series_learns_what_stands_in_its_window_and_its_model_file_gives_the_same(string name, string settings)
    {
        // The target is the oldest of six lags plus a still feature: nothing but the window knows it.
        var (data, fresh) = (Series(600, 1), Series(200, 2));
        int[] rows = [.. Enumerable.Range(0, fresh.Count)];
        var learner = NetworkLearner.From(Settings(name, settings + ",epochs=40,batch=32,learning_rate=0.01,members=1"));
        var model = Fit(learner, data);
        var predicted = model.Predict(fresh.Features, rows);
        var score = Score.Of(fresh.Targets, predicted.Mean);
        Assert.True(score.RSquared > 0.8, $"{learner.Name}: R² {score.RSquared}");
        var builder = new GraphBuilder("model");
        builder.Output("mean", model.AddTo(builder, builder.Input("features", fresh.FeatureCount)).Mean, 1);
        var graph = new GraphRunner(builder.Build()).Run(fresh.Features)["mean"].Floats;
        for (var i = 0; i < graph.Length; i++) Assert.Equal(predicted.Mean[i], graph[i], 1e-5);
    }

    [Theory]
    [InlineData("mlp", "hidden=12", false)]
    [InlineData("mlp", "hidden=12", true)]
    [InlineData("mlp", "hidden=12,method=quantile", false)]
    [InlineData("mlp", "hidden=12,method=mc-dropout,passes=4", true)]
    [InlineData("lstm", "units=8", false)]
    [InlineData("gru", "units=8,method=bayes,samples=4", true)]
    [InlineData("tcn", "units=8,taps=2,method=quantile", false)]
    [InlineData("transformer", "units=8,heads=2,method=mc-dropout,passes=4", false)]
    public void ONNX_Runtime_gives_what_the_model_gives(string name, string settings, bool classes)
    {
        var data = Series(120, 1);
        if (classes) data = data with { Targets = [.. data.Targets.Select(value => value < -0.5 ? 0.0 : value < 0.5 ? 1 : 2)], Classes = ["low", "middle", "high"] };
        var model = Fit(NetworkLearner.From(Settings(name, settings + ",epochs=3,batch=32")), data);
        var predicted = model.Predict(data.Features, [.. Enumerable.Range(0, data.Count)]);
        var builder = new GraphBuilder("model");
        var outputs = model.AddTo(builder, builder.Input(ModelSignature.Input, data.FeatureCount));
        builder.Output("mean", outputs.Mean, data.OutputCount).Output("data", outputs.DataVariance, 1).Output("model", outputs.ModelVariance, 1);
        if (outputs.UpperDeviation is { } above) builder.Output("above", above, 1);
        var path = Path.GetTempFileName();
        try
        {
            OnnxFile.Write(path, builder.Build());
            var judged = OnnxRuntime.Run(path, data.Features, data.FeatureCount);
            Same(predicted.Mean, judged["mean"]);
            Same(predicted.DataVariance, judged["data"]);
            Same(predicted.ModelVariance, judged["model"]);
            if (predicted.UpperDeviation is { } upper) Same(upper, judged["above"]);
        }
        finally
        {
            File.Delete(path);
        }

        static void Same(double[] own, GraphTensor other)
        {
            Assert.Equal(own.Length, other.Length);
            for (var i = 0; i < own.Length; i++) Assert.Equal(own[i], other.Floats[i], 1e-5);
        }
    }

    [Fact]
    public void Layers_are_read_from_YAML_and_written_back()
    {
        var settings = Read(Layers);
        Assert.Equal(["dense", "layer_norm", "residual", "pooling"], settings.Layers.Select(layer => layer.Kind));
        Assert.Equal(["dense", "activation", "dropout"], settings.Layers[2].Inner.Select(layer => layer.Kind));
        Assert.Equal("8", settings.Layers[0].Values["units"]);
        Assert.Equal(LearnerSettingsFile.Text(settings), LearnerSettingsFile.Text(Read(LearnerSettingsFile.Text(settings))));
        var learner = NetworkLearner.From(settings);
        Assert.True(learner.Options.Architecture.ReadsSteps);
        var network = ((NetworkEnsemble)Fit(learner, Series(60, 1))).Networks[0];
        Assert.Equal(["dense", "layer_norm", "residual", "pooling", "dense"], network.Layers.Select(layer => layer.Kind));
        Assert.Equal(new SignalShape(1, 2), network.Output);
    }

    [Theory]
    [InlineData("- dens: {units: 8}", "line 3: layer dens: no layer 'dens'; there are activation, batch_norm")]
    [InlineData("- dense: {unit: 8}", "line 3: layer dense: no setting 'unit'; there are units")]
    [InlineData("- dense: {units: many}", "line 3: layer dense: 'units' is 'many'; it must be a whole number")]
    [InlineData("- dense: 8", "line 3: 'dense: 8' does not say which setting is meant; write dense: {name: 8}")]
    [InlineData("- {dense: {units: 8}, dropout: {share: 0.1}}", "line 3: one layer is a name")]
    [InlineData("- dense: {units: [8, 8]}", "line 3: 'units' of the layer dense must be one value")]
    [InlineData("- gru: {units: 8}", "the layers leave 6 steps, and one answer is wanted: end them with the layer pooling")]
    [InlineData("- residual: [{dense: {units: 5}}]", "its layer 1 (dense) gives")]
    public void A_wrong_layer_is_named_with_its_line_and_what_there_is(string layer, string message)
    {
        var exception = Assert.Throws<OceanException>(() => Fit(NetworkLearner.From(Read($"model: network\nlayers:\n  {layer}\n  - activation: {{function: relu}}\n")), Series(30, 1)));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mlp", "units=8", "model mlp: no setting 'units'; there are method, members")]
    [InlineData("lstm", "hidden=8", "model lstm: no setting 'hidden'")]
    [InlineData("mlp", "method=guess", "model mlp: 'method' is 'guess'; it must be one of ensemble, mc-dropout, bayes, quantile")]
    [InlineData("mlp", "loss=hinge", "'loss' is 'hinge'; it must be one of task, gaussian, mse")]
    [InlineData("mlp", "quantiles=0.2;0.5", "'quantiles' is '0.2,0.5'; it must be rising levels")]
    [InlineData("transformer", "units=10,heads=4", "a transformer of 10 units cannot have 4 heads")]
    [InlineData("network", "epochs=3", "model network: it needs 'layers'")]
    public void A_wrong_setting_is_named_with_what_there_is(string name, string settings, string message)
    {
        var exception = Assert.Throws<OceanException>(() => Fit(NetworkLearner.From(Settings(name, settings)), Series(30, 1)));
        Assert.Equal(ExitCode.Usage, exception.Code);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_for_series_needs_a_window_and_says_how_to_get_one()
    {
        var exception = Assert.Throws<OceanException>(() => Fit(new NetworkLearner(NetworkOptions.For(NetworkMethod.Ensemble, "lstm")), Planted.Data(groups: 5)));
        Assert.Contains("the model lstm reads a window of a series: features named v_lag0", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_a_learner_tells_make_it_again()
    {
        foreach (var (name, text) in ((string, string)[])[("mlp", "hidden=9,loss=huber,huber_threshold=2,clip=3,schedule=plateau"), ("tcn", "method=quantile,warm_up=0.1"), ("mlp", "method=bayes,samples=9"), ("transformer", "method=mc-dropout")])
        {
            var learner = NetworkLearner.From(Settings(name, text));
            var again = NetworkLearner.From(new LearnerSettings(name, learner.Settings.ToDictionary(setting => setting.Name, setting => setting.Value)));
            Assert.Equal(learner.Settings, again.Settings);
            Assert.Equal(learner.Name, again.Name);
        }
    }

    [Fact]
    public void Lags_of_a_series_are_no_spectrum() => Assert.Empty(SpectralBlocks.Find([.. Enumerable.Range(0, 30).Select(lag => $"air_lag{lag}")]));

    private static LearnerSettings Settings(string name, string text) =>
        new(name, text.Split(',').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1].Replace(';', ',')));

    private static LearnerSettings Read(string text)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            return LearnerSettingsFile.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static FittedModel Fit(NetworkLearner learner, Dataset data)
    {
        var fit = learner.Begin(data, [.. Enumerable.Range(0, data.Count)], 1, 0);
        ModelFit.RunAll([fit], 2, null, TestContext.Current.CancellationToken);
        return fit.Model;
    }

    private static Dataset Series(int rows, int seed)
    {
        const int lags = 6;
        var random = new RandomStream(seed, 12);
        double[] wind = [.. Enumerable.Range(0, rows + lags).Select(_ => random.NextNormal())];
        var (features, targets) = (new float[rows * (lags + 1)], new double[rows]);
        for (var row = 0; row < rows; row++)
        {
            for (var lag = 0; lag < lags; lag++) features[row * (lags + 1) + lag] = (float)wind[row + lags - 1 - lag];
            features[row * (lags + 1) + lags] = (float)random.NextNormal();
            targets[row] = wind[row] + 0.5 * features[row * (lags + 1) + lags] + 0.1 * random.NextNormal();
        }

        return new Dataset([.. Enumerable.Range(0, lags).Select(lag => $"wind_lag{lag}"), "still"], ["y"], features, targets, [.. Enumerable.Range(0, rows).Select(row => row / 10)],
            [.. Enumerable.Range(0, (rows + 9) / 10).Select(i => $"week {i}")], [.. Enumerable.Range(0, rows)], false, 0);
    }
}
