namespace OceanML.Core;

/// <summary>
/// Assembles a <see cref="Graph"/>: every call adds a node and returns the <see cref="GraphSignal"/> it makes, so that a network
/// reads as its formula. Names are made from the operation and a running number, hence equal calls give equal graphs.
/// </summary>
/// <example>
/// <code>
/// var builder = new GraphBuilder("chlorophyll");
/// var x = builder.Input("features", 8);
/// var hidden = builder.Tanh(builder.Dense(x, weights, bias, 8, 24));
/// builder.Output("prediction", builder.Dense(hidden, lastWeights, lastBias, 24, 1), 1);
/// var graph = builder.Build();
/// </code>
/// </example>
public sealed class GraphBuilder(string name)
{
    private readonly List<GraphValue> inputs = [];
    private readonly List<GraphValue> outputs = [];
    private readonly List<GraphNode> nodes = [];
    private readonly List<GraphTensor> tensors = [];
    private readonly SortedDictionary<string, string> metadata = new(StringComparer.Ordinal);
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    /// <summary>Declares an input matrix [rows, width] of 32-bit floating point numbers.</summary>
    public GraphSignal Input(string inputName, int width)
    {
        inputs.Add(GraphValue.Matrix(Claim(inputName), width));
        return new GraphSignal(inputName);
    }

    /// <summary>Declares that a signal is the output <paramref name="outputName"/>, a matrix [rows, width].</summary>
    public GraphBuilder Output(string outputName, GraphSignal signal, int width)
    {
        outputs.Add(GraphValue.Matrix(Claim(outputName), width));
        nodes.Add(new GraphNode("Identity", Number("Identity"), [signal.Name], [outputName]));
        return this;
    }

    /// <summary>Adds a line of metadata.</summary>
    public GraphBuilder Metadata(string key, string value)
    {
        metadata[key] = value;
        return this;
    }

    /// <summary>A constant tensor of floating point numbers; a single number where no shape is given.</summary>
    public GraphSignal Constant(float[] values, params int[] shape) => Hold(GraphTensor.OfFloats(Number("constant"), values, shape));

    /// <summary>A single constant number.</summary>
    public GraphSignal Constant(float value) => Constant([value]);

    /// <summary>A constant tensor of floating point numbers with a name of its own, so that it can be found in the file.</summary>
    public GraphSignal Constant(string tensorName, float[] values, params int[] shape) => Hold(GraphTensor.OfFloats(Claim(tensorName), values, shape));

    /// <summary>A constant list of integers.</summary>
    public GraphSignal Indices(params long[] values) => Hold(GraphTensor.OfIntegers(Number("indices"), values, values.Length));

    /// <summary>A layer x·W + b with W [inputs, outputs], row by row, and b [outputs].</summary>
    public GraphSignal Dense(GraphSignal x, float[] weights, float[] bias, int inputCount, int outputCount) =>
        Node("Gemm", [x, Constant(weights, inputCount, outputCount), Constant(bias, outputCount)]);

    /// <summary>The product x·W with W [inputs, outputs].</summary>
    public GraphSignal MatMul(GraphSignal x, GraphSignal weights) => Node("MatMul", [x, weights]);

    /// <summary>a + b, broadcast.</summary>
    public GraphSignal Add(GraphSignal a, GraphSignal b) => Node("Add", [a, b]);

    /// <summary>a - b, broadcast.</summary>
    public GraphSignal Sub(GraphSignal a, GraphSignal b) => Node("Sub", [a, b]);

    /// <summary>a · b, broadcast.</summary>
    public GraphSignal Mul(GraphSignal a, GraphSignal b) => Node("Mul", [a, b]);

    /// <summary>a / b, broadcast.</summary>
    public GraphSignal Div(GraphSignal a, GraphSignal b) => Node("Div", [a, b]);

    /// <summary>a to the power b, broadcast.</summary>
    public GraphSignal Pow(GraphSignal a, GraphSignal b) => Node("Pow", [a, b]);

    /// <summary>The smallest of several signals, broadcast.</summary>
    public GraphSignal Min(params GraphSignal[] signals) => Node("Min", signals);

    /// <summary>The largest of several signals, broadcast.</summary>
    public GraphSignal Max(params GraphSignal[] signals) => Node("Max", signals);

    /// <summary>max(x, 0).</summary>
    public GraphSignal Relu(GraphSignal x) => Node("Relu", [x]);

    /// <summary>Hyperbolic tangent.</summary>
    public GraphSignal Tanh(GraphSignal x) => Node("Tanh", [x]);

    /// <summary>1 / (1 + exp(-x)).</summary>
    public GraphSignal Sigmoid(GraphSignal x) => Node("Sigmoid", [x]);

    /// <summary>ln(1 + exp(x)).</summary>
    public GraphSignal Softplus(GraphSignal x) => Node("Softplus", [x]);

    /// <summary>exp(x).</summary>
    public GraphSignal Exp(GraphSignal x) => Node("Exp", [x]);

    /// <summary>Natural logarithm.</summary>
    public GraphSignal Log(GraphSignal x) => Node("Log", [x]);

    /// <summary>Square root.</summary>
    public GraphSignal Sqrt(GraphSignal x) => Node("Sqrt", [x]);

    /// <summary>Absolute value.</summary>
    public GraphSignal Abs(GraphSignal x) => Node("Abs", [x]);

    /// <summary>x held between two bounds.</summary>
    public GraphSignal Clip(GraphSignal x, float low, float high) => Node("Clip", [x, Constant(low), Constant(high)]);

    /// <summary>Softmax along the last dimension.</summary>
    public GraphSignal Softmax(GraphSignal x) => Node("Softmax", [x], ("axis", GraphAttribute.Of(-1L)));

