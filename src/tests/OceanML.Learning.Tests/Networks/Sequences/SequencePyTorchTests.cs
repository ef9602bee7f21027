using System.Text.Json;
using OceanML.Core;
using OceanML.Tests;

namespace OceanML.Learning.Tests;

public sealed class SequencePyTorchTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, 11)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outputs_and_every_gradient_are_those_of_PyTorch(int index)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedData.Repository, "src", "tests", "OceanML.Learning.Tests", "vectors", "sequences.json")));
        Assert.Equal(Cases.Count, json.RootElement.GetArrayLength());
        var vector = json.RootElement[index];
        var (steps, rows, inputs) = (vector.GetProperty("steps").GetInt32(), vector.GetProperty("rows").GetInt32(), vector.GetProperty("inputs").GetInt32());
        var settings = vector.GetProperty("settings").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!);
        var network = new Network([LayerCatalogue.Make(new LayerSettings(vector.GetProperty("kind").GetString()!, settings, []), new SignalShape(steps, inputs))]);
        Assert.Equal(vector.GetProperty("outputs").GetInt32(), network.Output.Width);
        var expected = new float[network.Parameters.Length];
        foreach (var (_, offset, block) in network.Blocks())
        {
            block.Pad(Numbers(vector.GetProperty("parameters").GetProperty(block.Name)), network.Parameters.AsSpan(offset));
            block.Pad(Numbers(vector.GetProperty("gradients").GetProperty(block.Name)), expected.AsSpan(offset));
        }

        var workspace = new NetworkWorkspace(network, rows);
        LayerCheck.Put(ByRow(vector.GetProperty("x"), steps, rows, inputs), workspace.Input, network.Input, rows);
        network.Forward(workspace, rows);
        LayerCheck.AssertClose(ByRow(vector.GetProperty("y"), steps, rows, network.Output.Width), LayerCheck.Take(workspace.Output, network.Output, rows), 2e-6, "output");
        LayerCheck.Put(ByRow(vector.GetProperty("output_gradient"), steps, rows, network.Output.Width), workspace.OutputGradient, network.Output, rows);
        var gradient = new float[expected.Length];
        network.Backward(workspace, rows, gradient, toInput: true);
        LayerCheck.AssertClose(expected, gradient, 5e-6, "gradient by parameters");
        LayerCheck.AssertClose(ByRow(vector.GetProperty("input_gradient"), steps, rows, inputs), LayerCheck.Take(workspace.InputGradient, network.Input, rows), 5e-6, "gradient by input");
    }

    private static float[] Numbers(JsonElement json) => [.. json.EnumerateArray().Select(value => value.GetSingle())];

    /// <summary>[steps, rows, width] as [rows, steps, width].</summary>
    private static float[] ByRow(JsonElement json, int steps, int rows, int width)
    {
        var values = Numbers(json);
        var turned = new float[values.Length];
        for (var step = 0; step < steps; step++)
        {
            for (var row = 0; row < rows; row++) values.AsSpan((step * rows + row) * width, width).CopyTo(turned.AsSpan((row * steps + step) * width));
        }

        return turned;
    }
}
