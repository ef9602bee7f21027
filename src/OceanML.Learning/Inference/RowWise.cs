using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Whether a graph evaluates every row by itself: follows the first axis of the inputs through the nodes and says no wherever it is
/// reduced, moved, or not known to stay. A wrong no costs memory, a wrong yes would cost truth: in doubt it says no.
/// </summary>
internal static class RowWise
{
    public static bool Check(Graph graph, Func<string, GraphTensor?> constant)
    {
        // Rank of every value that carries rows along its first axis.
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var input in graph.Inputs)
        {
            if (input.Shape.Count == 0 || input.Shape[0].Symbol is null) return false;
            ranks[input.Name] = input.Shape.Count;
        }

        foreach (var node in graph.Nodes)
        {
            if (!node.Inputs.Any(ranks.ContainsKey))
            {
                if (node.Inputs.Any(name => name.Length > 0 && constant(name) is null)) return false;
                continue;
            }

            if (Rank(node, ranks, constant) is not { } rank) return false;
            ranks[node.Outputs[0]] = rank;
        }

        return graph.Outputs.All(output => ranks.ContainsKey(output.Name));
    }

    private static int? Rank(GraphNode node, Dictionary<string, int> ranks, Func<string, GraphTensor?> constant)
    {
        if (!ranks.TryGetValue(node.Inputs[0], out var rank)) rank = -1;
        bool Beyond(long axis) => axis > 0 || (axis < 0 && axis + rank > 0);
        long[]? Axes(int place) => node.Inputs.Count > place && node.Inputs[place].Length > 0 ? constant(node.Inputs[place])?.Integers : [.. node.Integers("axes") ?? []];
        switch (node.Operation)
        {
            case "Gemm":
                return rank == 2 && node.Integer("transA", 0) == 0 && constant(node.Inputs[1]) is not null
                    && node.Inputs.Skip(2).All(name => name.Length == 0 || (constant(name) is { } added && Once(added, 2))) ? 2 : null;
            case "MatMul":
                return rank >= 2 && constant(node.Inputs[1]) is { Shape.Length: 2 } ? rank : null;
            case "Softmax":
                return rank > 0 && Beyond(node.Integer("axis", -1)) ? rank : null;
            case "Concat":
                return Beyond(node.Integer("axis", 0)) && node.Inputs.All(name => ranks.GetValueOrDefault(name) == rank) ? rank : null;
            case "Gather":
                return rank > 0 && Beyond(node.Integer("axis", 0)) && constant(node.Inputs[1]) is { } indices ? rank - 1 + indices.Shape.Length : null;
            case "Slice":
                return rank > 0 && Axes(3) is { Length: > 0 } sliced && sliced.All(Beyond) ? rank : null;
            case "ReduceSum" or "ReduceMean" or "ReduceMin" or "ReduceMax":
                return rank > 0 && Axes(1) is { Length: > 0 } reduced && reduced.All(Beyond) ? rank - (node.Integer("keepdims", 1) == 0 ? reduced.Length : 0) : null;
            case "Unsqueeze":
                return rank > 0 && Axes(1) is { Length: > 0 } added && added.All(axis => axis > 0) ? rank + added.Length : null;
            case "Squeeze":
                return rank > 0 && Axes(1) is { Length: > 0 } dropped && dropped.All(Beyond) ? rank - dropped.Length : null;
            case "Transpose":
                return rank > 0 && node.Integers("perm") is [0, ..] ? rank : null;
            case "Reshape":
                return rank > 0 && constant(node.Inputs[1])?.Integers is [0, ..] shape ? shape.Length : null;
            case "Flatten":
                return rank > 0 && node.Integer("axis", 1) == 1 ? 2 : null;
            case "Shape" or "Constant":
                return null;
            case "Clip":
                return rank > 0 && node.Inputs.Skip(1).All(name => name.Length == 0 || constant(name) is not null) ? rank : null;
            default:
                return Elementwise(node, ranks, constant);
        }
    }

    /// <summary>Operations on elements: what carries rows has one rank, and what does not is the same for every row.</summary>
    private static int? Elementwise(GraphNode node, Dictionary<string, int> ranks, Func<string, GraphTensor?> constant)
    {
        var rank = node.Inputs.Max(name => ranks.GetValueOrDefault(name));
        foreach (var name in node.Inputs)
        {
            if (ranks.TryGetValue(name, out var own) ? own != rank : constant(name) is not { } tensor || !Once(tensor, rank)) return null;
        }

        return rank;
    }

    private static bool Once(GraphTensor tensor, int rank) => tensor.Shape.Length < rank || (tensor.Shape.Length == rank && tensor.Shape[0] == 1);
}
