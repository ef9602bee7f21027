using System.Text.Json;
using OceanML.Tests;
using HiddenUnit = OceanML.Learning.Activation;

namespace OceanML.Learning.Tests;

public sealed class PyTorchTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Outputs_loss_gradients_and_steps_are_those_of_PyTorch(int index)
    {
        using var json = Vectors();
        var vector = json.RootElement.GetProperty("networks")[index];
        var activation = Enum.Parse<HiddenUnit>(vector.GetProperty("activation").GetString()!, ignoreCase: true);
        var beta = vector.GetProperty("beta").GetSingle();
        var (x, y, w) = (Matrix(vector.GetProperty("x")), Matrix(vector.GetProperty("y")), Matrix(vector.GetProperty("w")));
        var targets = y[0].Length;
        var weights = vector.GetProperty("weights");
        var network = MultilayerPerceptron.Make(x[0].Length, [12, 7], 2 * targets, activation);
        Fill(network, network.Parameters, weights, vector.GetProperty("biases"));
        var rows = new TrainingRows(new SignalShape(1, x[0].Length), targets, Pad(x), Pad(y), Pad(w), new int[x.Length]);
        var step = new TrainingStep(network, rows, new GaussianLoss(beta), new NetworkOptions { Activation = activation, Dropout = 0, WeightDecay = 0.1f, BatchSize = x.Length }, new RandomStream(1));
        int[] all = [.. Enumerable.Range(0, x.Length)];

        var loss = vector.GetProperty("loss").GetDouble();
        Assert.Equal(loss, step.Take(all, 0), 2e-6 * Math.Max(1, Math.Abs(loss)));
        AssertClose(network, Expected(network, vector, "outputs", x.Length), step.Workspace.Output.ToArray(), 5e-6);
        AssertClose(network, Parameters(network, vector, "weight_gradients", "bias_gradients"), [.. step.Gradient], 5e-6);
        for (var i = 0; i < 3; i++) step.Take(all, 0.01f);
        AssertClose(network, Parameters(network, vector, "stepped_weights", "stepped_biases"), network.Parameters, 2e-5);
    }

    private static JsonDocument Vectors() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedData.Repository, "src", "tests", "OceanML.Learning.Tests", "vectors", "vectors.json")));

    private static double[][] Matrix(JsonElement json) => [.. json.EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())];

    private static float[] Parameters(Network network, JsonElement vector, string weights, string biases)
    {
        var filled = new float[network.Parameters.Length];
        Fill(network, filled, vector.GetProperty(weights), vector.GetProperty(biases));
        return filled;
    }

    private static void Fill(Network network, float[] parameters, JsonElement weights, JsonElement biases)
    {
        var layers = DenseBlocks.Of(network);
        for (var i = 0; i < layers.Count; i++)
        {
            var layer = layers[i];
            var (matrix, bias) = (Matrix(weights[i]), biases[i].EnumerateArray().Select(value => value.GetDouble()).ToArray());
            for (var o = 0; o < bias.Length; o++)
            {
                parameters[layer.BiasOffset + o] = (float)bias[o];
                for (var input = 0; input < layer.Inputs; input++) parameters[layer.WeightOffset + input * layer.PaddedOutputs + o] = (float)matrix[input][o];
            }
        }
    }

    private static float[] Expected(Network network, JsonElement vector, string name, int rows)
    {
        var outputs = Matrix(vector.GetProperty(name));
        var expected = new float[rows * network.Output.PaddedWidth];
        for (var row = 0; row < rows; row++)
        {
            for (var o = 0; o < outputs[row].Length; o++) expected[row * network.Output.PaddedWidth + o] = (float)outputs[row][o];
        }

        return expected;
    }

    private static void AssertClose(Network network, float[] expected, float[] actual, double tolerance)
    {
        Assert.True(actual.Length >= expected.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"[{i}] of {network.Parameters.Length}: PyTorch {expected[i]:R}, here {actual[i]:R}");
    }

    private static float[] Pad(double[][] values) =>
        [.. values.SelectMany(row => row.Select(value => (float)value).Concat(new float[SignalShape.Pad(row.Length) - row.Length]))];
}
