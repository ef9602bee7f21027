using OceanML.Core;

namespace OceanML.Learning;

/// <summary>A graph made ready: constants folded, weights laid out for the kernels, values numbered.</summary>
internal sealed class GraphProgram
{
    private readonly string label;
    private readonly Graph graph;
    private readonly Dictionary<string, int> slots = new(StringComparer.Ordinal);
    private List<GraphStep> steps = [];
    private readonly List<GraphTensor?> constants = [];

    private GraphProgram(Graph graph, string label) => (this.graph, this.label) = (graph, label);

    public bool IsRowWise { get; private set; }

    public static GraphProgram Compile(Graph graph, string label)
    {
        var program = new GraphProgram(graph, label);
        foreach (var tensor in graph.Tensors) program.constants[program.Slot(tensor.Name)] = tensor;
        foreach (var input in graph.Inputs) program.Slot(input.Name);
        foreach (var node in graph.Nodes) program.Add(node);
        foreach (var output in graph.Outputs)
        {
            if (!program.slots.ContainsKey(output.Name)) throw OceanException.BadInput($"{label}: no node makes the output '{output.Name}'");
        }

        var shapes = new Lazy<Dictionary<string, int[]>?>(program.ShapesOfOneRow);
        program.IsRowWise = new RowWise(name => program.slots.TryGetValue(name, out var slot) ? program.constants[slot] : null, name => shapes.Value?.GetValueOrDefault(name)).Check(graph);
        program.steps = GraphFusion.Fuse(program.steps, program.constants, graph.Outputs.Select(output => program.slots[output.Name]).ToHashSet());
        return program;
    }

    public Dictionary<string, GraphTensor> Run(IReadOnlyDictionary<string, GraphTensor> inputs, GraphScratch scratch)
    {
        var values = constants.ToArray();
        foreach (var input in graph.Inputs) values[slots[input.Name]] = inputs[input.Name];
        for (var i = 0; i < steps.Count; i++)
        {
            scratch.Node = steps[i].Scratch;
            Evaluate(steps[i], values, scratch);
        }

        var outputs = new Dictionary<string, GraphTensor>(graph.Outputs.Count, StringComparer.Ordinal);
        foreach (var output in graph.Outputs) outputs[output.Name] = values[slots[output.Name]]!.Named(output.Name);
        return outputs;
    }

    /// <summary>The shape of every value when each input holds one row of zeros; null where that cannot be evaluated.</summary>
    private Dictionary<string, int[]>? ShapesOfOneRow()
    {
        var values = constants.ToArray();
        foreach (var input in graph.Inputs)
        {
            if (input.Shape.Skip(1).Any(dimension => dimension.Symbol is not null)) return null;
            int[] shape = [1, .. input.Shape.Skip(1).Select(dimension => dimension.Size)];
            values[slots[input.Name]] = input.Element == GraphElement.Float32
                ? GraphTensor.OfFloats(input.Name, new float[GraphTensor.Count(shape)], shape)
                : GraphTensor.OfIntegers(input.Name, new long[GraphTensor.Count(shape)], shape);
        }

        try
        {
            var scratch = new GraphScratch();
            for (var i = 0; i < steps.Count; i++)
            {
                scratch.Node = i;
                Evaluate(steps[i], values, scratch);
            }
        }
        catch (OceanException)
        {
            return null;
        }

        return slots.Where(slot => values[slot.Value] is not null).ToDictionary(slot => slot.Key, slot => values[slot.Value]!.Shape, StringComparer.Ordinal);
    }

