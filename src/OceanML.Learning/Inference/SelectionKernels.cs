using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Operations that choose, repeat or cut values.</summary>
internal static class SelectionKernels
{
    // Up to so many values are found without sorting all.
    private const int FewWanted = 64;

    public static GraphTensor ArgMax(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch) => Extreme(node, arguments[0]!, 1);

    public static GraphTensor ArgMin(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch) => Extreme(node, arguments[0]!, -1);

    public static GraphTensor ConstantOfShape(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var shape = Array.ConvertAll(arguments[0]!.Integers, size => checked((int)size));
        var count = GraphTensor.Count(shape);
        var value = node.Attributes.GetValueOrDefault("value") is GraphAttribute.Tensor tensor ? tensor.Value : GraphTensor.OfFloats("", [0f], 1);
        return value.Element == GraphElement.Float32
            ? GraphTensor.OfFloats("", [.. Enumerable.Repeat(value.Floats[0], count)], shape)
            : GraphTensor.OfIntegers("", [.. Enumerable.Repeat(value.Integers[0], count)], shape);
    }

    public static GraphTensor Range(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var (start, limit, delta) = (arguments[0]!, arguments[1]!, arguments[2]!);
        if (start.Element == GraphElement.Int64)
        {
            var count = Math.Max(0, (int)Math.Ceiling((limit.Integers[0] - start.Integers[0]) / (double)delta.Integers[0]));
            return GraphTensor.OfIntegers("", [.. Enumerable.Range(0, count).Select(i => start.Integers[0] + (i * delta.Integers[0]))], count);
        }

        var steps = Math.Max(0, (int)Math.Ceiling((limit.Floats[0] - start.Floats[0]) / (double)delta.Floats[0]));
        return GraphTensor.OfFloats("", [.. Enumerable.Range(0, steps).Select(i => start.Floats[0] + (i * delta.Floats[0]))], steps);
    }

    public static GraphTensor Expand(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var x = arguments[0]!;
        return ElementKernels.Wide(x, ElementKernels.Shape(x.Shape, Array.ConvertAll(arguments[1]!.Integers, size => checked((int)size))));
    }

    public static GraphTensor Tile(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var x = arguments[0]!;
        for (var axis = 0; axis < x.Shape.Length; axis++)
        {
            var times = checked((int)arguments[1]!.Integers[axis]);
            if (times == 1) continue;
            long[] places = [.. Enumerable.Range(0, times * x.Shape[axis]).Select(i => (long)(i % x.Shape[axis]))];
            x = ShapeKernels.Along(x, axis, places);
        }

        return x;
    }

    /// <summary>Values put before and after those along each axis: a constant, the outermost value, or a reflection.</summary>
    public static GraphTensor Pad(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var x = arguments[0]!;
        var rank = x.Shape.Length;
        var pads = arguments.Length > 1 && arguments[1] is { } given ? given.Integers : [.. node.Integers("pads") ?? []];
        if (arguments.Length > 3 && arguments[3] is not null) throw new ArgumentException("padding of chosen axes is not supported");
        if (pads.Length != 2 * rank || pads.Min() < 0) throw new ArgumentException("there must be two sizes from 0 for every axis");
        var mode = node.Text("mode", "constant");
        var value = arguments.Length > 2 && arguments[2] is { Floats.Length: > 0 } number ? number.Floats[0] : node.Number("value", 0);
        for (var axis = 0; axis < rank; axis++)
        {
            var (before, size, after) = ((int)pads[axis], x.Shape[axis], (int)pads[axis + rank]);
            if (before == 0 && after == 0) continue;
            long[] places = [.. Enumerable.Range(-before, before + size + after).Select(place => (long)Padded(place, size, mode))];
            x = mode == "constant" ? Filled(ShapeKernels.Along(x, axis, [.. places.Select(place => Math.Max(place, 0))]), axis, places, value) : ShapeKernels.Along(x, axis, places);
        }

        return x;
    }

    public static GraphTensor[] Split(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var x = arguments[0]!;
        var axis = ShapeKernels.Axis(node.Integer("axis", 0), x.Shape.Length);
        var parts = node.Outputs.Count;
        var equal = (x.Shape[axis] + parts - 1) / parts;
        var sizes = arguments.Length > 1 && arguments[1] is { } given ? given.Integers
            : node.Integers("split") is { } set ? [.. set]
            : [.. Enumerable.Range(0, parts).Select(part => (long)Math.Min(equal, x.Shape[axis] - (part * equal)))];
        if (sizes.Length != parts || sizes.Sum() != x.Shape[axis]) throw new ArgumentException($"the parts [{string.Join(',', sizes)}] are not {parts} that make {x.Shape[axis]}");
        var made = new GraphTensor[parts];
        var (outer, inner, from) = (GraphTensor.Count(x.Shape.AsSpan(0, axis)), GraphTensor.Count(x.Shape.AsSpan(axis + 1)), 0);
        var whole = x.Shape[axis] * inner;
        for (var part = 0; part < parts; part++)
        {
            var shape = (int[])x.Shape.Clone();
            shape[axis] = (int)sizes[part];
            var run = shape[axis] * inner;
            if (x.Element == GraphElement.Float32)
            {
                var y = scratch.Floats(outer * run, part);
                for (var o = 0; o < outer; o++) x.Floats.AsSpan((o * whole) + from, run).CopyTo(y.AsSpan(o * run));
                made[part] = GraphTensor.OfFloats("", y, shape);
            }
            else
            {
                var y = new long[outer * run];
                for (var o = 0; o < outer; o++) x.Integers.AsSpan((o * whole) + from, run).CopyTo(y.AsSpan(o * run));
                made[part] = GraphTensor.OfIntegers("", y, shape);
            }

            from += run;
        }

        return made;
    }