    /// <summary>Mean along dimensions, which stay with size 1 unless dropped.</summary>
    public GraphSignal ReduceMean(GraphSignal x, long axis, bool keep = true) => Reduce("ReduceMean", x, axis, keep);

    /// <summary>Smallest along a dimension, which stays with size 1 unless dropped.</summary>
    public GraphSignal ReduceMin(GraphSignal x, long axis, bool keep = true) => Reduce("ReduceMin", x, axis, keep);

    /// <summary>Largest along a dimension, which stays with size 1 unless dropped.</summary>
    public GraphSignal ReduceMax(GraphSignal x, long axis, bool keep = true) => Reduce("ReduceMax", x, axis, keep);

    /// <summary>Sum along a dimension, which stays with size 1 unless dropped.</summary>
    public GraphSignal ReduceSum(GraphSignal x, long axis, bool keep = true) =>
        Node("ReduceSum", [x, Indices(axis)], ("keepdims", GraphAttribute.Of(keep ? 1L : 0L)));

    /// <summary>Signals side by side along a dimension.</summary>
    public GraphSignal Concat(long axis, params GraphSignal[] signals) => Node("Concat", signals, ("axis", GraphAttribute.Of(axis)));

    /// <summary>The columns from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public GraphSignal Columns(GraphSignal x, long start, long end) => Node("Slice", [x, Indices(start), Indices(end), Indices(1)]);

    /// <summary>The elements of those indices along a dimension.</summary>
    public GraphSignal Gather(GraphSignal x, long axis, params long[] indices) =>
        Node("Gather", [x, Indices(indices)], ("axis", GraphAttribute.Of(axis)));

    /// <summary>The same values in another shape; 0 keeps a dimension, one -1 is worked out.</summary>
    public GraphSignal Reshape(GraphSignal x, params long[] shape) => Node("Reshape", [x, Indices(shape)]);

    /// <summary>A dimension of size 1 put in.</summary>
    public GraphSignal Unsqueeze(GraphSignal x, long axis) => Node("Unsqueeze", [x, Indices(axis)]);

    /// <summary>A dimension of size 1 taken out.</summary>
    public GraphSignal Squeeze(GraphSignal x, long axis) => Node("Squeeze", [x, Indices(axis)]);

    /// <summary>Any ONNX operation with one output, for those without a method here.</summary>
    public GraphSignal Node(string operation, GraphSignal[] arguments, params (string Name, GraphAttribute Value)[] attributes)
    {
        var made = new GraphSignal(Number(operation.ToLowerInvariant()));
        nodes.Add(new GraphNode(
            operation,
            Number(operation),
            [.. arguments.Select(argument => argument.Name)],
            [made.Name],
            attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value)));
        return made;
    }

    /// <summary>An ONNX operation with several outputs, of which the first <paramref name="count"/> are named and returned.</summary>
    public GraphSignal[] Nodes(string operation, GraphSignal[] arguments, int count, params (string Name, GraphAttribute Value)[] attributes)
    {
        var made = new GraphSignal[count];
        for (var i = 0; i < count; i++) made[i] = new GraphSignal(Number(operation.ToLowerInvariant()));
        nodes.Add(new GraphNode(
            operation,
            Number(operation),
            [.. arguments.Select(argument => argument.Name)],
            [.. made.Select(signal => signal.Name)],
            attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value)));
        return made;
    }

    /// <summary>An optional input of an operation that is left out.</summary>
    public static GraphSignal None => new("");

    /// <summary>Puts a whole graph into this one; its values get names of their own here.</summary>
    /// <param name="graph">The graph, e.g. one that another program made.</param>
    /// <param name="arguments">What stands for each of its inputs.</param>
    /// <returns>What it makes, by the names of its outputs.</returns>
    public IReadOnlyDictionary<string, GraphSignal> Insert(Graph graph, IReadOnlyDictionary<string, GraphSignal> arguments)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var places = arguments.ToDictionary(pair => pair.Key, pair => pair.Value.Name, StringComparer.Ordinal);
        foreach (var tensor in graph.Tensors) places[tensor.Name] = Hold(tensor.Named(Number("constant"))).Name;
        foreach (var node in graph.Nodes)
        {
            string[] taken = [.. node.Inputs.Select(input => input.Length == 0 ? "" : places.GetValueOrDefault(input) ?? throw new ArgumentException($"'{input}' is made by nothing", nameof(graph)))];
            string[] made = [.. node.Outputs.Select(output => output.Length == 0 ? "" : places[output] = Number(node.Operation.ToLowerInvariant()))];
            nodes.Add(new GraphNode(node.Operation, Number(node.Operation), taken, made, node.Attributes));
        }

        return graph.Outputs.ToDictionary(output => output.Name, output => new GraphSignal(places[output.Name]), StringComparer.Ordinal);
    }

    /// <summary>The graph assembled so far.</summary>
    public Graph Build() => new(name, [.. inputs], [.. outputs], [.. nodes], [.. tensors], new SortedDictionary<string, string>(metadata, StringComparer.Ordinal));

    private GraphSignal Reduce(string operation, GraphSignal x, long axis, bool keep) =>
        Node(operation, [x], ("axes", GraphAttribute.Of([axis])), ("keepdims", GraphAttribute.Of(keep ? 1L : 0L)));

    private GraphSignal Hold(GraphTensor tensor)
    {
        tensors.Add(tensor);
        return new GraphSignal(tensor.Name);
    }

    private string Number(string stem)
    {
        var number = numbers[stem] = numbers.GetValueOrDefault(stem) + 1;
        return Claim($"{stem}_{number}");
    }

    private string Claim(string wanted) =>
        names.Add(wanted) ? wanted : throw new ArgumentException($"Two things of the graph are named '{wanted}'.", nameof(wanted));
}
