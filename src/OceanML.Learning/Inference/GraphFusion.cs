using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Puts together what layers of networks were taken apart into: a product with constant weights, the row added to it and the activation
/// become one step. Values that flow from one such step to the next share arrays, so that they stay in the nearest cache.
/// </summary>
internal static class GraphFusion
{
    /// <summary>The steps put together.</summary>
    /// <param name="steps">The steps of a graph, in order.</param>
    /// <param name="constants">The constant of each value, or null.</param>
    /// <param name="outputs">The values that the graph gives.</param>
    public static List<GraphStep> Fuse(IReadOnlyList<GraphStep> steps, IReadOnlyList<GraphTensor?> constants, IReadOnlySet<int> outputs)
    {
        var consumers = new Dictionary<int, List<int>>();
        for (var i = 0; i < steps.Count; i++)
        {
            foreach (var argument in steps[i].Arguments)
            {
                if (!consumers.TryGetValue(argument, out var list)) consumers[argument] = list = [];
                list.Add(i);
            }
        }

        int? Only(int value) => !outputs.Contains(value) && consumers.TryGetValue(value, out var list) && list.Count == 1 ? list[0] : null;

        var absorbed = new HashSet<int>();
        var fused = new List<GraphStep>(steps.Count);
        var dense = new Dictionary<int, PackedDense>();
        for (var i = 0; i < steps.Count; i++)
        {
            if (absorbed.Contains(i)) continue;
            if (Product(steps[i], constants) is not { } packed)
            {
                fused.Add(steps[i]);
                continue;
            }

            var result = steps[i].Results[0];
            if (steps[i].Node.Operation == "MatMul" && Only(result) is { } adder && Added(steps[adder], result, packed.Outputs, constants) is { } bias)
            {
                packed = new PackedDense(constants[steps[i].Arguments[1]]!, bias, Activation.Identity);
                absorbed.Add(adder);
                result = steps[adder].Results[0];
            }

            if (Only(result) is { } actor && ActivationOf(steps[actor].Node) is { } activation)
            {
                packed = packed.With(activation);
                absorbed.Add(actor);
                result = steps[actor].Results[0];
            }

            dense[result] = packed;
            fused.Add(new GraphStep(steps[i].Node, new GraphKernels.Kernel(packed.Run), [steps[i].Arguments[0]], [result]));
        }

        return Shared(fused, dense, value => Only(value) is not null);
    }

    /// <summary>Gives every step an array of its own, but for values that go from one dense step to one other: of each width these need two in turn.</summary>
    private static List<GraphStep> Shared(List<GraphStep> steps, Dictionary<int, PackedDense> dense, Func<int, bool> usedOnce)
    {
        var free = new Dictionary<int, Stack<int>>();
        var (held, next) = (new Dictionary<int, int>(), steps.Count);
        for (var i = 0; i < steps.Count; i++)
        {
            var result = steps[i].Results[0];
            var scratch = i;
            if (dense.TryGetValue(result, out var packed) && usedOnce(result) && steps.FindIndex(step => step.Arguments.Contains(result)) is > 0 and var consumer && dense.ContainsKey(steps[consumer].Results[0]))
            {
                var stack = free.TryGetValue(packed.Outputs, out var known) ? known : free[packed.Outputs] = new Stack<int>();
                scratch = stack.Count > 0 ? stack.Pop() : next++;
                held[result] = scratch;
            }

            steps[i] = steps[i] with { Scratch = scratch };
            foreach (var argument in steps[i].Arguments)
            {
                if (held.Remove(argument, out var done)) free[dense[argument].Outputs].Push(done);
            }
        }

        return steps;
    }

    private static PackedDense? Product(GraphStep step, IReadOnlyList<GraphTensor?> constants)
    {
        var (node, arguments) = (step.Node, step.Arguments);
        if (node.Operation is not ("Gemm" or "MatMul") || arguments[0] < 0 || constants[arguments[0]] is not null) return null;
        if (constants[arguments[1]] is not { Element: GraphElement.Float32, Shape: [> 0, > 0] } weights) return null;
        if (node.Operation == "MatMul") return new PackedDense(weights, null, Activation.Identity);
        if (node.Integer("transA", 0) != 0 || node.Integer("transB", 0) != 0 || node.Number("alpha", 1) != 1 || node.Number("beta", 1) != 1) return null;
        if (arguments.Length < 3 || arguments[2] < 0) return new PackedDense(weights, null, Activation.Identity);
        return constants[arguments[2]] is { Element: GraphElement.Float32, Shape: [_] or [1, _] } bias && bias.Length == weights.Shape[1]
            ? new PackedDense(weights, bias.Floats, Activation.Identity)
            : null;
    }

    private static float[]? Added(GraphStep step, int product, int width, IReadOnlyList<GraphTensor?> constants)
    {
        if (step.Node.Operation != "Add" || step.Arguments.Length != 2) return null;
        var other = step.Arguments[0] == product ? step.Arguments[1] : step.Arguments[0];
        return other >= 0 && constants[other] is { Element: GraphElement.Float32, Shape: [var size] } bias && size == width ? bias.Floats : null;
    }

    private static Activation? ActivationOf(GraphNode node) => node.Operation switch
    {
        "Tanh" => Activation.Tanh,
        "Relu" => Activation.Relu,
        "Sigmoid" => Activation.Sigmoid,
        "Softplus" => Activation.Softplus,
        "Elu" when node.Number("alpha", 1) == 1 => Activation.Elu,
        "LeakyRelu" when node.Number("alpha", 0.01f) == ActivationKernels.Leak => Activation.LeakyRelu,
        _ => null,
    };
}
