using OceanML.Learning;

namespace OceanML.Benchmarks;

/// <summary>One training step, and a whole training, of multilayer perceptrons on one thread.</summary>
internal sealed class TrainingStepCase : LearningCase
{
    private const int Rows = 4000, Inputs = 18, Targets = 20;

    public override string Name => "step";

    public override string Description => "a training step and 20 epochs of perceptrons with Gaussian outputs, one thread, against PyTorch and scikit-learn";

    public override void Run()
    {
        var problem = TrainingStepProblem.Make(Rows, Inputs, Targets);
        foreach (var (hidden, batch) in new[] { (new[] { 64, 64, 64 }, 128), (new[] { 24, 24, 16, 16 }, 64), (new[] { 256, 256 }, 1024) })
        {
            var options = new NetworkOptions { Hidden = hidden, BatchSize = batch, Dropout = 0, Epochs = 20, HeldOutShare = 0 };
            var network = MultilayerPerceptron.Make(Inputs, hidden, 2 * Targets, options.Activation);
            network.Initialise(new RandomStream(1));
            var step = new TrainingStep(network, problem, options.LossOf(classes: false), options, new RandomStream(2));
            int[] first = [.. Enumerable.Range(0, batch)];
            var loss = step.Take(first, 0);
            using var python = new Python();
            python.Give("x", problem.Inputs);
            python.Give("y", problem.Targets);
            python.Give("w", problem.Weights);
            python.Give("parameters", network.Parameters);
            var weights = network.Blocks().Where(at => at.Block.Name == "weight").ToList();
            var layers = string.Join(',', weights.Select(at => $"{at.Block.PaddedRows}:{at.Block.PaddedColumns}:{at.Offset}:{at.Offset + at.Block.Size}"));
            var peer = python.Run("training_step.py", 1, $"{Rows}", $"{Targets}", layers, $"{batch}", $"{options.Epochs}");
            if (peer is { } answer) Same("the loss", loss, answer.GetProperty("loss").GetDouble(), 1e-4);
            var seconds = Timing.ProcessorSeconds(() =>
            {
                for (var i = 0; i < 100; i++) step.Take(first, 1e-6f);
            }) / 100;
            var fit = Timing.ProcessorSeconds(() => MemberTraining.Train(problem, options, new RandomStream(3)));
            Console.WriteLine($"  {Inputs}-{string.Join('-', hidden)}-2x{Targets}, batch {batch}");
            Tell("one step", seconds, "PyTorch", peer?.GetProperty("step_us").GetDouble() * 1e-6);
            Tell($"{options.Epochs} epochs, {Rows} rows", fit, "scikit-learn (no variances)", peer?.GetProperty("fit_s").GetDouble());
        }
    }
}
