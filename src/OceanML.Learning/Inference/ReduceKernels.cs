using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Sums, means and extremes along axes; sums are kept in 64 bits.</summary>
internal static class ReduceKernels
{
    public static GraphTensor Sum(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch) => Reduce(node, arguments, scratch, Kind.Sum);

    public static GraphTensor Mean(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch) => Reduce(node, arguments, scratch, Kind.Mean);

    public static GraphTensor Min(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch) => Reduce(node, arguments, scratch, Kind.Min);

    public static GraphTensor Max(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch) => Reduce(node, arguments, scratch, Kind.Max);

    public static GraphTensor Product(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch) => Reduce(node, arguments, scratch, Kind.Product);

    public static GraphTensor Absolute(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch) =>
        Reduce(node, [Mapped(arguments[0]!, Math.Abs), .. arguments.AsSpan(1)], scratch, Kind.Sum);

    public static GraphTensor Squares(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch) =>
        Reduce(node, [Mapped(arguments[0]!, value => value * value), .. arguments.AsSpan(1)], scratch, Kind.Sum);

    public static GraphTensor Length(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch) => Mapped(Squares(node, arguments, scratch), MathF.Sqrt);

    public static GraphTensor LogSoftmax(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch) => Softmax(node, arguments, scratch, logarithm: true);

    public static GraphTensor Softmax(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch) => Softmax(node, arguments, scratch, logarithm: false);

    /// <summary>The setting by which <see cref="GraphProgram"/> marks a softmax of the older operator sets: over all axes from its own on.</summary>
    public const string Together = "axes_together";

    private static GraphTensor Mapped(GraphTensor x, Func<float, float> map) => GraphTensor.OfFloats("", Array.ConvertAll(ElementKernels.Floats(x), value => map(value)), x.Shape);

    private static GraphTensor Softmax(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch, bool logarithm)
    {
        var x = arguments[0]!;
        var axis = ShapeKernels.Axis(node.Integer("axis", -1), x.Shape.Length);
        var (outer, size, inner) = node.Integer(Together, 0) != 0
            ? (GraphTensor.Count(x.Shape.AsSpan(0, axis)), GraphTensor.Count(x.Shape.AsSpan(axis)), 1)
            : Split(x.Shape, axis);
        var (values, y) = (ElementKernels.Floats(x), scratch.Floats(x.Length));
        if (inner == 1 && size <= Vector256<float>.Count && !logarithm) SmallSoftmax(values, y, outer, size);
        else Softmax(values, y, outer, size, inner, logarithm);
        return GraphTensor.OfFloats("", y, x.Shape);
    }

    private static void Softmax(float[] values, float[] y, int outer, int size, int inner, bool logarithm)
    {
        for (var i = 0; i < outer * inner; i++)
        {
            var start = (i / inner * size * inner) + (i % inner);
            var (largest, sum) = (float.NegativeInfinity, 0.0);
            for (var k = 0; k < size; k++) largest = Math.Max(largest, values[start + (k * inner)]);
            for (var k = 0; k < size; k++) sum += y[start + (k * inner)] = MathF.Exp(values[start + (k * inner)] - largest);
            for (var k = 0; k < size; k++)
                y[start + (k * inner)] = (float)(logarithm ? values[start + (k * inner)] - largest - Math.Log(sum) : y[start + (k * inner)] / sum);
        }
    }

