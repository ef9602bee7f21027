using OceanML.Core;
using OceanML.Formats.Onnx;

namespace OceanML.Learning.Tests;

/// <summary>The operations of sequence layers, judged by ONNX Runtime, and whether each is known to leave rows apart.</summary>
public sealed class LayerOperationTests
{
    private const int Steps = 6, Width = 4, Rows = 150;

    private static readonly Dictionary<string, (bool RowWise, Func<GraphBuilder, GraphSignal, GraphSignal> Make)> Operations = new()
    {
        ["lstm"] = (true, (b, x) => Recurrent(b, x, "LSTM", 4, 5)[0]),
        ["lstm, last state of the cell"] = (true, (b, x) => Recurrent(b, x, "LSTM", 4, 5)[2]),
        ["lstm in both directions"] = (true, (b, x) => Recurrent(b, x, "LSTM", 4, 5, "bidirectional")[0]),
        ["gru, reset after the product"] = (true, (b, x) => Recurrent(b, x, "GRU", 3, 9, "forward", 1)[0]),
        ["gru, reset before the product, backwards"] = (true, (b, x) => Recurrent(b, x, "GRU", 3, 9, "reverse")[1]),
        ["rnn"] = (true, (b, x) => Recurrent(b, x, "RNN", 1, 3)[0]),
        ["convolution, dilated and causal"] = (true, (b, x) => b.Node("Conv", [Channels(b, x), b.Constant(Graphs.Uniform(7 * 4 * 3, 3), 7, 4, 3), b.Constant(Graphs.Uniform(7, 4), 7)], ("dilations", GraphAttribute.Of([2L])), ("pads", GraphAttribute.Of(4L, 0L)))),
        ["convolution in groups with stride"] = (true, (b, x) => b.Node("Conv", [Channels(b, x), b.Constant(Graphs.Uniform(6 * 2 * 2, 3), 6, 2, 2)], ("group", GraphAttribute.Of(2L)), ("strides", GraphAttribute.Of([2L])), ("auto_pad", GraphAttribute.Of("SAME_UPPER")))),
        ["pools"] = (true, (b, x) => b.Concat(
            2,
            b.Node("MaxPool", [Channels(b, x)], ("kernel_shape", GraphAttribute.Of([2L])), ("strides", GraphAttribute.Of([2L]))),
            b.Node("AveragePool", [Channels(b, x)], ("kernel_shape", GraphAttribute.Of([3L])), ("pads", GraphAttribute.Of(1L, 1L))),
            b.Node("GlobalAveragePool", [Channels(b, x)]),
            b.Node("GlobalMaxPool", [Channels(b, x)]))),
        ["layer normalisation"] = (true, (b, x) => b.Node("LayerNormalization", [x, b.Constant(Graphs.Uniform(4, 1), 4), b.Constant(Graphs.Uniform(4, 2), 4)], ("axis", GraphAttribute.Of(-1L)), ("epsilon", GraphAttribute.Of(1e-3f)))),
        ["batch normalisation"] = (true, (b, x) => b.Node("BatchNormalization", [Channels(b, x), b.Constant(Graphs.Uniform(4, 1), 4), b.Constant(Graphs.Uniform(4, 2), 4), b.Constant(Graphs.Uniform(4, 3), 4), b.Constant(Graphs.Uniform(4, 4, 0.5f, 2), 4)])),
        ["attention"] = (true, Attention),
        ["parts and largest values"] = (true, (b, x) =>
        {
            var parts = b.Nodes("Split", [x, b.Indices(1, 3)], 2, ("axis", GraphAttribute.Of(2L)));
            var top = b.Nodes("TopK", [parts[1], b.Indices(2)], 2, ("axis", GraphAttribute.Of(1L)));
            return b.Concat(1, top[0], b.Node("Cast", [top[1]], ("to", GraphAttribute.Of(1L))), parts[1]);
        }),
        ["repeated, padded and expanded"] = (true, (b, x) => b.Concat(
            1,
            b.Node("Tile", [x, b.Indices(1, 2, 1)]),
            b.Node("Pad", [x, b.Indices(0, 2, 0, 0, 1, 0), b.Constant(0.5f)]),
            b.Node("Pad", [x, b.Indices(0, 2, 0, 0, 1, 0)], ("mode", GraphAttribute.Of("reflect"))),
            b.Node("Pad", [x, b.Indices(0, 1, 0, 0, 2, 0)], ("mode", GraphAttribute.Of("edge"))),
            b.Node("Expand", [b.ReduceMean(x, 1), b.Indices(1, 3, 4)]))),
        ["the place of the largest"] = (true, (b, x) => b.Concat(
            1,
            b.Node("Cast", [b.Node("ArgMax", [x], ("axis", GraphAttribute.Of(1L)))], ("to", GraphAttribute.Of(1L))),
            b.Node("Cast", [b.Node("ArgMin", [x], ("axis", GraphAttribute.Of(1L)))], ("to", GraphAttribute.Of(1L))))),
        ["choices"] = (true, (b, x) => b.Node(
            "Where",
            [b.Node("Not", [b.Node("And", [b.Node("Greater", [x, b.Constant(0f)]), b.Node("LessOrEqual", [x, b.ReduceMax(x, 2)])])]), b.Node("Floor", [x]), b.Node("Sign", [b.Node("Round", [x])])])),
        ["more activations"] = (true, (b, x) => b.Concat(
            1,
            b.Node("Selu", [x]), b.Node("Celu", [x], ("alpha", GraphAttribute.Of(2f))), b.Node("HardSigmoid", [x]), b.Node("HardSwish", [x]), b.Node("Softsign", [x]),
            b.Node("ThresholdedRelu", [x]), b.Node("PRelu", [x, b.Constant([0.1f, 0.2f, 0.3f, 0.4f], 4)]), b.Node("LogSoftmax", [x], ("axis", GraphAttribute.Of(1L))), b.Node("Sin", [x]), b.Node("Cos", [x]))),
        ["more reductions"] = (true, (b, x) => b.Concat(
            1,
            [.. new[] { "ReduceL1", "ReduceL2", "ReduceProd", "ReduceSumSquare" }.Select(name => b.Node(name, [x], ("axes", GraphAttribute.Of([1L]))))])),
        ["normalised over all rows"] = (false, (b, x) => b.Softmax(b.Node("Transpose", [x], ("perm", GraphAttribute.Of(1, 2, 0))))),
    };

