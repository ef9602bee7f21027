using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Matrix products in 32-bit floating point. Every element is one chain of fused multiply-adds over k, wherever it stands.</summary>
internal static class MatrixKernels
{
    public static GraphTensor Gemm(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var (a, b) = (Turned(arguments[0]!, node.Integer("transA", 0) != 0), Turned(arguments[1]!, node.Integer("transB", 0) != 0));
        if (a.Shape is not [var rows, var inner] || b.Shape is not [var innerB, var columns] || inner != innerB) throw new ArgumentException("the matrices do not fit");
        var y = scratch.Floats(rows * columns);
        Multiply(a.Floats, b.Floats, y, rows, inner, columns);
        var (alpha, beta) = (node.Number("alpha", 1), node.Number("beta", 1));
        if (alpha != 1)
        {
            for (var i = 0; i < y.Length; i++) y[i] *= alpha;
        }

        if (arguments.Length > 2 && arguments[2] is { } c && beta != 0) AddBroadcast(c, beta, y, rows, columns);
        return GraphTensor.OfFloats("", y, rows, columns);
    }

    public static GraphTensor MatMul(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var (a, b) = (arguments[0]!, arguments[1]!);
        if (a.Shape.Length < 2 || b.Shape.Length < 2) throw new ArgumentException("a matrix product needs two dimensions at least");
        var (inner, columns) = (a.Shape[^1], b.Shape[^1]);
        if (inner != b.Shape[^2]) throw new ArgumentException("the matrices do not fit");
        int[] shape = [.. a.Shape.AsSpan(0, a.Shape.Length - 1), columns];
        var (x, w) = (ElementKernels.Floats(a), ElementKernels.Floats(b));
        float[] y;
        if (b.Shape.Length == 2)
        {
            y = scratch.Floats(GraphTensor.Count(shape));
            Multiply(x, w, y, y.Length / Math.Max(columns, 1), inner, columns);
            return GraphTensor.OfFloats("", y, shape);
        }

        // Stacks of matrices, broadcast as numbers are.
        int[] stackA = a.Shape[..^2], stackB = b.Shape[..^2];
        var stack = ElementKernels.Shape(stackA, stackB);
        var rows = a.Shape[^2];
        if (!stackA.AsSpan().SequenceEqual(stack)) shape = [.. stack, rows, columns];
        y = scratch.Floats(GraphTensor.Count(shape));
        int[] placesA = Places(stackA, stack), placesB = Places(stackB, stack);
        for (var i = 0; i < placesA.Length; i++)
            Multiply(x.AsSpan(placesA[i] * rows * inner, rows * inner), w.AsSpan(placesB[i] * inner * columns, inner * columns), y.AsSpan(i * rows * columns, rows * columns), rows, inner, columns);
        return GraphTensor.OfFloats("", y, shape);
    }

    /// <summary>Which matrix of a stack stands at each place of the stack it is broadcast to.</summary>
    private static int[] Places(int[] own, int[] wide)
    {
        var numbers = GraphTensor.OfIntegers("", [.. Enumerable.Range(0, GraphTensor.Count(own)).Select(i => (long)i)], own);
        return Array.ConvertAll(ElementKernels.Wide(numbers, wide).Integers, place => (int)place);
    }