    /// <summary>Softmax of at most eight neighbours: a vector holds them all.</summary>
    private static void SmallSoftmax(float[] values, float[] y, int outer, int size)
    {
        var (inside, lowest, width) = (RowMask.At(0, size), Vector256.Create(float.NegativeInfinity), Vector256<float>.Count);
        var (halves, pairs, neighbours) = (Vector256.Create(4, 5, 6, 7, 0, 1, 2, 3), Vector256.Create(2, 3, 0, 1, 6, 7, 4, 5), Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6));
        Span<float> last = stackalloc float[width];
        for (int group = 0, start = 0; group < outer; group++, start += size)
        {
            // Beyond the group stands the next one, which is not looked at here and written after it.
            var whole = start + width <= values.Length;
            if (!whole) values.AsSpan(start, size).CopyTo(last);
            var x = Vector256.ConditionalSelect(inside, whole ? Vector256.LoadUnsafe(ref values[start]) : Vector256.Create<float>(last), lowest);

            // Halves, pairs and neighbours change places: the largest, and below the sum, stand in every lane.
            var largest = Vector256.MaxNative(x, Vector256.Shuffle(x, halves));
            largest = Vector256.MaxNative(largest, Vector256.Shuffle(largest, pairs));
            largest = Vector256.MaxNative(largest, Vector256.Shuffle(largest, neighbours));
            var e = VectorFunctions.Exp(x - largest) & inside;
            var sum = e + Vector256.Shuffle(e, halves);
            sum += Vector256.Shuffle(sum, pairs);
            sum += Vector256.Shuffle(sum, neighbours);
            var p = e / sum;
            if (whole) p.StoreUnsafe(ref y[start]);
            else
            {
                for (var k = 0; k < size; k++) y[start + k] = p[k];
            }
        }
    }

    /// <summary>Axes of a reduction, from the setting (operator sets before 13 or 18) or the second input; empty means all.</summary>
    public static long[] Axes(GraphNode node, GraphTensor? second) =>
        second?.Integers ?? (node.Integers("axes") is { } axes ? [.. axes] : []);

    private static GraphTensor Reduce(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch, Kind kind)
    {
        var tensor = arguments[0]!;
        var rank = tensor.Shape.Length;
        var asked = Axes(node, arguments.Length > 1 ? arguments[1] : null);
        if (asked.Length == 0 && node.Integer("noop_with_empty_axes", 0) != 0) return tensor;
        int[] axes = asked.Length == 0 ? [.. Enumerable.Range(0, rank)] : [.. asked.Select(axis => ShapeKernels.Axis(axis, rank)).Distinct().Order()];
        if (axes.Length == 0) return tensor;
        var (values, shape) = (ElementKernels.Floats(tensor), (int[])tensor.Shape.Clone());
        for (var i = axes.Length - 1; i >= 0; i--)
        {
            var (outer, size, inner) = Split(shape, axes[i]);
            shape[axes[i]] = 1;
            var length = outer * inner;
            var reduced = i == 0 ? scratch.Floats(length) : new float[length];
            Along(values, reduced, outer, size, inner, kind);
            values = reduced;
        }

        if (node.Integer("keepdims", 1) == 0) shape = [.. shape.Where((_, axis) => !axes.Contains(axis))];
        return GraphTensor.OfFloats("", values, shape);
    }

    private static void Along(float[] values, float[] reduced, int outer, int size, int inner, Kind kind)
    {
        if (size == 0) throw new ArgumentException("there is nothing to reduce");
        if (kind is Kind.Sum or Kind.Mean)
        {
            for (var o = 0; o < outer; o++) Sums(values.AsSpan(o * size * inner), reduced.AsSpan(o * inner, inner), size, kind == Kind.Mean ? 1.0 / size : 1);
            return;
        }

        for (var o = 0; o < outer; o++)
        {
            for (var i = 0; i < inner; i++)
            {
                var at = (o * size * inner) + i;
                double result = values[at];
                for (var k = 1; k < size; k++)
                {
                    double value = values[at += inner];
                    result = kind switch
                    {
                        Kind.Min => Math.Min(result, value),
                        Kind.Max => Math.Max(result, value),
                        _ => result * value,
                    };
                }

                reduced[(o * inner) + i] = (float)result;
            }
        }
    }

    /// <summary>Sums of columns, in 64 bits, times a factor; the order within a column does not depend on its place.</summary>
    private static void Sums(ReadOnlySpan<float> values, Span<float> sums, int size, double factor)
    {
        var inner = sums.Length;
        if (inner == 1)
        {
            var sum = 0.0;
            foreach (var value in values[..size]) sum += value;
            sums[0] = (float)(sum * factor);
            return;
        }

        // Eight columns at a time; fewer where what lies beyond them can be read and is passed over.
        var i = 0;
        Span<float> made = stackalloc float[Vector256<float>.Count];
        for (; i < inner && ((size - 1) * inner) + i + made.Length <= values.Length; i += made.Length)
        {
            var (low, high) = (Vector256<double>.Zero, Vector256<double>.Zero);
            ref var at = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(values[i..]);
            for (var k = 0; k < size; k++)
            {
                var (first, second) = Vector256.Widen(Vector256.LoadUnsafe(ref at, (nuint)(k * inner)));
                low += first;
                high += second;
            }

            Vector256.Narrow(low * factor, high * factor).CopyTo(made);
            made[..Math.Min(made.Length, inner - i)].CopyTo(sums[i..]);
        }

        for (; i < inner; i++)
        {
            var sum = 0.0;
            for (int k = 0, at = i; k < size; k++, at += inner) sum += values[at];
            sums[i] = (float)(sum * factor);
        }
    }

    private static (int Outer, int Size, int Inner) Split(int[] shape, int axis) =>
        (GraphTensor.Count(shape.AsSpan(0, axis)), shape[axis], GraphTensor.Count(shape.AsSpan(axis + 1)));

    private enum Kind
    {
        Sum,
        Mean,
        Product,
        Min,
        Max,
    }
}