    public static TheoryData<string> Names => [.. Operations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Operations_mean_what_they_mean_to_ONNX_Runtime(string name)
    {
        var (rowWise, make) = Operations[name];
        var builder = new GraphBuilder("one");
        var made = make(builder, builder.Reshape(builder.Input("x", Steps * Width), -1, Steps, Width));

        // However the operation leaves the rows, in the end they come first: the axis is known from the shape of a batch of an odd size.
        var rows = Graphs.Uniform(Rows * Steps * Width, 5, -3, 3);
        var trial = new GraphRunner(builder.Build() with { Outputs = [new GraphValue(made.Name, GraphElement.Float32, [GraphDimension.Rows])] }).Run(rows)[made.Name].Shape;
        var axis = Array.IndexOf(trial, Rows);
        long[] order = [axis, .. Enumerable.Range(0, trial.Length).Where(place => place != axis).Select(place => (long)place)];
        var width = GraphTensor.Count(trial) / Rows;
        var graph = builder.Output("y", builder.Reshape(builder.Node("Transpose", [made], ("perm", GraphAttribute.Of(order))), -1, width), width).Build();
        var path = Path.Combine(Path.GetTempPath(), $"oceanml-{Guid.NewGuid():N}.onnx");
        try
        {
            OnnxFile.Write(path, graph);
            var runner = new GraphRunner(OnnxFile.Read(path));
            Assert.Equal(rowWise, runner.IsRowWise);
            var ours = runner.Run(rows, 2);
            OnnxRuntime.AssertAgrees(OnnxRuntime.Run(path, rows, Steps * Width), ours);
            if (rowWise) Assert.Equal(ours["y"].Floats[..width], runner.Run(rows[..(Steps * Width)])["y"].Floats);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Settings_that_are_not_supported_are_refused_rather_than_passed_over()
    {
        void Refused(string part, Func<GraphBuilder, GraphSignal, GraphSignal> make)
        {
            var builder = new GraphBuilder("one");
            var made = make(builder, builder.Reshape(builder.Input("x", Steps * Width), -1, Steps, Width));
            var runner = new GraphRunner(builder.Output("y", made, 1).Build());
            Assert.Contains(part, Assert.Throws<OceanException>(() => runner.Run(new float[Steps * Width])).Message, StringComparison.Ordinal);
        }

        Refused("Relu", (b, x) => b.Nodes("LSTM", RecurrentInputs(b, x, 4, 5, 1), 1, ("hidden_size", GraphAttribute.Of(5L)), ("activations", GraphAttribute.Of("Relu", "Tanh", "Tanh")))[0]);
        Refused("one dimension", (b, x) => b.Node("Conv", [b.Unsqueeze(x, 1), b.Constant(new float[9], 1, 1, 3, 3)]));
        Refused("the kind 'sideways'", (b, x) => b.Node("Pad", [x, b.Indices(0, 1, 0, 0, 0, 0)], ("mode", GraphAttribute.Of("sideways"))));
        Refused("are not 2 that make 4", (b, x) => b.Nodes("Split", [x, b.Indices(1, 1)], 2, ("axis", GraphAttribute.Of(2L)))[0]);
    }

    private static GraphSignal Attention(GraphBuilder b, GraphSignal x)
    {
        GraphSignal Heads(int seed) => b.Node(
            "Transpose",
            [b.Reshape(b.MatMul(x, b.Constant(Graphs.Uniform(16, seed), 4, 4)), 0, Steps, 2, 2)],
            ("perm", GraphAttribute.Of(0, 2, 1, 3)));
        var (q, k, v) = (Heads(1), Heads(2), Heads(3));
        var weights = b.Softmax(b.Mul(b.MatMul(q, b.Node("Transpose", [k], ("perm", GraphAttribute.Of(0, 1, 3, 2)))), b.Constant(0.7071f)));
        return b.Reshape(b.Node("Transpose", [b.MatMul(weights, v)], ("perm", GraphAttribute.Of(0, 2, 1, 3))), 0, Steps, 4);
    }

    private static GraphSignal Channels(GraphBuilder b, GraphSignal x) => b.Node("Transpose", [x], ("perm", GraphAttribute.Of(0, 2, 1)));

    private static GraphSignal[] Recurrent(GraphBuilder b, GraphSignal x, string operation, int gates, int hidden, string direction = "forward", long linear = 0)
    {
        List<(string, GraphAttribute)> settings = [("hidden_size", GraphAttribute.Of((long)hidden)), ("direction", GraphAttribute.Of(direction))];
        if (operation == "GRU") settings.Add(("linear_before_reset", GraphAttribute.Of(linear)));
        return b.Nodes(operation, RecurrentInputs(b, x, gates, hidden, direction == "bidirectional" ? 2 : 1), operation == "LSTM" ? 3 : 2, [.. settings]);
    }

    private static GraphSignal[] RecurrentInputs(GraphBuilder b, GraphSignal x, int gates, int hidden, int directions) =>
    [
        b.Node("Transpose", [x], ("perm", GraphAttribute.Of(1, 0, 2))),
        b.Constant(Graphs.Uniform(directions * gates * hidden * Width, 1), directions, gates * hidden, Width),
        b.Constant(Graphs.Uniform(directions * gates * hidden * hidden, 2), directions, gates * hidden, hidden),
        b.Constant(Graphs.Uniform(directions * 2 * gates * hidden, 3), directions, 2 * gates * hidden),
    ];
}
