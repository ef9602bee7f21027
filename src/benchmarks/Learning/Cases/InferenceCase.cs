using System.Globalization;
using OceanML.Core;
using OceanML.Learning;

namespace OceanML.Benchmarks;

/// <summary>Many rows through an ensemble of perceptrons: from features to the mean probabilities of the classes, as a model file does it.</summary>
internal sealed class InferenceCase : LearningCase
{
    private const int Rows = 40_000, Inputs = 8, Classes = 6, Members = 50;

    public override string Name => "inference";

    public override string Description => "40,000 rows (a 250th of 10 million) through 50 perceptrons 8-24-24-16-16-6, against PyTorch";

    public override void Run()
    {
        var random = new RandomStream(4);
        var networks = Enumerable.Range(0, Members).Select(member => PerceptronCase.Make(Inputs, [24, 24, 16, 16], Classes, Activation.Tanh, member)).ToArray();
        var features = new float[Rows * Inputs];
        for (var i = 0; i < features.Length; i++) features[i] = (float)random.NextNormal();
        var builder = new GraphBuilder("ensemble");
        var x = builder.Input(ModelSignature.Input, Inputs);
        var outputs = networks.Select((network, member) => builder.Unsqueeze(builder.Softmax(network.AddTo(builder, x, StoredModel.Prefix(member))), 1)).ToArray();
        var graph = builder.Output(ModelSignature.Probability, builder.ReduceMean(builder.Concat(1, outputs), 1, keep: false), Classes).Build();
        var runner = new GraphRunner(graph);
        var probabilities = runner.Run(features, Environment.ProcessorCount)[ModelSignature.Probability].Floats;
        var ensemble = new NetworkEnsemble(InputScaling.Fit(features, [.. Enumerable.Range(0, Inputs).Select(i => $"x{i}")], [.. Enumerable.Range(0, Rows)], 0), new ClassHead(Classes), networks, []);

        using var python = new Python();
        python.Give("x", features);
        python.Give("parameters", [.. networks.SelectMany(network => network.Parameters)]);
        var one = python.Run("inference.py", 1, $"{Rows}", $"{Members}", PerceptronCase.Layers(networks[0]), $"{networks[0].Parameters.Length}", "1");
        if (one is { } answer)
        {
            var theirs = python.Take("probabilities");
            for (var i = 0; i < theirs.Length; i++) Same("a probability", probabilities[i], theirs[i], 1e-5);
            Console.WriteLine($"  PyTorch multiplies matrices by {answer.GetProperty("blas").GetString()}; its best is blocks of {answer.GetProperty("block").GetInt32()} rows");
        }

        var all = python.Run("inference.py", Environment.ProcessorCount, $"{Rows}", $"{Members}", PerceptronCase.Layers(networks[0]), $"{networks[0].Parameters.Length}", $"{Environment.ProcessorCount}");
        Tell("the model file, one thread", Timing.ProcessorSeconds(() => runner.Run(features)), "PyTorch", one?.GetProperty("processor_s").GetDouble());
        Tell(
            string.Create(CultureInfo.InvariantCulture, $"the model file, {Environment.ProcessorCount} threads, on the clock"),
            Enumerable.Range(0, 4).Min(_ => Timing.Seconds(() => runner.Run(features, Environment.ProcessorCount))),
            "PyTorch",
            all?.GetProperty("clock_s").GetDouble());
        int[] some = [.. Enumerable.Range(0, Rows / 10)];
        Tell("with entropies, in 64 bits, one thread", Timing.ProcessorSeconds(() => ensemble.Predict(features, some)) * 10, "PyTorch without", one?.GetProperty("processor_s").GetDouble());
    }
}
