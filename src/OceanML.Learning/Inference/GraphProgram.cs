using OceanML.Core;

namespace OceanML.Learning;

/// <summary>A graph made ready: constants folded, weights laid out for the kernels, values numbered.</summary>
internal sealed class GraphProgram
{
    private readonly string label;
    private readonly Graph graph;
    private readonly Dictionary<string, int> slots = new(StringComparer.Ordinal);
    private readonly List<(GraphNode Node, GraphKernel Kernel, int[] Arguments, int Result)> steps = [];
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

        program.IsRowWise = RowWise.Check(graph, name => program.constants[program.slots[name]]);
        return program;
    }

    public Dictionary<string, GraphTensor> Run(IReadOnlyDictionary<string, GraphTensor> inputs, GraphScratch scratch)
    {
        var values = constants.ToArray();
        foreach (var input in graph.Inputs) values[slots[input.Name]] = inputs[input.Name];
        for (var i = 0; i < steps.Count; i++)
        {
            var (node, kernel, places, result) = steps[i];
            scratch.Node = i;
            values[result] = Evaluate(node, kernel, places, values, scratch);
        }

        var outputs = new Dictionary<string, GraphTensor>(graph.Outputs.Count, StringComparer.Ordinal);
        foreach (var output in graph.Outputs) outputs[output.Name] = values[slots[output.Name]]!.Named(output.Name);
        return outputs;
    }

    private void Add(GraphNode node)
    {
        if (GraphKernels.Find(node.Operation) is not { } kernel)
        {
            throw OceanException.BadInput(
                $"{label}: the operation {node.Operation} (node '{node.Name}') is not supported; supported are {string.Join(", ", GraphKernels.Names)}");
        }

        if (node.Outputs.Count(output => output.Length > 0) != 1)
            throw OceanException.BadInput($"{label}: node '{node.Name}' ({node.Operation}) makes {node.Outputs.Count} values; one is supported");
        var arguments = new int[node.Inputs.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (node.Inputs[i].Length == 0) arguments[i] = -1;
            else if (!slots.TryGetValue(node.Inputs[i], out arguments[i]))
                throw OceanException.BadInput($"{label}: node '{node.Name}' ({node.Operation}) takes '{node.Inputs[i]}', which nothing before it makes");
        }

        if (slots.ContainsKey(node.Outputs[0])) throw OceanException.BadInput($"{label}: two nodes make '{node.Outputs[0]}'");
        var result = Slot(node.Outputs[0]);
        if (arguments.All(argument => argument < 0 || constants[argument] is not null))
        {
            constants[result] = Evaluate(node, kernel, arguments, constants, new GraphScratch());
            return;
        }

        (node, arguments) = Packed(node, arguments);
        steps.Add((node, kernel, arguments, result));
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

    private GraphTensor Evaluate(GraphNode node, GraphKernel kernel, int[] places, IReadOnlyList<GraphTensor?> values, GraphScratch scratch)
    {
        var arguments = new GraphTensor?[places.Length];
        for (var i = 0; i < places.Length; i++) arguments[i] = places[i] < 0 ? null : values[places[i]];
        try
        {
            return kernel(node, arguments, scratch);
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
