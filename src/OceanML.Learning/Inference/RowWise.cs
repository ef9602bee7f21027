using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Whether a graph evaluates every row by itself: follows the axis that carries rows from the inputs through the nodes, and says no
/// wherever it is reduced, mixed, or not known to stay. A wrong no costs memory, a wrong yes would cost truth: in doubt it says no.
/// </summary>
/// <param name="constant">The constant of a name, or null.</param>
/// <param name="shape">The shape of a value when every input holds one row, or null where that is not known.</param>
internal sealed class RowWise(Func<string, GraphTensor?> constant, Func<string, int[]?> shape)
{
    /// <summary>Where a value carries rows.</summary>
    private readonly record struct Rows(int Rank, int Axis)
    {
        public bool Beside(long axis) => (axis < 0 ? axis + Rank : axis) != Axis;
    }

    private readonly Dictionary<string, Rows> places = new(StringComparer.Ordinal);

    public bool Check(Graph graph)
    {
        foreach (var input in graph.Inputs)
        {
            if (input.Shape.Count == 0 || input.Shape[0].Symbol is null) return false;
            places[input.Name] = new Rows(input.Shape.Count, 0);
        }

        foreach (var node in graph.Nodes)
        {
            if (!node.Inputs.Any(places.ContainsKey))
            {
                if (node.Inputs.Any(name => name.Length > 0 && constant(name) is null)) return false;
                continue;
            }

            if (Of(node) is not { } made || made.Length < node.Outputs.Count) return false;
            for (var i = 0; i < node.Outputs.Count; i++)
            {
                if (node.Outputs[i].Length > 0) places[node.Outputs[i]] = made[i];
            }
        }

        return graph.Outputs.All(output => places.GetValueOrDefault(output.Name, new Rows(0, -1)).Axis == 0);
    }

    /// <summary>Where the outputs of a node carry rows, or null where rows may mix.</summary>
    private Rows[]? Of(GraphNode node)
    {
        switch (node.Operation)
        {
            case "LSTM" or "GRU" or "RNN":
                return Recurrent(node);
            case "TopK":
                return First(node) is { } ranked && Constants(node, 1) && ranked.Beside(node.Integer("axis", -1)) ? [ranked, ranked] : null;
            case "Split":
                return First(node) is { } cut && Constants(node, 1) && cut.Beside(node.Integer("axis", 0)) ? [.. Enumerable.Repeat(cut, node.Outputs.Count)] : null;
            case "ai.onnx.ml.TreeEnsembleRegressor":
                return First(node) is { Rank: 2, Axis: 0 } trees ? [trees] : null;
            case "ai.onnx.ml.TreeEnsembleClassifier":
                return First(node) is { Rank: 2, Axis: 0 } voters ? [new Rows(1, 0), voters] : null;
            default:
                return One(node) is { } one ? [one] : null;
        }
    }

