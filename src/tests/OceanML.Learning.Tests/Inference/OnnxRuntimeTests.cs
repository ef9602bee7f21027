using OceanML.Core;
using OceanML.Formats.Onnx;
using OceanML.Tests;

namespace OceanML.Learning.Tests;

/// <summary>The model files this collection writes mean the same to ONNX Runtime.</summary>
public sealed class OnnxRuntimeTests
{
    [Theory]
    [InlineData(Activation.Tanh)]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.Sigmoid)]
    [InlineData(Activation.Softplus)]
    public void An_ensemble_with_scaling_gives_the_same_numbers(Activation activation) =>
        AssertSame(Graphs.Network(18, 24, 6, 5, activation), Graphs.Uniform(500 * 18, 9, -2, 2), 18);

    [Fact]
    public void The_applicability_index_gives_the_same_numbers()
    {
        var training = Correlated(2000, 40, 3);
        var applicability = Applicability.Fit(training, 40);
        var builder = new GraphBuilder("domain");
        builder.Output(ModelSignature.ApplicabilityIndex, applicability.AddTo(builder, builder.Input(ModelSignature.Input, 40)), 1);
        var rows = Correlated(600, 40, 4);
        for (var i = 400 * 40; i < rows.Length; i++) rows[i] *= 1 + 3f * (i - 400 * 40) / (200 * 40);
        AssertSame(builder.Build(), rows, 40);
    }

    [Fact]
    public void Every_operation_of_the_builder_is_valid_ONNX()
    {
        var builder = new GraphBuilder("all");
        var x = builder.Input("x", 6);
        var positive = builder.Add(builder.Abs(x), builder.Constant(0.1f));
        var parts = builder.Concat(
            1,
            builder.Columns(builder.Exp(x), 0, 2),
            builder.Gather(builder.Log(positive), 1, 5, 0),
            builder.ReduceMin(builder.Sqrt(positive), 1),
            builder.ReduceMax(x, -1),
            builder.ReduceSum(builder.Clip(x, -0.5f, 0.5f), 1),
            builder.Softmax(x),
            builder.Pow(positive, builder.Constant(1.5f)),
            builder.Reshape(builder.Unsqueeze(builder.Div(x, positive), 2), 0, -1),
            builder.Squeeze(builder.Unsqueeze(builder.Min(x, builder.Mul(x, x)), 1), 1),
            builder.Max(x, builder.MatMul(x, builder.Constant(Graphs.Uniform(36, 2), 6, 6))),
            builder.Node("Elu", [x], ("alpha", GraphAttribute.Of(0.7f))),
            builder.Node("LeakyRelu", [x]),
            builder.Node("Erf", [x]),
            builder.Node("Neg", [x]),
            builder.Node("Transpose", [builder.Node("Transpose", [x], ("perm", GraphAttribute.Of(1, 0)))], ("perm", GraphAttribute.Of(1, 0))));
        AssertSame(builder.Output("y", parts, 61).Build(), Graphs.Uniform(130 * 6, 8, -3, 3), 6);
    }

    [Fact]
    public void A_model_exported_by_PyTorch_is_read_and_gives_the_numbers_of_PyTorch()
    {
        // Made by torch_mlp.py: GELU and softplus layers, weights stored output by output, shapes worked out at run time.
        var folder = Path.Combine(SharedData.Repository, "src", "tests", "OceanML.Learning.Tests", "Inference");
        var runner = new GraphRunner(OnnxFile.Read(Path.Combine(folder, "torch_mlp.onnx")), "torch_mlp.onnx");
        var lines = File.ReadAllLines(Path.Combine(folder, "torch_mlp.csv")).Skip(1).Select(line => line.Split(',').Select(text => float.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).ToArray()).ToArray();
        var y = runner.Run([.. lines.SelectMany(line => line[..5])]).Values.Single();
        for (var i = 0; i < lines.Length; i++)
        {
            for (var j = 0; j < 2; j++) Assert.Equal(lines[i][5 + j], y.Floats[2 * i + j], 2e-6);
        }
    }

    /// <summary>Features that hang together, as the bands of a spectrum do: five hidden causes and a little noise.</summary>
    internal static float[] Correlated(int rows, int width, int seed)
    {
        var (causes, loadings, noise) = (Graphs.Normal(rows * 5, seed), Graphs.Normal(5 * width, 99), Graphs.Normal(rows * width, seed + 1));
        var features = new float[rows * width];
        for (var i = 0; i < features.Length; i++)
        {
            var (row, column) = (i / width, i % width);
            for (var k = 0; k < 5; k++) features[i] += causes[row * 5 + k] * loadings[k * width + column] / MathF.Sqrt(5);
            features[i] += 0.1f * noise[i];
        }

        return features;
    }

    private static void AssertSame(Graph graph, float[] rows, int width)
    {
        var path = Path.Combine(Path.GetTempPath(), $"oceanml-{Guid.NewGuid():N}.onnx");
        try
        {
            OnnxFile.Write(path, graph);
            var ours = new GraphRunner(OnnxFile.Read(path)).Run(rows, 2);
            OnnxRuntime.AssertAgrees(OnnxRuntime.Run(path, rows, width), ours);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
