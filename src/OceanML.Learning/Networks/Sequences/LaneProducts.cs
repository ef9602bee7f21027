using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>
/// Small matrix products for eight rows of a batch at once, one row in each lane of a vector: every element is a vector of 8 numbers and
/// sizes need not be multiples of anything. This is what attention needs, where every row has matrices of its own.
/// </summary>
internal static unsafe class LaneProducts
{
    /// <summary>c[i, j] = Σ_k a[i, k] · b[j, k], with strides in numbers (multiples of 8).</summary>
    public static void Multiply(float* a, int aRow, int aInner, float* b, int bRow, int bInner, float* c, int cRow, int cColumn, int rows, int columns, int inner)
    {
        if (rows < 3 || columns < 4)
        {
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < columns; j++) One(a + i * aRow, aInner, b + j * bRow, bInner, c + i * cRow + j * cColumn, inner);
            }

            return;
        }

        // The last block begins earlier where blocks do not divide the size: what they share is computed twice, and the same.
        for (var i = 0; i < rows; i += 3)
        {
            var row = Math.Min(i, rows - 3);
            for (var j = 0; j < columns; j += 4)
            {
                var column = Math.Min(j, columns - 4);
                ThreeByFour(a + row * aRow, aRow, aInner, b + column * bRow, bRow, bInner, c + row * cRow + column * cColumn, cRow, cColumn, inner);
            }
        }
    }

    /// <summary>p = softmax of scores along the second axis, both [steps, steps] vectors; with <paramref name="causal"/> row t sees columns up to t, the others become 0.</summary>
    public static void Softmax(float* p, int steps, bool causal)
    {
        for (var t = 0; t < steps; t++, p += 8 * steps)
        {
            var seen = causal ? t + 1 : steps;
            var largest = Vector256.Load(p);
            for (var s = 1; s < seen; s++) largest = Vector256.Max(largest, Vector256.Load(p + 8 * s));
            var sum = Vector256<float>.Zero;
            for (var s = 0; s < seen; s++)
            {
                var e = VectorFunctions.HeldExp(Vector256.Load(p + 8 * s) - largest);
                sum += e;
                e.Store(p + 8 * s);
            }

            var scale = Vector256<float>.One / sum;
            for (var s = 0; s < seen; s++) (Vector256.Load(p + 8 * s) * scale).Store(p + 8 * s);
            if (seen < steps) new Span<float>(p + 8 * seen, 8 * (steps - seen)).Clear();
        }
    }

    /// <summary>From the gradient d by the weights p of a softmax to that by its scores, in place of d.</summary>
    public static void SoftmaxBackward(float* p, float* d, int steps)
    {
        for (var t = 0; t < steps; t++, p += 8 * steps, d += 8 * steps)
        {
            var sum = Vector256<float>.Zero;
            for (var s = 0; s < steps; s++) sum = Vector256.FusedMultiplyAdd(Vector256.Load(p + 8 * s), Vector256.Load(d + 8 * s), sum);
            for (var s = 0; s < steps; s++) (Vector256.Load(p + 8 * s) * (Vector256.Load(d + 8 * s) - sum)).Store(d + 8 * s);
        }
    }

    private static void One(float* a, int aInner, float* b, int bInner, float* c, int inner)
    {
        var sum = Vector256<float>.Zero;
        for (var k = 0; k < inner; k++) sum = Vector256.FusedMultiplyAdd(Vector256.Load(a + k * aInner), Vector256.Load(b + k * bInner), sum);
        sum.Store(c);
    }

    private static void ThreeByFour(float* a, int aRow, int aInner, float* b, int bRow, int bInner, float* c, int cRow, int cColumn, int inner)
    {
        float* a1 = a + aRow, a2 = a1 + aRow, b1 = b + bRow, b2 = b1 + bRow, b3 = b2 + bRow;
        Vector256<float> c00 = default, c01 = default, c02 = default, c03 = default, c10 = default, c11 = default;
        Vector256<float> c12 = default, c13 = default, c20 = default, c21 = default, c22 = default, c23 = default;
        for (var k = 0; k < inner; k++)
        {
            var (x0, x1, x2) = (Vector256.Load(a), Vector256.Load(a1), Vector256.Load(a2));
            a += aInner;
            a1 += aInner;
            a2 += aInner;
            var y = Vector256.Load(b);
            c00 = Vector256.FusedMultiplyAdd(x0, y, c00);
            c10 = Vector256.FusedMultiplyAdd(x1, y, c10);
            c20 = Vector256.FusedMultiplyAdd(x2, y, c20);
            y = Vector256.Load(b1);
            c01 = Vector256.FusedMultiplyAdd(x0, y, c01);
            c11 = Vector256.FusedMultiplyAdd(x1, y, c11);
            c21 = Vector256.FusedMultiplyAdd(x2, y, c21);
            y = Vector256.Load(b2);
            c02 = Vector256.FusedMultiplyAdd(x0, y, c02);
            c12 = Vector256.FusedMultiplyAdd(x1, y, c12);
            c22 = Vector256.FusedMultiplyAdd(x2, y, c22);
            y = Vector256.Load(b3);
            c03 = Vector256.FusedMultiplyAdd(x0, y, c03);
            c13 = Vector256.FusedMultiplyAdd(x1, y, c13);
            c23 = Vector256.FusedMultiplyAdd(x2, y, c23);
            b += bInner;
            b1 += bInner;
            b2 += bInner;
            b3 += bInner;
        }

        c00.Store(c);
        c01.Store(c + cColumn);
        c02.Store(c + 2 * cColumn);
        c03.Store(c + 3 * cColumn);
        c += cRow;
        c10.Store(c);
        c11.Store(c + cColumn);
        c12.Store(c + 2 * cColumn);
        c13.Store(c + 3 * cColumn);
        c += cRow;
        c20.Store(c);
        c21.Store(c + cColumn);
        c22.Store(c + 2 * cColumn);
        c23.Store(c + 3 * cColumn);
    }
}