    private Rows? One(GraphNode node)
    {
        if (GraphKernels.IsElementwise(node.Operation)) return Elementwise(node);
        if (node.Operation is "MatMul") return MatMul(node);
        if (node.Operation is "Gather" && constant(node.Inputs[0]) is { } table && node.Integer("axis", 0) == 0 && places.TryGetValue(node.Inputs[1], out var chosen))
            return new Rows(table.Shape.Length - 1 + chosen.Rank, chosen.Axis);
        if (First(node) is not { } x) return null;
        switch (node.Operation)
        {
            case "Gemm":
                return x is { Rank: 2, Axis: 0 } && node.Integer("transA", 0) == 0 && constant(node.Inputs[1]) is not null
                    && node.Inputs.Skip(2).All(name => name.Length == 0 || (constant(name) is { } added && (added.Shape.Length < 2 || added.Shape[0] == 1))) ? x : null;
            case "Softmax" or "LogSoftmax":
                return x.Beside(node.Integer("axis", -1)) && (node.Integer(ReduceKernels.Together, 0) == 0 || node.Integer("axis", -1) > x.Axis) ? x : null;
            case "LayerNormalization":
                var from = node.Integer("axis", -1);
                return Constants(node, 1) && (from < 0 ? from + x.Rank : from) > x.Axis ? x : null;
            case "BatchNormalization":
                return Constants(node, 1) && x.Axis != 1 && node.Integer("training_mode", 0) == 0 ? x : null;
            case "Conv" or "GlobalAveragePool" or "GlobalMaxPool" or "AveragePool" or "MaxPool":
                return x is { Rank: > 2, Axis: 0 } && Constants(node, 1) ? x : null;
            case "Concat":
                return x.Beside(node.Integer("axis", 0)) && node.Inputs.All(name => places.TryGetValue(name, out var other) && other == x) ? x : null;
            case "Gather":
                return constant(node.Inputs[1]) is { } indices && x.Beside(node.Integer("axis", 0)) ? Gathered(x, node.Integer("axis", 0), indices.Shape.Length) : null;
            case "Slice":
                return Axes(node, 3) is { Length: > 0 } sliced && Constants(node, 1) && sliced.All(x.Beside) ? x : null;
            case "ReduceSum" or "ReduceMean" or "ReduceMin" or "ReduceMax" or "ReduceProd" or "ReduceL1" or "ReduceL2" or "ReduceSumSquare" or "ReduceLogSumExp":
                return Axes(node, 1) is { Length: > 0 } reduced && reduced.All(x.Beside) ? Dropped(x, node.Integer("keepdims", 1) == 0 ? reduced : []) : null;
            case "ArgMax" or "ArgMin":
                return x.Beside(node.Integer("axis", 0)) ? Dropped(x, node.Integer("keepdims", 1) == 0 ? [node.Integer("axis", 0)] : []) : null;
            case "Unsqueeze":
                return Axes(node, 1) is { Length: > 0 } added ? Added(x, added) : null;
            case "Squeeze":
                return Axes(node, 1) is { Length: > 0 } dropped && dropped.All(x.Beside) ? Dropped(x, dropped) : null;
            case "Transpose":
                IReadOnlyList<long> order = node.Integers("perm") ?? [.. Enumerable.Range(0, x.Rank).Reverse()];
                return new Rows(x.Rank, order.ToList().IndexOf(x.Axis));
            case "Reshape":
                return Reshaped(node, x);
            case "Flatten":
                return x.Axis == 0 && node.Integer("axis", 1) == 1 ? new Rows(2, 0) : null;
            case "Pad":
                return Constants(node, 1) && (Constant(node, 1) ?? [.. node.Integers("pads") ?? []]) is { Length: > 0 } pads && node.Inputs.Count < 4 && pads[x.Axis] == 0 && pads[x.Axis + pads.Length / 2] == 0 ? x : null;
            case "Tile":
                return Constant(node, 1) is { } times && times[x.Axis] == 1 ? x : null;
            case "Expand":
                return Constant(node, 1) is { } size && Expanded(x, size) is { } place ? place : null;
            case "Clip":
                return Constants(node, 1) ? x : null;
            default:
                return null;
        }
    }

    private Rows? First(GraphNode node) => node.Inputs.Count > 0 && places.TryGetValue(node.Inputs[0], out var rows) ? rows : null;

    /// <summary>Whether every input from a place on is a constant, or left out.</summary>
    private bool Constants(GraphNode node, int from) => node.Inputs.Skip(from).All(name => name.Length == 0 || constant(name) is not null);

    private long[]? Constant(GraphNode node, int place) => node.Inputs.Count > place && node.Inputs[place].Length > 0 ? constant(node.Inputs[place])?.Integers : null;

    private long[]? Axes(GraphNode node, int place) =>
        node.Inputs.Count > place && node.Inputs[place].Length > 0 ? constant(node.Inputs[place])?.Integers : [.. node.Integers("axes") ?? []];

    private static Rows Gathered(Rows x, long axis, int indexRank)
    {
        var place = axis < 0 ? axis + x.Rank : axis;
        return new Rows(x.Rank - 1 + indexRank, place < x.Axis ? x.Axis - 1 + indexRank : x.Axis);
    }

    private static Rows Dropped(Rows x, IEnumerable<long> axes)
    {
        var places = axes.Select(axis => axis < 0 ? axis + x.Rank : axis).Distinct().ToList();
        return new Rows(x.Rank - places.Count, x.Axis - places.Count(place => place < x.Axis));
    }

