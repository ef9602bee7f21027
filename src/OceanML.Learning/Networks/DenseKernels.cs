using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>
/// The three matrix products of a fully connected layer, on 256-bit vectors of 32-bit floating point numbers, blocked to 4 rows by
/// 16 columns in registers. Rows are a multiple of <see cref="RowBlock"/> and widths of <see cref="SignalShape.VectorWidth"/>, so
/// there are no remainders. Every sum is taken in one fixed order with fused multiply-add: the same bytes on any number of threads.
/// </summary>
internal static unsafe class DenseKernels
{
    /// <summary>Rows handled at once.</summary>
    public const int RowBlock = 4;

    /// <summary>z = x·w + b, or x·w where <paramref name="b"/> is null.</summary>
    /// <param name="x">[rows, inner].</param>
    /// <param name="w">[inner, outer].</param>
    /// <param name="b">[outer] or null.</param>
    /// <param name="z">[rows, outer].</param>
    /// <param name="rows">Multiple of 4.</param>
    /// <param name="inner">Width of x.</param>
    /// <param name="outer">Width of z, a multiple of 8.</param>
    public static void Affine(float* x, float* w, float* b, float* z, int rows, int inner, int outer)
    {
        for (var row = 0; row < rows; row += RowBlock)
        {
            var x0 = x + (long)row * inner;
            var z0 = z + (long)row * outer;
            var column = 0;
            for (; column + 16 <= outer; column += 16) Affine4X16(x0, inner, w + column, outer, b is null ? null : b + column, z0 + column);
            if (column < outer) Affine4X8(x0, inner, w + column, outer, b is null ? null : b + column, z0 + column);
        }
    }

