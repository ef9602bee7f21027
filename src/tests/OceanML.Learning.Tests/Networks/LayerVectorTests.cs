using System.Text.Json;
using OceanML.Core;
using OceanML.Tests;

namespace OceanML.Learning.Tests;

/// <summary>Every feed-forward layer against PyTorch; the vectors are written by <c>vectors/layers.py</c>.</summary>
public sealed class LayerVectorTests
{
    private static readonly Lazy<JsonDocument> Vectors = new(() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedData.Repository, "src", "tests", "OceanML.Learning.Tests", "vectors", "layers.json"))));

    public static TheoryData<int, string> Cases =>
        [.. Vectors.Value.RootElement.EnumerateArray().Select((entry, i) => new TheoryDataRow<int, string>(i, $"{entry.GetProperty("kind").GetString()} {entry.GetProperty("values")}"))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_gradients_and_running_statistics_are_those_of_PyTorch(int index, string label)
    {
        var vector = Vectors.Value.RootElement[index];
        int[] shape = [.. Shape(vector.GetProperty("x"))];
        var (rows, training) = (shape[0], vector.GetProperty("training").GetBoolean());
        var settings = new LayerSettings(
            vector.GetProperty("kind").GetString()!,
            vector.GetProperty("values").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!),
            [.. vector.GetProperty("inner").EnumerateArray().Select(inner => new LayerSettings(
                inner.GetProperty("kind").GetString()!, [.. inner.EnumerateObject().Where(entry => entry.Name != "kind").Select(entry => (entry.Name, entry.Value.GetString()!))]))]);
        var network = new Network([LayerCatalogue.Make(settings, new SignalShape(shape[1], shape[2]))]);
        foreach (var (_, offset, block) in network.Blocks()) block.Pad(Numbers(vector.GetProperty("parameters").GetProperty(block.Name)), network.Parameters.AsSpan(offset, block.Size));
        var workspace = new NetworkWorkspace(network, rows);
        LayerCheck.Put(Numbers(vector.GetProperty("x")), workspace.Input, network.Input, rows);
        network.Forward(workspace, rows, training, training ? new RandomStream(1) : null);
        LayerCheck.AssertClose(Numbers(vector.GetProperty("y")), LayerCheck.Take(workspace.Output, network.Output, rows), 1e-5, $"{label}: value");

        LayerCheck.Put(Numbers(vector.GetProperty("y_gradient")), workspace.OutputGradient, network.Output, rows);
        var gradient = new float[network.Parameters.Length];
        network.Backward(workspace, rows, gradient, training, toInput: true);
        LayerCheck.AssertClose(Numbers(vector.GetProperty("x_gradient")), LayerCheck.Take(workspace.InputGradient, network.Input, rows), 1e-5, $"{label}: gradient by the input");
        foreach (var (_, offset, block) in network.Blocks().Where(at => at.Block.Trained))
            LayerCheck.AssertClose(Numbers(vector.GetProperty("gradients").GetProperty(block.Name)), block.Unpad(gradient.AsSpan(offset, block.Size)), 1e-5, $"{label}: gradient by {block.Name}");
        foreach (var kept in vector.GetProperty("after").EnumerateObject())
        {
            var (_, offset, block) = network.Blocks().Single(at => at.Block.Name == kept.Name);
            LayerCheck.AssertClose(Numbers(kept.Value), block.Unpad(network.Parameters.AsSpan(offset, block.Size)), 1e-5, $"{label}: running {kept.Name}");
        }
    }

    private static float[] Numbers(JsonElement json) => json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray().SelectMany(Numbers)] : [(float)json.GetDouble()];

    private static IEnumerable<int> Shape(JsonElement json) => json.ValueKind == JsonValueKind.Array ? [json.GetArrayLength(), .. Shape(json[0])] : [];
}