    /// <summary>The transposed matrix.</summary>
    public static float[] Turned(float[] values, int rows, int columns)
    {
        var turned = new float[values.Length];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++) turned[j * rows + i] = values[i * columns + j];
        }

        return turned;
    }

    private static GraphTensor Turned(GraphTensor matrix, bool turn)
    {
        var values = ElementKernels.Floats(matrix);
        return !turn ? matrix
            : matrix.Shape is [var rows, var columns] ? GraphTensor.OfFloats("", Turned(values, rows, columns), columns, rows)
            : throw new ArgumentException("only a matrix can be turned");
    }

    private static void AddBroadcast(GraphTensor c, float beta, float[] y, int rows, int columns)
    {
        var values = ElementKernels.Floats(c);
        if (values.Length == columns && c.Shape is [_] or [1, _])
        {
            for (var row = 0; row < rows; row++)
            {
                var line = y.AsSpan(row * columns, columns);
                for (var j = 0; j < line.Length; j++) line[j] += beta * values[j];
            }

            return;
        }

        var shape = ElementKernels.Shape(c.Shape, [rows, columns]);
        if (!shape.AsSpan().SequenceEqual([rows, columns])) throw new ArgumentException("the added matrix does not fit");
        var (stepRow, stepColumn) = (c.Shape.Length == 2 && c.Shape[0] != 1 ? c.Shape[1] : 0, c.Shape.Length > 0 && c.Shape[^1] != 1 ? 1 : 0);
        for (var i = 0; i < y.Length; i++) y[i] += beta * values[(i / columns * stepRow) + (i % columns * stepColumn)];
    }

    /// <summary>y = a·b, all row by row: a [rows, inner], b [inner, columns].</summary>
    public static unsafe void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y, int rows, int inner, int columns)
    {
        if (a.Length < rows * inner || b.Length < inner * columns || y.Length < rows * columns) throw new ArgumentException("the matrices do not fit");
        fixed (float* pa = a, pb = b, py = y)
        {
            var row = 0;
            for (; row <= rows - 4; row += 4) Rows4(pa + (row * inner), pb, py + (row * columns), inner, columns);
            for (; row < rows; row++) Row(pa + (row * inner), pb, py + (row * columns), inner, columns);
        }
    }

    // Four rows by sixteen columns: eight sums stay in registers while b is read once for the four rows.
    private static unsafe void Rows4(float* a, float* b, float* y, int inner, int columns)
    {
        var j = 0;
        for (; j <= columns - 16; j += 16)
        {
            Vector256<float> s00 = default, s01 = default, s10 = default, s11 = default, s20 = default, s21 = default, s30 = default, s31 = default;
            var line = b + j;
            for (var k = 0; k < inner; k++, line += columns)
            {
                var (left, right) = (Vector256.Load(line), Vector256.Load(line + 8));
                var x = Vector256.Create(a[k]);
                s00 = Vector256.FusedMultiplyAdd(x, left, s00);
                s01 = Vector256.FusedMultiplyAdd(x, right, s01);
                x = Vector256.Create(a[inner + k]);
                s10 = Vector256.FusedMultiplyAdd(x, left, s10);
                s11 = Vector256.FusedMultiplyAdd(x, right, s11);
                x = Vector256.Create(a[(2 * inner) + k]);
                s20 = Vector256.FusedMultiplyAdd(x, left, s20);
                s21 = Vector256.FusedMultiplyAdd(x, right, s21);
                x = Vector256.Create(a[(3 * inner) + k]);
                s30 = Vector256.FusedMultiplyAdd(x, left, s30);
                s31 = Vector256.FusedMultiplyAdd(x, right, s31);
            }

            s00.Store(y + j);
            s01.Store(y + j + 8);
            s10.Store(y + columns + j);
            s11.Store(y + columns + j + 8);
            s20.Store(y + (2 * columns) + j);
            s21.Store(y + (2 * columns) + j + 8);
            s30.Store(y + (3 * columns) + j);
            s31.Store(y + (3 * columns) + j + 8);
        }

        for (var r = 0; r < 4; r++) Rest(a + (r * inner), b, y + (r * columns), inner, columns, j);
    }

    private static unsafe void Row(float* a, float* b, float* y, int inner, int columns)
    {
        var j = 0;
        for (; j <= columns - 16; j += 16)
        {
            Vector256<float> left = default, right = default;
            var line = b + j;
            for (var k = 0; k < inner; k++, line += columns)
            {
                var x = Vector256.Create(a[k]);
                left = Vector256.FusedMultiplyAdd(x, Vector256.Load(line), left);
                right = Vector256.FusedMultiplyAdd(x, Vector256.Load(line + 8), right);
            }

            left.Store(y + j);
            right.Store(y + j + 8);
        }

        Rest(a, b, y, inner, columns, j);
    }

    private static unsafe void Rest(float* a, float* b, float* y, int inner, int columns, int j)
    {
        for (; j <= columns - 8; j += 8)
        {
            Vector256<float> sum = default;
            var line = b + j;
            for (var k = 0; k < inner; k++, line += columns) sum = Vector256.FusedMultiplyAdd(Vector256.Create(a[k]), Vector256.Load(line), sum);
            sum.Store(y + j);
        }

        for (; j < columns; j++)
        {
            var sum = 0f;
            for (var k = 0; k < inner; k++) sum = MathF.FusedMultiplyAdd(a[k], b[(k * columns) + j], sum);
            y[j] = sum;
        }
    }
}
