using System.Globalization;
using OceanML.Learning;

namespace OceanML.Benchmarks;

/// <summary>Small perceptrons in small batches, where a framework spends its time on everything but the arithmetic.</summary>
internal sealed class PerceptronCase : LearningCase
{
    private const int Rows = 109_259, Inputs = 8, Classes = 6, Batch = 32, Members = 50, Compared = 200;

    private static readonly int[] Hidden = [24, 24, 16, 16];

    public override string Name => "mlp";

    public override string Description => "training perceptrons: 8-24-24-16-16-6 in batches of 32 as an ensemble of 50, and 128-128, against PyTorch and scikit-learn";

    public override void Run()
    {
        Regimes();
        Profiles();
    }

    /// <summary>The classifier of ocean regimes of Sonnewald and Lguensat 2021: its shape, its number of rows, planted classes.</summary>
    private static void Regimes()
    {
        var rows = MakeClasses(Rows);
        var options = new NetworkOptions { Hidden = Hidden, BatchSize = Batch, Dropout = 0, WeightDecay = 0, HeldOutShare = 0 };
        var network = Make(Inputs, Hidden, Classes, Activation.Tanh, 1);
        using var python = new Python();
        Give(python, rows, network);
        var step = new TrainingStep(network, rows, new CrossEntropyLoss(), options, new RandomStream(2));
        double Steps(int count, float rate)
        {
            var loss = 0.0;
            Span<int> batch = stackalloc int[Batch];
            for (var i = 0; i < count; i++)
            {
                for (var k = 0; k < Batch; k++) batch[k] = (int)((i * (long)Batch + k) * 7919 % Rows);
                loss = step.Take(batch, rate);
            }

            return loss;
        }

        var (first, last) = (Steps(1, 0), Steps(Compared, 1e-3f));
        var one = python.Run("perceptron.py", 1, "classes", $"{Rows}", Layers(network), $"{Batch}", $"{Compared}");
        if (one is { } answer)
        {
            Same("the loss of the first batch", first, answer.GetProperty("first").GetDouble(), 1e-5);
            Same($"the loss after {Compared} steps", last, answer.GetProperty("last").GetDouble(), 1e-2);
            Console.WriteLine($"  PyTorch multiplies matrices by {answer.GetProperty("blas").GetString()}");
        }

        var seconds = Timing.ProcessorSeconds(() => Steps(500, 1e-6f)) / 500;
        Tell("8-24-24-16-16-6, batch 32: a step", seconds, "PyTorch", one?.GetProperty("step_us").GetDouble() * 1e-6);

        // The ensemble: one member per thread, a fiftieth of an epoch each; PyTorch trains one member after the other.
        var share = Rows / Batch / 50;
        var steps = Enumerable.Range(0, Members).Select(member => new TrainingStep(Make(Inputs, Hidden, Classes, Activation.Tanh, member), rows, new CrossEntropyLoss(), options, new RandomStream(member))).ToArray();
        void Epochs() => Parallel.ForEach(steps, member =>
        {
            var random = new RandomStream(9);
            Span<int> batch = stackalloc int[Batch];
            for (var i = 0; i < share; i++)
            {
                foreach (ref var row in batch) row = random.Next(Rows);
                member.Take(batch, 1e-4f);
            }
        });
        Epochs();
        var ensemble = Enumerable.Range(0, 3).Min(_ => Timing.Seconds(Epochs)) * 50;
        Tell(string.Create(CultureInfo.InvariantCulture, $"an epoch of 50 members on {Environment.ProcessorCount} threads, from a 50th"), ensemble, "the PyTorch loop", one?.GetProperty("loop_us").GetDouble() * 1e-6 * Members * (Rows / Batch));
        Tell("the same", ensemble, "PyTorch, all members stacked", one?.GetProperty("stacked_us").GetDouble() * 1e-6 * (Rows / Batch));
    }