    private void Add(GraphNode node)
    {
        if (GraphKernels.Find(node.Operation) is not { } kernel)
        {
            throw OceanException.BadInput(
                $"{label}: the operation {node.Operation} (node '{node.Name}') is not supported; supported are {string.Join(", ", GraphKernels.Names)}");
        }

        if (kernel.Single is not null && (node.Outputs.Count(output => output.Length > 0) != 1 || node.Outputs[0].Length == 0))
            throw OceanException.BadInput($"{label}: node '{node.Name}' ({node.Operation}) makes {node.Outputs.Count} values; one is supported");
        var arguments = new int[node.Inputs.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (node.Inputs[i].Length == 0) arguments[i] = -1;
            else if (!slots.TryGetValue(node.Inputs[i], out arguments[i]))
                throw OceanException.BadInput($"{label}: node '{node.Name}' ({node.Operation}) takes '{node.Inputs[i]}', which nothing before it makes");
        }

        var results = new int[node.Outputs.Count];
        for (var i = 0; i < results.Length; i++)
        {
            if (node.Outputs[i].Length > 0 && slots.ContainsKey(node.Outputs[i])) throw OceanException.BadInput($"{label}: two nodes make '{node.Outputs[i]}'");
            results[i] = node.Outputs[i].Length > 0 ? Slot(node.Outputs[i]) : -1;
        }

        node = Dated(node);
        if (arguments.All(argument => argument < 0 || constants[argument] is not null))
        {
            Evaluate(new GraphStep(node, kernel, arguments, results), constants, new GraphScratch());
            return;
        }

        (node, arguments) = Packed(node, arguments);
        steps.Add(new GraphStep(node, kernel, arguments, results));
    }

    /// <summary>Before operator set 13, softmax took every axis from its own on together, and its axis was the second unless set.</summary>
    private GraphNode Dated(GraphNode node)
    {
        if (graph.OperatorSet >= 13 || node.Operation is not ("Softmax" or "LogSoftmax")) return node;
        var attributes = new SortedDictionary<string, GraphAttribute>(StringComparer.Ordinal) { ["axis"] = GraphAttribute.Of(node.Integer("axis", 1)), [ReduceKernels.Together] = GraphAttribute.Of(1L) };
        return node with { Attributes = attributes };
    }

    /// <summary>Weights stored output by output are turned once, here, rather than at every block.</summary>
    private (GraphNode Node, int[] Arguments) Packed(GraphNode node, int[] arguments)
    {
        if (node.Operation != "Gemm" || node.Integer("transB", 0) == 0 || constants[arguments[1]] is not { Shape: [var outputs, var inputs] } weights) return (node, arguments);
        var turned = GraphTensor.OfFloats($"{weights.Name} (turned for {node.Outputs[0]})", MatrixKernels.Turned(weights.Floats, outputs, inputs), inputs, outputs);
        var slot = Slot(turned.Name);
        constants[slot] = turned;
        var attributes = node.Attributes.Where(attribute => attribute.Key != "transB").ToDictionary(attribute => attribute.Key, attribute => attribute.Value);
        int[] moved = [arguments[0], slot, .. arguments.AsSpan(2)];
        return (node with { Attributes = attributes }, moved);
    }

    private void Evaluate(GraphStep step, IList<GraphTensor?> values, GraphScratch scratch)
    {
        var (node, kernel, places, results) = step;
        var arguments = new GraphTensor?[places.Length];
        for (var i = 0; i < places.Length; i++) arguments[i] = places[i] < 0 ? null : values[places[i]];
        try
        {
            if (kernel.Single is { } single)
            {
                values[results[0]] = single(node, arguments, scratch);
                return;
            }

            var made = kernel.Several!(node, arguments, scratch);
            if (made.Length < results.Length) throw new ArgumentException($"it makes {made.Length} values and {results.Length} are asked for");
            for (var i = 0; i < results.Length; i++)
            {
                if (results[i] >= 0) values[results[i]] = made[i];
            }
        }
        catch (Exception exception) when (exception is ArgumentException or IndexOutOfRangeException or NullReferenceException or OverflowException)
        {
            var shapes = string.Join(" ", arguments.Select(argument => argument is null ? "-" : $"[{string.Join(",", argument.Shape)}]"));
            throw OceanException.BadInput($"{label}: node '{node.Name}' ({node.Operation}) cannot be evaluated on {shapes}: {exception.Message}", exception);
        }
    }

    private int Slot(string name)
    {
        if (slots.TryGetValue(name, out var slot)) return slot;
        slots[name] = constants.Count;
        constants.Add(null);
        return constants.Count - 1;
    }
}
