using System.Text.Json.Nodes;
using OceanML.Learning;

namespace OceanML.Benchmarks;

/// <summary>Forward, backward and Adam of a network for sequences, on one thread; the same weights, the same loss and gradients first.</summary>
/// <param name="name">lstm or transformer.</param>
/// <param name="description">What is compared.</param>
internal sealed class SequenceCase(string name, string description) : LearningCase
{
    private const int Rows = 64, Steps = 30, Inputs = 8, Units = 48;

    public static SequenceCase Lstm { get; } = new("lstm", "a training step of LSTM 8-48-48, sequence 30, batch 64, one thread, against PyTorch");

    public static SequenceCase Transformer { get; } = new("transformer", "a training step of 2 transformer blocks, width 48, 4 heads, feed-forward 192, sequence 30, batch 64, one thread, against PyTorch");

    public override string Name => name;

    public override string Description => description;

    public override void Run()
    {
        var random = new RandomStream(6);
        var rows = MakeRows(random);
        var network = SequenceNetwork.Make(name, rows.Input, 1, new SequenceOptions { Units = Units, Depth = 2, Heads = 4, FeedForward = 4 * Units });
        network.Initialise(random);
        foreach (var (_, offset, block) in network.Blocks())
        {
            for (var i = 0; i < block.Columns && block.Rows == 1; i++) network.Parameters[offset + i] += (float)(0.1 * random.NextNormal());
        }

        var step = new TrainingStep(network, rows, new SquaredLoss(), new NetworkOptions { BatchSize = Rows, WeightDecay = 0 }, random);
        int[] batch = [.. Enumerable.Range(0, Rows)];
        var loss = step.Take(batch, 0);
        using var python = new Python();
        python.Give("x", rows.Inputs);
        python.Give("y", rows.Targets);
        python.Give("parameters", network.Parameters);
        var peer = python.Run("sequence.py", 1, name, $"{Rows}", $"{Steps}", $"{Inputs}", $"{Units}", Blocks(network));
        if (peer is { } answer)
        {
            Same("the loss", loss, answer.GetProperty("loss").GetDouble(), 1e-4);
            Compare(network, step.Gradient, python.Take("gradient"));
            Console.WriteLine($"  PyTorch multiplies matrices by {answer.GetProperty("blas").GetString()}");
        }

        var seconds = Timing.ProcessorSeconds(() =>
        {
            for (var i = 0; i < 20; i++) step.Take(batch, 1e-6f);
        }) / 20;
        Tell("forward, backward and Adam", seconds, "PyTorch", peer?.GetProperty("step_us").GetDouble() * 1e-6);
    }

    /// <summary>Gradients agree block by block, to 1e-3 of the largest of the block: sums of 1920 products in single precision.</summary>
    private static void Compare(Network network, IReadOnlyList<float> own, float[] peer)
    {
        foreach (var (layer, offset, block) in network.Blocks())
        {
            var (largest, apart) = (1e-6f, 0f);
            for (var i = offset; i < offset + block.Size; i++)
            {
                largest = Math.Max(largest, Math.Abs(peer[i]));
                apart = Math.Max(apart, Math.Abs(own[i] - peer[i]));
            }

            Same($"the gradient of {block.Name} of layer {layer + 1}", apart / largest, 0, 1e-3);
        }
    }

    /// <summary>Where parameters lie, for the script: layer, name, offset, rows, columns, padded columns.</summary>
    private static string Blocks(Network network) =>
        new JsonArray([.. network.Blocks().Select(at => (JsonNode)new JsonArray(at.Layer, at.Block.Name, at.Offset, at.Block.Rows, at.Block.Columns, at.Block.PaddedColumns))]).ToJsonString();

    /// <summary>Series of noise; the target is what a channel was five steps before the end.</summary>
    private static TrainingRows MakeRows(RandomStream random)
    {
        var shape = new SignalShape(Steps, Inputs);
        var (x, y, w) = (new float[Rows * Steps * Inputs], new float[Rows * 8], new float[Rows * 8]);
        for (var i = 0; i < x.Length; i++) x[i] = (float)random.NextNormal();
        for (var row = 0; row < Rows; row++) (y[row * 8], w[row * 8]) = (x[(row * Steps + Steps - 6) * Inputs], 1);
        return new TrainingRows(shape, 1, x, y, w, [.. Enumerable.Range(0, Rows)]);
    }
}