    /// <summary>Chlorophyll at 20 depths from 18 numbers, as matchups of floats and PACE have it: scikit-learn's usual network.</summary>
    private static void Profiles()
    {
        const int count = 4000, inputs = 18, targets = 20, batch = 200, epochs = 10;
        var rows = TrainingStepProblem.Make(count, inputs, targets);
        rows = rows with { Weights = [.. Enumerable.Range(0, rows.Weights.Length).Select(i => i % rows.TargetWidth < targets ? 1f : 0)] };
        var options = new NetworkOptions { Hidden = [128, 128], Activation = Activation.Relu, BatchSize = batch, Dropout = 0, WeightDecay = 0, HeldOutShare = 0, Epochs = epochs, Patience = epochs, Loss = LossKind.Mse, LearningRate = 1e-3f };
        var network = Make(inputs, [128, 128], targets, Activation.Relu, 1);
        using var python = new Python();
        Give(python, rows, network);
        var step = new TrainingStep(network, rows, new SquaredLoss(), options, new RandomStream(2));
        int[] first = [.. Enumerable.Range(0, batch)];
        var loss = step.Take(first, 0);
        var peer = python.Run("perceptron.py", 1, "numbers", $"{count}", Layers(network), $"{batch}", $"{epochs}");
        if (peer is { } answer) Same("the loss", loss, answer.GetProperty("first").GetDouble() * loss / LossOf(network, rows, first), 1e-4);
        var seconds = Timing.ProcessorSeconds(() =>
        {
            for (var i = 0; i < 50; i++) step.Take(first, 1e-6f);
        }) / 50;
        var fit = Timing.ProcessorSeconds(() => MemberTraining.Train(rows, options, new RandomStream(3)));
        Tell("18-128-128-20, batch 200: a step", seconds, "PyTorch", peer?.GetProperty("step_us").GetDouble() * 1e-6);
        Tell($"{epochs} epochs of {count} rows", fit, "MLPRegressor", peer?.GetProperty("fit_s").GetDouble());
    }

    /// <summary>Mean squared error over rows and targets of a batch: losses differ by factors, which must not hide a difference.</summary>
    private static double LossOf(Network network, TrainingRows rows, int[] batch)
    {
        var workspace = new NetworkWorkspace(network, batch.Length);
        rows.Gather(batch, workspace.Input);
        network.Forward(workspace, batch.Length);
        var sum = 0.0;
        for (var i = 0; i < batch.Length; i++)
        {
            for (var t = 0; t < rows.TargetCount; t++)
            {
                double e = workspace.Output[i * rows.TargetWidth + t] - rows.Targets[batch[i] * rows.TargetWidth + t];
                sum += e * e;
            }
        }

        return sum / batch.Length / rows.TargetCount;
    }

    internal static Network Make(int inputs, int[] hidden, int outputs, Activation activation, int seed)
    {
        var shape = new SignalShape(1, inputs);
        var layers = new List<Layer>();
        foreach (var width in hidden)
        {
            layers.Add(new DenseLayer(shape, width));
            layers.Add(new ActivationLayer(layers[^1].Output, activation));
            shape = layers[^1].Output;
        }

        layers.Add(new DenseLayer(shape, outputs));
        var network = new Network(layers);
        network.Initialise(new RandomStream(seed));
        return network;
    }

    internal static string Layers(Network network) => string.Join(
        ',',
        network.Blocks().Where(at => at.Block.Name == "weight").Select(at => $"{at.Block.Rows}:{at.Block.Columns}:{at.Block.PaddedRows}:{at.Block.PaddedColumns}:{at.Offset}:{at.Offset + at.Block.Size}"));

    private static void Give(Python python, TrainingRows rows, Network network)
    {
        python.Give("x", rows.Inputs);
        python.Give("y", rows.Targets);
        python.Give("parameters", network.Parameters);
    }

    private static TrainingRows MakeClasses(int count)
    {
        var random = new RandomStream(5);
        var (x, y, w) = (new float[count * Inputs], new float[count * 8], new float[count * 8]);
        for (var row = 0; row < count; row++)
        {
            for (var i = 0; i < Inputs; i++) x[row * Inputs + i] = (float)random.NextNormal();
            var score = Math.Tanh(x[row * Inputs] + x[row * Inputs + 3]) + 0.5 * x[row * Inputs + 5] + 0.3 * random.NextNormal();
            y[row * 8 + Math.Clamp((int)Math.Floor(score * 1.5 + 3), 0, Classes - 1)] = 1;
            for (var k = 0; k < Classes; k++) w[row * 8 + k] = 1;
        }

        return new TrainingRows(new SignalShape(1, Inputs), Classes, x, y, w, [.. Enumerable.Range(0, count)]) { AreClasses = true };
    }
}