    /// <summary>z = z + x·w, as <see cref="Affine"/> but added to what is there.</summary>
    public static void AddProduct(float* x, float* w, float* z, int rows, int inner, int outer)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < outer; column += 8)
            {
                var sum = Vector256.Load(z + (long)row * outer + column);
                for (var i = 0; i < inner; i++) sum = Vector256.FusedMultiplyAdd(Vector256.Create(x[(long)row * inner + i]), Vector256.Load(w + (long)i * outer + column), sum);
                sum.Store(z + (long)row * outer + column);
            }
        }
    }

    /// <summary>g = xᵀ·d, the gradient of the weights.</summary>
    /// <param name="x">[rows, inner].</param>
    /// <param name="d">[rows, outer].</param>
    /// <param name="g">[inner, outer], overwritten.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="inner">Width of x, a multiple of 4.</param>
    /// <param name="outer">Width of d, a multiple of 8.</param>
    public static void Outer(float* x, float* d, float* g, int rows, int inner, int outer)
    {
        for (var i = 0; i < inner; i += 4)
        {
            var column = 0;
            for (; column + 16 <= outer; column += 16) Outer4X16(x + i, inner, d + column, outer, g + (long)i * outer + column, rows);
            if (column < outer) Outer4X8(x + i, inner, d + column, outer, g + (long)i * outer + column, rows);
        }
    }

    /// <summary>g = sum over rows of d, the gradient of the biases.</summary>
    public static void SumRows(float* d, float* g, int rows, int outer)
    {
        for (var column = 0; column < outer; column += 8)
        {
            var sum = Vector256<float>.Zero;
            for (var row = 0; row < rows; row++) sum += Vector256.Load(d + (long)row * outer + column);
            sum.Store(g + column);
        }
    }

    /// <summary>t = wᵀ.</summary>
    public static void Transpose(float* w, float* t, int inner, int outer)
    {
        for (var i = 0; i < inner; i++)
        {
            for (var o = 0; o < outer; o++) t[(long)o * inner + i] = w[(long)i * outer + o];
        }
    }

    private static void Affine4X16(float* x, int inner, float* w, int stride, float* b, float* z)
    {
        var (a00, a01) = b is null ? (Vector256<float>.Zero, Vector256<float>.Zero) : (Vector256.Load(b), Vector256.Load(b + 8));
        var (a10, a11, a20, a21, a30, a31) = (a00, a01, a00, a01, a00, a01);
        float* x1 = x + inner, x2 = x1 + inner, x3 = x2 + inner;
        for (var i = 0; i < inner; i++)
        {
            var w0 = Vector256.Load(w);
            var w1 = Vector256.Load(w + 8);
            w += stride;
            var v0 = Vector256.Create(x[i]);
            a00 = Vector256.FusedMultiplyAdd(v0, w0, a00);
            a01 = Vector256.FusedMultiplyAdd(v0, w1, a01);
            var v1 = Vector256.Create(x1[i]);
            a10 = Vector256.FusedMultiplyAdd(v1, w0, a10);
            a11 = Vector256.FusedMultiplyAdd(v1, w1, a11);
            var v2 = Vector256.Create(x2[i]);
            a20 = Vector256.FusedMultiplyAdd(v2, w0, a20);
            a21 = Vector256.FusedMultiplyAdd(v2, w1, a21);
            var v3 = Vector256.Create(x3[i]);
            a30 = Vector256.FusedMultiplyAdd(v3, w0, a30);
            a31 = Vector256.FusedMultiplyAdd(v3, w1, a31);
        }

        a00.Store(z);
        a01.Store(z + 8);
        a10.Store(z + stride);
        a11.Store(z + stride + 8);
        a20.Store(z + 2L * stride);
        a21.Store(z + 2L * stride + 8);
        a30.Store(z + 3L * stride);
        a31.Store(z + 3L * stride + 8);
    }

    private static void Affine4X8(float* x, int inner, float* w, int stride, float* b, float* z)
    {
        var a0 = b is null ? Vector256<float>.Zero : Vector256.Load(b);
        var (a1, a2, a3) = (a0, a0, a0);
        float* x1 = x + inner, x2 = x1 + inner, x3 = x2 + inner;
        for (var i = 0; i < inner; i++)
        {
            var w0 = Vector256.Load(w);
            w += stride;
            a0 = Vector256.FusedMultiplyAdd(Vector256.Create(x[i]), w0, a0);
            a1 = Vector256.FusedMultiplyAdd(Vector256.Create(x1[i]), w0, a1);
            a2 = Vector256.FusedMultiplyAdd(Vector256.Create(x2[i]), w0, a2);
            a3 = Vector256.FusedMultiplyAdd(Vector256.Create(x3[i]), w0, a3);
        }

        a0.Store(z);
        a1.Store(z + stride);
        a2.Store(z + 2L * stride);
        a3.Store(z + 3L * stride);
    }

    private static void Outer4X16(float* x, int inner, float* d, int outer, float* g, int rows)
    {
        var (a00, a01, a10, a11) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var (a20, a21, a30, a31) = (a00, a01, a10, a11);
        for (var row = 0; row < rows; row++)
        {
            var d0 = Vector256.Load(d);
            var d1 = Vector256.Load(d + 8);
            d += outer;
            var v0 = Vector256.Create(x[0]);
            a00 = Vector256.FusedMultiplyAdd(v0, d0, a00);
            a01 = Vector256.FusedMultiplyAdd(v0, d1, a01);
            var v1 = Vector256.Create(x[1]);
            a10 = Vector256.FusedMultiplyAdd(v1, d0, a10);
            a11 = Vector256.FusedMultiplyAdd(v1, d1, a11);
            var v2 = Vector256.Create(x[2]);
            a20 = Vector256.FusedMultiplyAdd(v2, d0, a20);
            a21 = Vector256.FusedMultiplyAdd(v2, d1, a21);
            var v3 = Vector256.Create(x[3]);
            a30 = Vector256.FusedMultiplyAdd(v3, d0, a30);
            a31 = Vector256.FusedMultiplyAdd(v3, d1, a31);
            x += inner;
        }

        a00.Store(g);
        a01.Store(g + 8);
        a10.Store(g + outer);
        a11.Store(g + outer + 8);
        a20.Store(g + 2L * outer);
        a21.Store(g + 2L * outer + 8);
        a30.Store(g + 3L * outer);
        a31.Store(g + 3L * outer + 8);
    }

    private static void Outer4X8(float* x, int inner, float* d, int outer, float* g, int rows)
    {
        var (a0, a1, a2, a3) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        for (var row = 0; row < rows; row++)
        {
            var d0 = Vector256.Load(d);
            d += outer;
            a0 = Vector256.FusedMultiplyAdd(Vector256.Create(x[0]), d0, a0);
            a1 = Vector256.FusedMultiplyAdd(Vector256.Create(x[1]), d0, a1);
            a2 = Vector256.FusedMultiplyAdd(Vector256.Create(x[2]), d0, a2);
            a3 = Vector256.FusedMultiplyAdd(Vector256.Create(x[3]), d0, a3);
            x += inner;
        }

        a0.Store(g);
        a1.Store(g + outer);
        a2.Store(g + 2L * outer);
        a3.Store(g + 3L * outer);
    }
}
