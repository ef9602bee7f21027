using HiddenUnit = OceanML.Learning.Activation;

namespace OceanML.Learning.Tests;

public sealed class GradientTests
{
    public static TheoryData<HiddenUnit, float, int[], int> Cases => new()
    {
        { HiddenUnit.Tanh, 1f, [16, 8], 3 },
        { HiddenUnit.Tanh, 0f, [13], 1 },
        { HiddenUnit.Silu, 0.5f, [9, 17, 5], 11 },
        { HiddenUnit.Relu, 1f, [24], 20 },
        { HiddenUnit.Tanh, 0.5f, [], 2 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_gradient_agrees_with_finite_differences_of_the_reference(HiddenUnit activation, float beta, int[] hidden, int targets)
    {
        const int rows = 7, inputs = 5;
        var random = new RandomStream(3, targets);
        var (network, training, x, y, w) = Problem(activation, hidden, targets, rows, inputs, random);
        var options = new NetworkOptions { Hidden = hidden, Activation = activation, Dropout = 0, BatchSize = rows };
        var step = new TrainingStep(network, training, new GaussianLoss(beta), options, random);
        var loss = step.Take([.. Enumerable.Range(0, rows)], 0);
        double[] parameters = [.. network.Parameters.Select(value => (double)value)];
        Assert.Equal(ReferenceNetwork.Loss(network, parameters, x, y, w, beta), loss, 1e-5 * Math.Max(1, Math.Abs(loss)));

        // The factor v^beta is a constant of the loss: it is frozen at the point of differentiation.
                double[][] frozen = [.. x.Select(row => ReferenceNetwork.Outputs(network, parameters, row)[targets..]
            .Select(log => Math.Clamp(log, GaussianLoss.LowestLogVariance, GaussianLoss.HighestLogVariance)).ToArray())];
        var nonzero = 0;
        foreach (var layer in DenseBlocks.Of(network))
        {
            for (var i = layer.WeightOffset; i < layer.BiasOffset + layer.PaddedOutputs; i++)
            {
                var (held, d) = (parameters[i], 1e-5);
                parameters[i] = held + d;
                var above = Padded(network, i) ? 0 : ReferenceNetwork.Loss(network, parameters, x, y, w, beta, frozen);
                parameters[i] = held - d;
                var below = Padded(network, i) ? 0 : ReferenceNetwork.Loss(network, parameters, x, y, w, beta, frozen);
                parameters[i] = held;
                var expected = (above - below) / (2 * d);
                Assert.True(Math.Abs(expected - step.Gradient[i]) < 2e-5 + 2e-4 * Math.Abs(expected), $"parameter {i}: differences {expected:R}, kernels {step.Gradient[i]:R}");
                if (Math.Abs(expected) > 1e-4) nonzero++;
            }
        }

        Assert.True(nonzero > network.FreeParameters / 8, $"only {nonzero} gradients differ from zero");
    }

    [Fact]
    public void A_missing_target_has_no_influence_whatever_stands_in_its_place()
    {
        var (network, training, _, _, w) = Problem(HiddenUnit.Tanh, [16], 3, 12, 5, new RandomStream(5));
        var changed = training with { Targets = [.. training.Targets] };
        var masked = 0;
        for (var row = 0; row < 12; row++)
        {
            for (var t = 0; t < 3; t++)
            {
                if (w[row][t] > 0) continue;
                changed.Targets[row * training.TargetWidth + t] = 1e6f;
                masked++;
            }
        }

        Assert.True(masked > 3);
        var options = new NetworkOptions { Hidden = [16], Dropout = 0 };
        int[] all = [.. Enumerable.Range(0, 12)];
        var (one, other) = (new TrainingStep(network, training, new GaussianLoss(0.5f), options, new RandomStream(1)), new TrainingStep(network, changed, new GaussianLoss(0.5f), options, new RandomStream(1)));
        Assert.Equal(one.Take(all, 0), other.Take(all, 0));
        Assert.Equal(one.Gradient, other.Gradient);
    }

    [Fact]
    public void Padding_never_comes_to_life()
    {
        var (network, training, _, _, _) = Problem(HiddenUnit.Tanh, [13, 5], 3, 12, 5, new RandomStream(5), 0.2f);
        var step = new TrainingStep(network, training, new GaussianLoss(0.5f), new NetworkOptions { Hidden = [13, 5], Dropout = 0.2f }, new RandomStream(1));
        for (var i = 0; i < 50; i++) step.Take([.. Enumerable.Range(0, 12)], 0.01f);
        var hidden = DenseBlocks.Of(network).SkipLast(1).SelectMany(layer => Enumerable.Range(layer.WeightOffset, layer.WeightCount + layer.PaddedOutputs));
        Assert.All(hidden.Where(i => Padded(network, i)), i => Assert.Equal(0, network.Parameters[i]));
    }

    [Fact]
    public void Dropout_scales_what_it_keeps_and_its_gradient_follows()
    {
        // With one hidden layer the loss is differentiable at fixed masks: equal streams give equal masks.
        var (network, training, _, _, _) = Problem(HiddenUnit.Tanh, [16], 3, 12, 5, new RandomStream(6), 0.5f);
        var options = new NetworkOptions { Hidden = [16], Dropout = 0.5f };
        int[] all = [.. Enumerable.Range(0, 12)];
        double Loss() => new TrainingStep(network, training, new GaussianLoss(0), options, new RandomStream(9)).Take(all, 0);
        var step = new TrainingStep(network, training, new GaussianLoss(0), options, new RandomStream(9));
        step.Take(all, 0);
        var gradient = step.Gradient.ToArray();
        var checkedCount = 0;
        for (var i = 0; i < gradient.Length; i += 3)
        {
            if (Math.Abs(gradient[i]) < 0.05) continue;
            var held = network.Parameters[i];
            network.Parameters[i] = held + 1e-2f;
            var above = Loss();
            network.Parameters[i] = held - 1e-2f;
            var below = Loss();
            network.Parameters[i] = held;
            Assert.Equal((above - below) / 2e-2, gradient[i], 0.05 * Math.Abs(gradient[i]));
            checkedCount++;
        }

        Assert.True(checkedCount > 10, $"{checkedCount} gradients are large enough to compare");
    }

    private static bool Padded(Network network, int parameter)
    {
        var layer = DenseBlocks.Of(network).Last(candidate => candidate.WeightOffset <= parameter);
        if (parameter >= layer.BiasOffset) return parameter - layer.BiasOffset >= layer.Outputs;
        var (input, output) = Math.DivRem(parameter - layer.WeightOffset, layer.PaddedOutputs);
        return input >= layer.Inputs || output >= layer.Outputs;
    }

    private static (Network Network, TrainingRows Rows, double[][] X, double[][] Y, double[][] W) Problem(
        HiddenUnit activation, int[] hidden, int targets, int rows, int inputs, RandomStream random, float dropout = 0)
    {
        var network = MultilayerPerceptron.Make(inputs, hidden, 2 * targets, activation, dropout);
        network.Initialise(random);
        var last = DenseBlocks.Of(network)[^1];
        for (var i = last.WeightOffset; i < last.BiasOffset; i++) network.Parameters[i] *= 6;
        double[][] Random(int width, Func<double> draw) => [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, width).Select(_ => (double)(float)draw()).ToArray())];
        var (x, y) = (Random(inputs, random.NextNormal), Random(targets, random.NextNormal));
        var w = Random(targets, () => random.NextDouble() < 0.3 ? 0 : 0.5 + random.NextDouble());
        return (network, new TrainingRows(new SignalShape(1, inputs), targets, Pad(x), Pad(y), Pad(w), new int[rows]), x, y, w);
    }

    private static float[] Pad(double[][] values) =>
        [.. values.SelectMany(row => row.Select(value => (float)value).Concat(new float[SignalShape.Pad(row.Length) - row.Length]))];
}
