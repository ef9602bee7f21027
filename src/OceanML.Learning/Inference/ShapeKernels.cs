using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Operations that move numbers and shapes without arithmetic.</summary>
internal static class ShapeKernels
{
    public static GraphTensor Identity(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch) => arguments[0]!;

    public static GraphTensor Constant(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch) =>
        node.Attributes.GetValueOrDefault("value") is GraphAttribute.Tensor tensor ? tensor.Value
        : node.Attributes.GetValueOrDefault("value_float") is GraphAttribute.Number number ? GraphTensor.OfFloats("", [number.Value])
        : node.Attributes.GetValueOrDefault("value_int") is GraphAttribute.Integer integer ? GraphTensor.OfIntegers("", [integer.Value])
        : node.Attributes.GetValueOrDefault("value_ints") is GraphAttribute.Integers integers ? GraphTensor.OfIntegers("", [.. integers.Values], integers.Values.Count)
        : node.Attributes.GetValueOrDefault("value_floats") is GraphAttribute.Numbers numbers ? GraphTensor.OfFloats("", [.. numbers.Values], numbers.Values.Count)
        : throw new ArgumentException("the constant holds no numbers");

    public static GraphTensor Cast(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var x = arguments[0]!;
        if (node.Integer("to", 1) == 9)
            return GraphTensor.OfFloats("", x.Element == GraphElement.Int64 ? Array.ConvertAll(x.Integers, value => value != 0 ? 1f : 0) : Array.ConvertAll(x.Floats, value => value != 0 ? 1f : 0), x.Shape);
        var toInteger = node.Integer("to", 1) is not (1 or 9 or 10 or 11);
        if (toInteger == (x.Element == GraphElement.Int64)) return x;
        return toInteger
            ? GraphTensor.OfIntegers("", Array.ConvertAll(x.Floats, value => (long)value), x.Shape)
            : GraphTensor.OfFloats("", Array.ConvertAll(x.Integers, value => (float)value), x.Shape);
    }

    public static GraphTensor ShapeOf(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var shape = arguments[0]!.Shape;
        return GraphTensor.OfIntegers("", Array.ConvertAll(shape, size => (long)size), shape.Length);
    }

    public static GraphTensor Reshape(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var (x, wanted) = (arguments[0]!, arguments[1]!.Integers);
        var shape = new int[wanted.Length];
        var (known, open) = (1, -1);
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = wanted[i] == 0 && node.Integer("allowzero", 0) == 0 ? x.Shape[i] : (int)wanted[i];
            if (shape[i] < 0) open = open < 0 ? i : throw new ArgumentException("two sizes are left open");
            else known *= shape[i];
        }