    /// <summary>The largest or smallest values in order, and where they stood; of equal ones the first comes first.</summary>
    public static GraphTensor[] TopK(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var x = arguments[0]!;
        var axis = ShapeKernels.Axis(node.Integer("axis", -1), x.Shape.Length);
        var (size, inner) = (x.Shape[axis], GraphTensor.Count(x.Shape.AsSpan(axis + 1)));
        var count = checked((int)(arguments.Length > 1 ? arguments[1]!.Integers[0] : node.Integer("k", 1)));
        if (count > size) throw new ArgumentException($"there are {size} values and {count} are asked for");
        var largest = node.Integer("largest", 1) != 0;
        var shape = (int[])x.Shape.Clone();
        shape[axis] = count;
        var (values, chosen, indices) = (ElementKernels.Floats(x), scratch.Floats(GraphTensor.Count(shape)), new long[GraphTensor.Count(shape)]);
        var order = new int[size];
        var outer = GraphTensor.Count(x.Shape.AsSpan(0, axis));
        for (var o = 0; o < outer; o++)
        {
            for (var i = 0; i < inner; i++)
            {
                var start = (o * size * inner) + i;
                if (count <= FewWanted) Few(values, start, inner, size, largest, order.AsSpan(0, count));
                else Sort(values, start, inner, largest, order);
                for (var k = 0; k < count; k++)
                {
                    var at = (((o * count) + k) * inner) + i;
                    (chosen[at], indices[at]) = (values[start + (order[k] * inner)], order[k]);
                }
            }
        }

        return [GraphTensor.OfFloats("", chosen, shape), GraphTensor.OfIntegers("", indices, shape)];
    }

    private static void Sort(float[] values, int start, int inner, bool largest, int[] order)
    {
        for (var k = 0; k < order.Length; k++) order[k] = k;
        Array.Sort(order, (a, b) =>
        {
            var compared = values[start + (a * inner)].CompareTo(values[start + (b * inner)]);
            return compared == 0 ? a.CompareTo(b) : largest ? -compared : compared;
        });
    }

    /// <summary>One pass that keeps the best so far in order.</summary>
    private static void Few(float[] values, int start, int inner, int size, bool largest, Span<int> best)
    {
        var (held, sign) = (0, largest ? 1 : -1);
        for (var k = 0; k < size; k++)
        {
            var value = values[start + (k * inner)];
            if (held == best.Length && (held == 0 || sign * value.CompareTo(values[start + (best[^1] * inner)]) <= 0)) continue;
            var at = held < best.Length ? held++ : held - 1;
            for (; at > 0 && sign * value.CompareTo(values[start + (best[at - 1] * inner)]) > 0; at--) best[at] = best[at - 1];
            best[at] = k;
        }
    }

    private static GraphTensor Extreme(GraphNode node, GraphTensor x, int sign)
    {
        var axis = ShapeKernels.Axis(node.Integer("axis", 0), x.Shape.Length);
        var (size, inner, outer) = (x.Shape[axis], GraphTensor.Count(x.Shape.AsSpan(axis + 1)), GraphTensor.Count(x.Shape.AsSpan(0, axis)));
        var (values, places, last) = (ElementKernels.Floats(x), new long[outer * inner], node.Integer("select_last_index", 0) != 0);
        for (var at = 0; at < places.Length; at++)
        {
            var start = (at / inner * size * inner) + (at % inner);
            var best = 0;
            for (var k = 1; k < size; k++)
            {
                var compared = sign * values[start + (k * inner)].CompareTo(values[start + (best * inner)]);
                if (compared > 0 || (compared == 0 && last)) best = k;
            }

            places[at] = best;
        }

        int[] shape = [.. x.Shape.AsSpan(0, axis), .. node.Integer("keepdims", 1) != 0 ? [1] : Array.Empty<int>(), .. x.Shape.AsSpan(axis + 1)];
        return GraphTensor.OfIntegers("", places, shape);
    }

    private static int Padded(int place, int size, string mode) => place >= 0 && place < size ? place : mode switch
    {
        "constant" => -1,
        "edge" => Math.Clamp(place, 0, size - 1),
        "reflect" => place < 0 ? -place : (2 * size) - 2 - place,
        "wrap" => ((place % size) + size) % size,
        _ => throw new ArgumentException($"padding of the kind '{mode}' is not supported"),
    };

    private static GraphTensor Filled(GraphTensor x, int axis, long[] places, float value)
    {
        var inner = GraphTensor.Count(x.Shape.AsSpan(axis + 1));
        var values = ElementKernels.Floats(x);
        for (var run = 0; run < values.Length / inner; run++)
        {
            if (places[run % places.Length] < 0) values.AsSpan(run * inner, inner).Fill(value);
        }

        return x;
    }
}
