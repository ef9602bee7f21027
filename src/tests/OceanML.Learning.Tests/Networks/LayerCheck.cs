using OceanML.Core;
using OceanML.Formats.Onnx;

namespace OceanML.Learning.Tests;

/// <summary>What must hold of every kind of layer.</summary>
internal static class LayerCheck
{
    /// <summary>A network of layers with random parameters; variances are positive, padding is zero.</summary>
    public static Network Network(int seed, params Layer[] layers)
    {
        var network = new Network(layers);
        var random = new RandomStream(seed);
        network.Initialise(random);
        foreach (var (_, offset, block) in network.Blocks())
        {
            var values = new float[block.Count];
            var wide = block.Decays ? 1 / Math.Sqrt(block.Rows) : 0.5;
            var middle = block.Name.EndsWith("scale", StringComparison.Ordinal) || block.Name.EndsWith("variance", StringComparison.Ordinal) ? 1 : 0;
            for (var i = 0; i < values.Length; i++) values[i] = (float)(middle + (middle > 0 ? Math.Min(0.6, Math.Max(-0.6, wide * random.NextNormal())) : wide * random.NextNormal()));
            block.Pad(values, network.Parameters.AsSpan(offset, block.Size));
        }

        return network;
    }

    /// <summary>Random rows [rows, steps, width], at least <paramref name="apart"/> from 0, where some layers have a kink.</summary>
    public static float[] Rows(SignalShape shape, int rows, int seed, float apart = 0)
    {
        var values = Graphs.Normal(rows * shape.Steps * shape.Width, seed);
        for (var i = 0; i < values.Length; i++) values[i] += values[i] < 0 ? -apart : apart;
        if (apart == 0 || shape.Steps == 1) return values;

        // Nor may two steps be so near that a small change makes the other the largest.
        for (var i = 0; i < values.Length; i++)
        {
            var (row, at) = Math.DivRem(i, shape.Steps * shape.Width);
            var (step, column) = Math.DivRem(at, shape.Width);
            for (var other = 0; other < step; other++)
            {
                if (Math.Abs(values[i] - values[(row * shape.Steps + other) * shape.Width + column]) < apart / 2) (values[i], other) = (values[i] + MathF.CopySign(apart, values[i]), -1);
            }
        }

        return values;
    }

    /// <summary>Puts rows [rows, steps, width] where a workspace has them, padding columns zero.</summary>
    public static void Put(ReadOnlySpan<float> rows, Span<float> place, SignalShape shape, int count)
    {
        place.Clear();
        for (var row = 0; row < count; row++)
        {
            for (var step = 0; step < shape.Steps; step++)
                rows.Slice((row * shape.Steps + step) * shape.Width, shape.Width).CopyTo(place[((step * SignalShape.PadRows(count) + row) * shape.PaddedWidth)..]);
        }
    }

    /// <summary>The rows [rows, steps, width] of what a workspace has; padding columns must be zero.</summary>
    public static float[] Take(ReadOnlySpan<float> place, SignalShape shape, int count)
    {
        var rows = new float[count * shape.Steps * shape.Width];
        for (var row = 0; row < count; row++)
        {
            for (var step = 0; step < shape.Steps; step++)
            {
                var at = place.Slice((step * SignalShape.PadRows(count) + row) * shape.PaddedWidth, shape.PaddedWidth);
                at[..shape.Width].CopyTo(rows.AsSpan((row * shape.Steps + step) * shape.Width));
                Assert.True(at[shape.Width..].IndexOfAnyExcept(0f) < 0, $"padding came to life: {string.Join(' ', at[shape.Width..].ToArray())}");
            }
        }

        return rows;
    }

    /// <summary>The outputs of rows.</summary>
    public static float[] Forward(Network network, float[] rows, int count, bool training = false)
    {
        var workspace = new NetworkWorkspace(network, count);
        Put(rows, workspace.Input, network.Input, count);
        network.Forward(workspace, count, training, training ? new RandomStream(7) : null);
        return Take(workspace.Output, network.Output, count);
    }

