using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Operations on elements and pairs of elements, with the broadcasting of NumPy and ONNX.</summary>
internal static class ElementKernels
{
    public static GraphTensor Unary<TOperation>(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
        where TOperation : struct, IUnaryOperation => Unary(default(TOperation), arguments, scratch);

    public static GraphTensor Unary<TOperation>(TOperation operation, GraphTensor?[] arguments, GraphScratch scratch)
        where TOperation : struct, IUnaryOperation
    {
        var x = Floats(arguments[0]!);
        var y = scratch.Floats(x.Length);
        var i = 0;
        for (; i <= x.Length - Vector256<float>.Count; i += Vector256<float>.Count)
            operation.Apply(Vector256.LoadUnsafe(ref x[i])).StoreUnsafe(ref y[i]);
        if (i < x.Length) StorePart(operation.Apply(LoadPart(x.AsSpan(i))), y.AsSpan(i));
        return GraphTensor.OfFloats("", y, arguments[0]!.Shape);
    }

    public static GraphTensor Binary<TOperation>(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
        where TOperation : struct, IBinaryOperation => Broadcast<TOperation>(arguments[0]!, arguments[1]!, scratch.Floats);

    public static GraphTensor Variadic<TOperation>(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
        where TOperation : struct, IBinaryOperation
    {
        var result = arguments[0]!;
        for (var i = 1; i < arguments.Length; i++)
            result = Broadcast<TOperation>(result, arguments[i]!, i == arguments.Length - 1 ? scratch.Floats : static length => new float[length]);
        return result;
    }

    public static GraphTensor Clip(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var low = arguments.Length > 1 && arguments[1] is { } least ? Floats(least)[0] : node.Number("min", float.NegativeInfinity);
        var high = arguments.Length > 2 && arguments[2] is { } most ? Floats(most)[0] : node.Number("max", float.PositiveInfinity);
        return Unary(new ClipOperation(low, high), arguments, scratch);
    }

    public static GraphTensor Where(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        // c·a + (1 - c)·b would turn an infinite value that is not chosen into NaN: choose instead.
        var (condition, a, b) = (AsFloats(arguments[0]!), arguments[1]!, arguments[2]!);
        var shape = Shape(Shape(condition.Shape, a.Shape), b.Shape);
        var wide = Wide(condition, shape).Floats;
        if (a.Element == GraphElement.Int64 && b.Element == GraphElement.Int64)
        {
            var (given, instead) = (Wide(a, shape).Integers, Wide(b, shape).Integers);
            return GraphTensor.OfIntegers("", [.. wide.Select((chooses, i) => chooses != 0 ? given[i] : instead[i])], shape);
        }

        var (chosen, other) = (Floats(Wide(a, shape)), Floats(Wide(b, shape)));
        var y = scratch.Floats(wide.Length);
        for (var i = 0; i < y.Length; i++) y[i] = wide[i] != 0 ? chosen[i] : other[i];
        return GraphTensor.OfFloats("", y, shape);
    }

    public static GraphTensor Mean(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch) =>
        Unary(new ScaleOperation(1f / arguments.Length), [Variadic<AddOperation>(node, arguments, scratch)], scratch);

    /// <summary>A comparison of numbers, or of integers as numbers: truth is 1.</summary>
    public static GraphTensor Comparison<TOperation>(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
        where TOperation : struct, IBinaryOperation => AsFloats(Binary<TOperation>(node, arguments, scratch));

    /// <summary>The values at every place of a shape that their own broadcasts to.</summary>
    public static GraphTensor Wide(GraphTensor tensor, int[] shape)
    {
        if (tensor.Shape.AsSpan().SequenceEqual(shape)) return tensor;
        var zeros = tensor.Element == GraphElement.Float32
            ? GraphTensor.OfFloats("", new float[GraphTensor.Count(shape)], shape)
            : GraphTensor.OfIntegers("", new long[GraphTensor.Count(shape)], shape);
        return Broadcast<AddOperation>(tensor, zeros, static length => new float[length]);
    }

    private static GraphTensor AsFloats(GraphTensor tensor) =>
        tensor.Element == GraphElement.Float32 ? tensor : GraphTensor.OfFloats("", Array.ConvertAll(tensor.Integers, value => (float)value), tensor.Shape);

    /// <summary>The numbers of a tensor.</summary>
    /// <exception cref="ArgumentException">It holds integers.</exception>
    public static float[] Floats(GraphTensor tensor) =>
        tensor.Element == GraphElement.Float32 ? tensor.Floats : throw new ArgumentException("arithmetic on integers and numbers together is not supported");

    /// <summary>The shape two shapes broadcast to.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public static int[] Shape(int[] a, int[] b)
    {
        var shape = new int[Math.Max(a.Length, b.Length)];
        for (var i = 1; i <= shape.Length; i++)
        {
            var (p, q) = (i <= a.Length ? a[^i] : 1, i <= b.Length ? b[^i] : 1);
            shape[^i] = p == q || q == 1 ? p : p == 1 ? q : throw new ArgumentException($"sizes {p} and {q} do not fit");
        }

        return shape;
    }

    private static GraphTensor Broadcast<TOperation>(GraphTensor a, GraphTensor b, Func<int, float[]> allocate)
        where TOperation : struct, IBinaryOperation
    {
        if (a.Element == GraphElement.Int64 && b.Element == GraphElement.Int64) return BroadcastIntegers<TOperation>(a, b);
        var (x, y) = (Floats(a), Floats(b));
        if (a.Shape.AsSpan().SequenceEqual(b.Shape))
        {
            var same = allocate(x.Length);
            Run<TOperation>(x, 1, y, 1, same);
            return GraphTensor.OfFloats("", same, a.Shape);
        }

        var shape = Shape(a.Shape, b.Shape);
        var z = allocate(GraphTensor.Count(shape));
        var (strideX, strideY) = (Strides(a.Shape, shape.Length), Strides(b.Shape, shape.Length));
        var inner = shape.Length == 0 ? 1 : shape[^1];
        var (lastX, lastY) = shape.Length == 0 ? (0, 0) : (strideX[^1], strideY[^1]);
        var index = new int[shape.Length];
        for (int at = 0, atX = 0, atY = 0; at < z.Length; at += inner)
        {
            Run<TOperation>(x.AsSpan(atX), lastX, y.AsSpan(atY), lastY, z.AsSpan(at, inner));
            for (var axis = shape.Length - 2; axis >= 0; axis--)
            {
                atX += strideX[axis];
                atY += strideY[axis];
                if (++index[axis] < shape[axis]) break;
                atX -= strideX[axis] * shape[axis];
                atY -= strideY[axis] * shape[axis];
                index[axis] = 0;
            }
        }

        return GraphTensor.OfFloats("", z, shape);
    }

    /// <summary>Elements between neighbours along each axis of the broadcast shape; 0 where the value is repeated.</summary>
    private static int[] Strides(int[] shape, int rank)
    {
        var strides = new int[rank];
        var stride = 1;
        for (var i = 1; i <= shape.Length; i++)
        {
            strides[^i] = shape[^i] == 1 ? 0 : stride;
            stride *= shape[^i];
        }

        return strides;
    }

    private static GraphTensor BroadcastIntegers<TOperation>(GraphTensor a, GraphTensor b)
        where TOperation : struct, IBinaryOperation
    {
        var shape = Shape(a.Shape, b.Shape);
        var (strideA, strideB) = (Strides(a.Shape, shape.Length), Strides(b.Shape, shape.Length));
        var made = new long[GraphTensor.Count(shape)];
        for (var i = 0; i < made.Length; i++)
        {
            var (atA, atB, rest) = (0, 0, i);
            for (var axis = shape.Length - 1; axis >= 0; rest /= shape[axis], axis--)
            {
                atA += rest % shape[axis] * strideA[axis];
                atB += rest % shape[axis] * strideB[axis];
            }

            made[i] = default(TOperation).Apply(a.Integers[atA], b.Integers[atB]);
        }

        return GraphTensor.OfIntegers("", made, shape);
    }

    private static void Run<TOperation>(ReadOnlySpan<float> a, int strideA, ReadOnlySpan<float> b, int strideB, Span<float> result)
        where TOperation : struct, IBinaryOperation
    {
        var operation = default(TOperation);
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(b);
        ref var z = ref MemoryMarshal.GetReference(result);
        var i = 0;
        for (; i <= result.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var left = strideA == 0 ? Vector256.Create(x) : Vector256.LoadUnsafe(ref x, (nuint)i);
            var right = strideB == 0 ? Vector256.Create(y) : Vector256.LoadUnsafe(ref y, (nuint)i);
            operation.Apply(left, right).StoreUnsafe(ref z, (nuint)i);
        }

        if (i == result.Length) return;
        var count = result.Length - i;
        var lastLeft = strideA == 0 ? Vector256.Create(x) : LoadPart(a.Slice(i, count));
        var lastRight = strideB == 0 ? Vector256.Create(y) : LoadPart(b.Slice(i, count));
        StorePart(operation.Apply(lastLeft, lastRight), result[i..]);
    }

    // The last few elements go through the same vector code as the others, so that a value does not depend on its place.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> LoadPart(ReadOnlySpan<float> part)
    {
        Span<float> padded = stackalloc float[Vector256<float>.Count];
        padded.Fill(1);
        part.CopyTo(padded);
        return Vector256.Create<float>(padded);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePart(Vector256<float> vector, Span<float> part)
    {
        for (var i = 0; i < part.Length; i++) part[i] = vector[i];
    }

    private readonly struct ScaleOperation(float factor) : IUnaryOperation
    {
        public Vector256<float> Apply(Vector256<float> x) => x * factor;
    }

    private readonly struct ClipOperation(float low, float high) : IUnaryOperation
    {
        public Vector256<float> Apply(Vector256<float> x) => Vector256.Min(Vector256.Max(x, Vector256.Create(low)), Vector256.Create(high));
    }
}