        if (open >= 0) shape[open] = known == 0 ? 0 : x.Length / known;
        return x.Shaped(shape);
    }

    public static GraphTensor Flatten(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var x = arguments[0]!;
        var axis = (int)node.Integer("axis", 1);
        if (axis < 0) axis += x.Shape.Length;
        return x.Shaped(GraphTensor.Count(x.Shape.AsSpan(0, axis)), GraphTensor.Count(x.Shape.AsSpan(axis)));
    }

    public static GraphTensor Unsqueeze(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var x = arguments[0]!;
        var asked = ReduceKernels.Axes(node, arguments.Length > 1 ? arguments[1] : null);
        var rank = x.Shape.Length + asked.Length;
        var axes = asked.Select(axis => Axis(axis, rank)).ToHashSet();
        var kept = 0;
        return x.Shaped([.. Enumerable.Range(0, rank).Select(axis => axes.Contains(axis) ? 1 : x.Shape[kept++])]);
    }

    public static GraphTensor Squeeze(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var x = arguments[0]!;
        var asked = ReduceKernels.Axes(node, arguments.Length > 1 ? arguments[1] : null);
        var axes = asked.Select(axis => Axis(axis, x.Shape.Length)).ToHashSet();
        return x.Shaped([.. x.Shape.Where((size, axis) => asked.Length == 0 ? size != 1 : !axes.Contains(axis))]);
    }

    public static GraphTensor Concat(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var first = arguments[0]!;
        var axis = Axis(node.Integer("axis", 0), first.Shape.Length);
        var shape = (int[])first.Shape.Clone();
        shape[axis] = 0;
        foreach (var part in arguments)
        {
            for (var i = 0; i < shape.Length; i++)
            {
                if (i == axis) shape[i] += part!.Shape[i];
                else if (part!.Shape[i] != shape[i]) throw new ArgumentException("the parts do not fit side by side");
            }
        }

        var outer = GraphTensor.Count(shape.AsSpan(0, axis));
        return first.Element == GraphElement.Float32
            ? GraphTensor.OfFloats("", Join(arguments, tensor => tensor.Floats, scratch.Floats(GraphTensor.Count(shape)), outer), shape)
            : GraphTensor.OfIntegers("", Join(arguments, tensor => tensor.Integers, new long[GraphTensor.Count(shape)], outer), shape);
    }

    public static GraphTensor Transpose(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var x = arguments[0]!;
        var rank = x.Shape.Length;
        int[] order = node.Integers("perm") is { } given ? [.. given.Select(axis => (int)axis)] : [.. Enumerable.Range(0, rank).Reverse()];
        var strides = Strides(x.Shape);
        return Pick(x, [.. order.Select(axis => x.Shape[axis])], [.. order.Select(axis => strides[axis])], 0, scratch);
    }

    public static GraphTensor Slice(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var x = arguments[0]!;
        var starts = Setting(node, arguments, 1, "starts") ?? throw new ArgumentException("no starts");
        var ends = Setting(node, arguments, 2, "ends") ?? throw new ArgumentException("no ends");
        var axes = Setting(node, arguments, 3, "axes");
        var steps = Setting(node, arguments, 4, "steps");
        var (shape, strides, offset) = ((int[])x.Shape.Clone(), Strides(x.Shape), 0);
        for (var i = 0; i < starts.Length; i++)
        {
            var axis = Axis(axes?[i] ?? i, shape.Length);
            var (size, step) = (x.Shape[axis], (int)(steps?[i] ?? 1));
            var (lowest, highest) = step > 0 ? (0, size) : (-1, size - 1);
            var start = (int)Math.Clamp(starts[i] < 0 ? starts[i] + size : starts[i], step > 0 ? 0 : -1, highest);
            var end = (int)Math.Clamp(ends[i] < 0 ? ends[i] + size : ends[i], lowest, highest);
            shape[axis] = Math.Max(0, (end - start + step - Math.Sign(step)) / step);
            offset += start * strides[axis];
            strides[axis] *= step;
        }

        return Pick(x, shape, strides, offset, scratch);
    }

    /// <summary>The values at those places along an axis, in arrays of their own.</summary>
    public static GraphTensor Along(GraphTensor x, int axis, long[] places) =>
        Gather(new GraphNode("Gather", "", [], [], new Dictionary<string, GraphAttribute> { ["axis"] = GraphAttribute.Of((long)axis) }), [x, GraphTensor.OfIntegers("", places, places.Length)], new GraphScratch());

    public static GraphTensor Gather(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var (x, indices) = (arguments[0]!, arguments[1]!);
        var axis = Axis(node.Integer("axis", 0), x.Shape.Length);
        var (size, inner) = (x.Shape[axis], GraphTensor.Count(x.Shape.AsSpan(axis + 1)));
        var outer = GraphTensor.Count(x.Shape.AsSpan(0, axis));
        int[] shape = [.. x.Shape.AsSpan(0, axis), .. indices.Shape, .. x.Shape.AsSpan(axis + 1)];
        var chosen = Array.ConvertAll(indices.Integers, index => Axis(index, size));
        if (x.Element == GraphElement.Float32)
        {
            var y = scratch.Floats(GraphTensor.Count(shape));
            Gather(x.Floats, y, chosen, outer, size, inner);
            return GraphTensor.OfFloats("", y, shape);
        }

        var whole = new long[GraphTensor.Count(shape)];
        Gather(x.Integers, whole, chosen, outer, size, inner);
        return GraphTensor.OfIntegers("", whole, shape);
    }

    /// <summary>An axis or index counted from the end where negative.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static int Axis(long axis, int rank) =>
        axis >= -rank && axis < rank ? (int)(axis < 0 ? axis + rank : axis) : throw new ArgumentException($"there is no {axis} among {rank}");

    private static long[]? Setting(GraphNode node, GraphTensor?[] arguments, int place, string name) =>
        arguments.Length > place && arguments[place] is { } tensor ? tensor.Integers : node.Integers(name) is { } values ? [.. values] : null;

    /// <summary>Elements between neighbours along each axis.</summary>
    public static int[] Strides(int[] shape)
    {
        var strides = new int[shape.Length];
        var stride = 1;
        for (var i = shape.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= shape[i];
        }

        return strides;
    }

    private static void Gather<T>(T[] x, T[] y, int[] chosen, int outer, int size, int inner)
    {
        var at = 0;
        for (var o = 0; o < outer; o++)
        {
            foreach (var index in chosen)
            {
                x.AsSpan(((o * size) + index) * inner, inner).CopyTo(y.AsSpan(at));
                at += inner;
            }
        }
    }

    private static T[] Join<T>(GraphTensor?[] parts, Func<GraphTensor, T[]> values, T[] whole, int outer)
    {
        var (from, line) = (0, whole.Length / Math.Max(outer, 1));
        foreach (var part in parts)
        {
            var source = values(part!);
            var run = source.Length / Math.Max(outer, 1);
            for (int o = 0, at = from, start = 0; o < outer; o++, at += line, start += run)
            {
                // Short runs, such as what each member of an ensemble gives for a row, are not worth a call.
                if (run > 16) source.AsSpan(start, run).CopyTo(whole.AsSpan(at));
                else
                {
                    for (var k = 0; k < run; k++) whole[at + k] = source[start + k];
                }
            }

            from += run;
        }

        return whole;
    }

    private static GraphTensor Pick(GraphTensor x, int[] shape, int[] strides, int offset, GraphScratch scratch)
    {
        var count = GraphTensor.Count(shape);
        if (x.Element == GraphElement.Float32)
        {
            var y = scratch.Floats(count);
            Pick(x.Floats, y, shape, strides, offset);
            return GraphTensor.OfFloats("", y, shape);
        }

        var whole = new long[count];
        Pick(x.Integers, whole, shape, strides, offset);
        return GraphTensor.OfIntegers("", whole, shape);
    }

    private static void Pick<T>(T[] x, T[] y, int[] shape, int[] strides, int offset)
    {
        var index = new int[shape.Length];
        for (int at = 0, from = offset; at < y.Length; at++)
        {
            y[at] = x[from];
            for (var axis = shape.Length - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++index[axis] < shape[axis]) break;
                from -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }
    }
}