    /// <summary>
    /// The gradient of Σ c·y by every parameter and input against central differences of two steps (Richardson), which leave an error of
    /// the fourth order of the step.
    /// </summary>
    public static void Gradients(Network network, int count, int seed, bool training = false, float apart = 0, double tolerance = 2e-3)
    {
        var rows = Rows(network.Input, count, seed, apart);
        var weights = Graphs.Normal(count * network.Output.Steps * network.Output.Width, seed + 1);
        var kept = (float[])network.Parameters.Clone();
        var workspace = new NetworkWorkspace(network, count + 5);

        double Sum()
        {
            var untrained = network.Blocks().Where(at => !at.Block.Trained).ToList();
            Put(rows, workspace.Input, network.Input, count);
            network.Forward(workspace, count, training, training ? new RandomStream(7) : null);
            foreach (var (_, offset, block) in untrained) kept.AsSpan(offset, block.Size).CopyTo(network.Parameters.AsSpan(offset));
            var y = Take(workspace.Output, network.Output, count);
            var sum = 0.0;
            for (var i = 0; i < y.Length; i++) sum += (double)weights[i] * y[i];
            return sum;
        }

        Sum();
        Put(weights, workspace.OutputGradient, network.Output, count);
        var gradient = new float[network.Parameters.Length];
        gradient.AsSpan().Fill(float.NaN);
        network.Backward(workspace, count, gradient, training, toInput: true);
        var toInput = Take(workspace.InputGradient, network.Input, count);

        double Difference(ref float value)
        {
            var held = value;
            double Slope(float h, ref float at)
            {
                at = held + h;
                var (above, up) = (Sum(), (double)at);
                at = held - h;
                var (below, down) = (Sum(), (double)at);
                at = held;
                return (above - below) / (up - down);
            }

            var (wide, narrow) = (Slope(0.04f, ref value), Slope(0.02f, ref value));
            return (4 * narrow - wide) / 3;
        }

        var nonzero = 0;
        void Compare(double expected, float actual, string what)
        {
            Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{what}: differences {expected:R}, layer {actual:R}");
            if (Math.Abs(actual) > 1e-4) nonzero++;
        }

        foreach (var (_, offset, block) in network.Blocks())
        {
            for (var i = 0; i < block.Size; i++)
            {
                var (row, column) = Math.DivRem(i, block.PaddedColumns);
                if (!block.Trained || row >= block.Rows || column >= block.Columns) Assert.Equal(0, gradient[offset + i]);
                else Compare(Difference(ref network.Parameters[offset + i]), gradient[offset + i], $"{block.Name}[{row},{column}]");
            }
        }

        for (var i = 0; i < rows.Length; i++) Compare(Difference(ref rows[i]), toInput[i], $"input {i}");
        Assert.True(nonzero > 3, "the gradients are zero");

        // Asked for the gradient by the parameters alone or by the input alone, a layer gives the same.
        Sum();
        Put(weights, workspace.OutputGradient, network.Output, count);
        var alone = new float[gradient.Length];
        network.Backward(workspace, count, alone, training);
        Assert.Equal(gradient, alone);
        Sum();
        Put(weights, workspace.OutputGradient, network.Output, count);
        network.Backward(workspace, count, null, training, toInput: true);
        Assert.Equal(toInput, Take(workspace.InputGradient, network.Input, count));
    }

    /// <summary>The model file of a network gives its numbers, in ONNX Runtime and in <see cref="GraphRunner"/>, and is read back bit by bit.</summary>
    public static void Export(Network network, int count = 70, double tolerance = 1e-5, float[]? given = null)
    {
        var rows = given ?? Rows(network.Input, count, 3);
        var (steps, width) = (network.Input.Steps, network.Input.Width);
        var (made, outputs) = (Forward(network, rows, count), network.Output.Steps * network.Output.Width);
        var builder = new GraphBuilder("network");
        var x = builder.Input("x", steps * width);
        if (steps > 1) x = builder.Reshape(x, 0, steps, width);
        var y = network.AddTo(builder, x, "net");
        if (network.Output.Steps > 1) y = builder.Reshape(y, 0, outputs);
        var graph = builder.Output("y", y, outputs).Metadata("net", NetworkDescription.Write(network)).Build();
        var path = Path.Combine(Path.GetTempPath(), $"oceanml-{Guid.NewGuid():N}.onnx");
        try
        {
            OnnxFile.Write(path, graph);
            var read = OnnxFile.Read(path);
            var again = NetworkDescription.Read(read.Metadata["net"], path);
            again.Load(name => read.FindTensor(name) ?? throw new KeyNotFoundException(name), "net");
            Assert.Equal(network.Parameters, again.Parameters);
            Assert.Equal(made, Forward(again, rows, count));
            var runner = new GraphRunner(read);
            Assert.True(runner.IsRowWise, "rows of the graph can be taken apart");
            AssertClose(made, runner.Run(rows, 2)["y"].Floats, tolerance, "GraphRunner");
            AssertClose(made, OnnxRuntime.Run(path, rows, steps * width)["y"].Floats, tolerance, "ONNX Runtime");
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Asserts that numbers agree, relative where they are larger than 1.</summary>
    public static void AssertClose(float[] expected, float[] actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"{what} [{i}]: {expected[i]:R} expected, {actual[i]:R} found");
    }

    /// <summary>Relevance of the inputs [rows, steps, width] and the sum of the relevance of outputs, when each row's outputs are explained with the weights given.</summary>
    public static (float[] Inputs, double[] Explained) Relevance(Network network, float[] rows, int count, RelevanceRule rule, float[]? weights = null)
    {
        var workspace = new NetworkWorkspace(network, count);
        Put(rows, workspace.Input, network.Input, count);
        network.Forward(workspace, count);
        var outputs = Take(workspace.Output, network.Output, count);
        if (weights is not null)
        {
            for (var i = 0; i < outputs.Length; i++) outputs[i] *= weights[i];
        }

        Put(outputs, workspace.OutputGradient, network.Output, count);
        network.Relevance(workspace, count, rule);
        var perRow = outputs.Length / count;
        return (Take(workspace.InputGradient, network.Input, count), [.. Enumerable.Range(0, count).Select(row => outputs.AsSpan(row * perRow, perRow).ToArray().Sum(value => (double)value))]);
    }
}