    private static Rows Added(Rows x, long[] axes)
    {
        var rank = x.Rank + axes.Length;
        var places = axes.Select(axis => axis < 0 ? axis + rank : axis).ToHashSet();
        var kept = Enumerable.Range(0, rank).Where(place => !places.Contains(place)).ToList();
        return new Rows(rank, kept[x.Axis]);
    }

    /// <summary>Rows stay where as many numbers stand before and after them as did; a size left open is theirs if all others are known.</summary>
    private Rows? Reshaped(GraphNode node, Rows x)
    {
        if (Constant(node, 1) is not { } wanted || shape(node.Inputs[0]) is not { } before || shape(node.Outputs[0]) is not { } after) return null;
        if (before.Length != x.Rank || after.Length != wanted.Length) return null;
        for (var place = 0; place < wanted.Length; place++)
        {
            var copied = wanted[place] == 0 && place == x.Axis && node.Integer("allowzero", 0) == 0;
            if (!copied && wanted[place] != -1) continue;
            if (after[place] == 1
                && GraphTensor.Count(after.AsSpan(0, place)) == GraphTensor.Count(before.AsSpan(0, x.Axis))
                && GraphTensor.Count(after.AsSpan(place + 1)) == GraphTensor.Count(before.AsSpan(x.Axis + 1))) return new Rows(wanted.Length, place);
        }

        return null;
    }

    private static Rows? Expanded(Rows x, long[] size)
    {
        var rank = Math.Max(x.Rank, size.Length);
        var place = x.Axis + rank - x.Rank;
        var along = place - (rank - size.Length);
        return along < 0 || size[along] == 1 ? new Rows(rank, place) : null;
    }

    private Rows? MatMul(GraphNode node)
    {
        var (left, right) = (places.TryGetValue(node.Inputs[0], out var a), places.TryGetValue(node.Inputs[1], out var b));
        if (left && right) return a == b && a.Axis < a.Rank - 2 ? a : null;
        if (left) return constant(node.Inputs[1]) is { } w && a.Axis < a.Rank - 1 && w.Shape.Length <= a.Rank && (w.Shape.Length == 2 || (a.Axis < a.Rank - 2 && Once(w, a))) ? a : null;
        return constant(node.Inputs[0]) is { } m && b.Axis < b.Rank - 2 && m.Shape.Length <= b.Rank && Once(m, b) ? b : null;
    }

    private Rows[]? Recurrent(GraphNode node)
    {
        var swapped = node.Integer("layout", 0) != 0;
        if (First(node) is not { Rank: 3 } x || x.Axis != (swapped ? 0 : 1) || !Constants(node, 1)) return null;

        // A given start has a size of its own for every row.
        if (node.Inputs.Skip(4).Take(3).Any(name => name.Length > 0)) return null;
        var last = new Rows(3, swapped ? 0 : 1);
        return [new Rows(4, swapped ? 0 : 2), last, last];
    }

    /// <summary>Operations on elements: what carries rows carries them at the same place, and what does not is the same for every row.</summary>
    private Rows? Elementwise(GraphNode node)
    {
        var (rank, fromEnd) = (0, -1);
        foreach (var name in node.Inputs)
        {
            if (name.Length == 0) continue;
            if (places.TryGetValue(name, out var own))
            {
                if (fromEnd >= 0 && own.Rank - own.Axis != fromEnd) return null;
                (rank, fromEnd) = (Math.Max(rank, own.Rank), own.Rank - own.Axis);
            }
            else if (constant(name) is { } tensor)
            {
                rank = Math.Max(rank, tensor.Shape.Length);
            }
            else
            {
                return null;
            }
        }

        var rows = new Rows(rank, rank - fromEnd);
        return node.Inputs.All(name => name.Length == 0 || places.ContainsKey(name) || Once(constant(name)!, rows)) ? rows : null;
    }

    private static bool Once(GraphTensor tensor, Rows rows)
    {
        var along = rows.Axis - (rows.Rank - tensor.Shape.Length);
        return along < 0 || tensor.Shape[along] == 1;
    }
}
