using System.Diagnostics;
using System.Globalization;
using OceanML.Benchmarks;
using OceanML.Learning;

// One training step, and a whole training, on one thread, against PyTorch and scikit-learn on one thread. The answers are compared first:
// the loss of the same network on the same rows.
const int rows = 4000, inputs = 18, targets = 20;
var culture = CultureInfo.InvariantCulture;
var problem = Problem.Make(rows, inputs, targets);
foreach (var (hidden, batch) in new[] { (new[] { 64, 64, 64 }, 128), (new[] { 24, 24, 16, 16 }, 64), (new[] { 256, 256 }, 1024) })
{
    var options = new EnsembleOptions { Hidden = hidden, BatchSize = batch, Dropout = 0, Epochs = 20, HeldOutShare = 0 };
    var network = new Network(new NetworkShape(inputs, hidden, GaussianLoss.OutputCount(targets), options.Activation));
    network.Initialise(new RandomStream(1));
    var step = new TrainingStep(network, problem, options, new RandomStream(2));
    int[] first = [.. Enumerable.Range(0, batch)];
    var loss = step.Take(first, 0);
    var peer = Peer.Run(problem, network, options);
    if (peer is null) Console.WriteLine("PyTorch and scikit-learn are absent (python3-torch, python3-sklearn): own times alone");
    else if (Math.Abs(peer.Loss - loss) > 1e-4 * Math.Max(1, Math.Abs(loss))) throw new InvalidOperationException(string.Create(culture, $"the losses differ: {loss} here, {peer.Loss} in PyTorch"));

    var micros = Seconds(() =>
    {
        for (var i = 0; i < 100; i++) step.Take(first, 1e-6f);
    }) / 100 * 1e6;
    var seconds = Seconds(() => MemberTraining.Train(problem, options, new RandomStream(3)));
    Console.WriteLine(string.Create(culture, $"{inputs}-{string.Join('-', hidden)}-2x{targets}, batch {batch}: loss {loss:0.000000}"));
    Console.WriteLine(string.Create(culture, $"  one step           own {micros,9:0.0} us{(peer is null ? "" : $", PyTorch {peer.StepMicroseconds,9:0.0} us: x{peer.StepMicroseconds / micros:0.0}")}"));
    Console.WriteLine(string.Create(culture, $"  {options.Epochs} epochs, {rows} rows own {seconds,9:0.000} s {(peer is null ? "" : $", scikit-learn (no variances) {peer.FitSeconds:0.000} s: x{peer.FitSeconds / seconds:0.0}")}"));
}

// Processor time rather than time on the clock: a machine busy with other work would blur the ratios. The clock of the processor has
// ticks of 10 ms, hence half a second of work per measurement.
static double Seconds(Action action)
{
    action();
    var best = double.PositiveInfinity;
    using var process = Process.GetCurrentProcess();
    for (var round = 0; round < 3; round++)
    {
        process.Refresh();
        var (start, count) = (process.TotalProcessorTime, 0);
        TimeSpan spent;
        do
        {
            action();
            count++;
            process.Refresh();
            spent = process.TotalProcessorTime - start;
        }
        while (spent < TimeSpan.FromSeconds(0.5));
        best = Math.Min(best, spent.TotalSeconds / count);
    }

    return best;
}
