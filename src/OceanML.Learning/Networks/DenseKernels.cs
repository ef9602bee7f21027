using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>
/// The matrix products of a fully connected layer, on 256-bit vectors of 32-bit floating point numbers, blocked in registers to 4 rows by
/// 24, 16 or 8 columns. Every sum is taken in one fixed order with fused multiply-add, the same for every block: the same bytes on any
/// number of threads, in any batch.
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
    /// <param name="rows">Number of rows.</param>
    /// <param name="inner">Width of x.</param>
    /// <param name="outer">Width of z, a multiple of 8.</param>
    public static void Affine(float* x, float* w, float* b, float* z, int rows, int inner, int outer) => Affine<IdentityUnit>(x, w, b, z, rows, inner, outer, outer);

    /// <summary>f(x·w + b) for an activation that keeps padding zero, or rows without padding.</summary>
    /// <param name="activation">f.</param>
    /// <param name="x">[rows, inner].</param>
    /// <param name="w">[inner, outer rounded up to a multiple of 8].</param>
    /// <param name="b">[outer rounded up], or null.</param>
    /// <param name="z">[rows, outer].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="inner">Width of x.</param>
    /// <param name="outer">Width of z.</param>
    public static void Affine(Activation activation, float* x, float* w, float* b, float* z, int rows, int inner, int outer)
    {
        var padded = SignalShape.Pad(outer);
        switch (activation)
        {
            case Activation.Tanh: Affine<TanhUnit>(x, w, b, z, rows, inner, padded, outer); break;
            case Activation.Relu: Affine<ReluUnit>(x, w, b, z, rows, inner, padded, outer); break;
            case Activation.Silu: Affine<SiluUnit>(x, w, b, z, rows, inner, padded, outer); break;
            case Activation.Gelu: Affine<GeluUnit>(x, w, b, z, rows, inner, padded, outer); break;
            case Activation.Sigmoid: Affine<SigmoidUnit>(x, w, b, z, rows, inner, padded, outer); break;
            case Activation.Softplus: Affine<SoftplusUnit>(x, w, b, z, rows, inner, padded, outer); break;
            case Activation.Elu: Affine<EluUnit>(x, w, b, z, rows, inner, padded, outer); break;
            case Activation.LeakyRelu: Affine<LeakyReluUnit>(x, w, b, z, rows, inner, padded, outer); break;
            default: Affine<IdentityUnit>(x, w, b, z, rows, inner, padded, outer); break;
        }
    }

    /// <summary>z = z + x·w, as <see cref="Affine(float*, float*, float*, float*, int, int, int)"/> but added to what is there.</summary>
    public static void AddProduct(float* x, float* w, float* z, int rows, int inner, int outer)
    {
        var row = 0;
        for (; row + 4 <= rows; row += 4)
        {
            float* x0 = x + (long)row * inner, x1 = x0 + inner, x2 = x1 + inner, x3 = x2 + inner;
            for (var column = 0; column < outer; column += 8)
            {
                var line = w + column;
                var at = z + (long)row * outer + column;
                var (s0, s1, s2, s3) = (Vector256.Load(at), Vector256.Load(at + outer), Vector256.Load(at + 2L * outer), Vector256.Load(at + 3L * outer));
                for (var i = 0; i < inner; i++, line += outer)
                {
                    var v = Vector256.Load(line);
                    s0 = Vector256.FusedMultiplyAdd(Vector256.Create(x0[i]), v, s0);
                    s1 = Vector256.FusedMultiplyAdd(Vector256.Create(x1[i]), v, s1);
                    s2 = Vector256.FusedMultiplyAdd(Vector256.Create(x2[i]), v, s2);
                    s3 = Vector256.FusedMultiplyAdd(Vector256.Create(x3[i]), v, s3);
                }

                s0.Store(at);
                s1.Store(at + outer);
                s2.Store(at + 2L * outer);
                s3.Store(at + 3L * outer);
            }
        }

        for (; row < rows; row++)
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
    public static void Outer(float* x, float* d, float* g, int rows, int inner, int outer) => BlockedProducts.Outer(x, inner, d, outer, g, outer, rows, inner, outer, add: false);

    /// <summary>g = sum over rows of d, the gradient of the biases.</summary>
    public static void SumRows(float* d, float* g, int rows, int outer)
    {
        var column = 0;
        for (; column + 24 <= outer; column += 24)
        {
            var (s0, s1, s2) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
            var line = d + column;
            for (var row = 0; row < rows; row++, line += outer)
            {
                s0 += Vector256.Load(line);
                s1 += Vector256.Load(line + 8);
                s2 += Vector256.Load(line + 16);
            }

            s0.Store(g + column);
            s1.Store(g + column + 8);
            s2.Store(g + column + 16);
        }

        for (; column < outer; column += 8)
        {
            var sum = Vector256<float>.Zero;
            for (var row = 0; row < rows; row++) sum += Vector256.Load(d + (long)row * outer + column);
            sum.Store(g + column);
        }
    }

    /// <summary>t = wᵀ.</summary>
    public static void Transpose(float* w, float* t, int inner, int outer)
    {
        var (wholeInner, wholeOuter) = (inner / 8 * 8, outer / 8 * 8);
        for (var i = 0; i < wholeInner; i += 8)
        {
            for (var o = 0; o < wholeOuter; o += 8) VectorTranspose.Block(w + (long)i * outer + o, outer, t + (long)o * inner + i, inner);
            for (var o = wholeOuter; o < outer; o++)
            {
                for (var k = i; k < i + 8; k++) t[(long)o * inner + k] = w[(long)k * outer + o];
            }
        }

        for (var i = wholeInner; i < inner; i++)
        {
            for (var o = 0; o < outer; o++) t[(long)o * inner + i] = w[(long)i * outer + o];
        }
    }

    /// <summary>How many of the columns left are taken together: no 8 are left over but the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Tile(int left) => left < 16 ? 8 : left % 24 == 0 || left >= 56 ? 24 : 16;

    private static void Affine<TUnit>(float* x, float* w, float* b, float* z, int rows, int inner, int stride, int outer)
        where TUnit : struct, IActivationUnit
    {
        var (blocks, whole, column) = (rows / RowBlock * RowBlock, outer / 8 * 8, 0);
        for (int width; column < whole; column += width)
        {
            width = Tile(whole - column);
            var bias = b is null ? null : b + column;
            if (width == 24) Affine4X24<TUnit>(x, inner, w + column, stride, bias, z + column, outer, blocks);
            else if (width == 16) Affine4X16<TUnit>(x, inner, w + column, stride, bias, z + column, outer, blocks);
            else Affine8X8<TUnit>(x, inner, w + column, stride, bias, z + column, outer, blocks, 8);
        }

        if (whole < outer) Affine8X8<TUnit>(x, inner, w + whole, stride, b is null ? null : b + whole, z + whole, outer, blocks, outer - whole);
        for (var row = blocks; row < rows; row++)
        {
            for (column = 0; column < outer; column += 8)
                Affine1X8<TUnit>(x + (long)row * inner, inner, w + column, stride, b is null ? null : b + column, z + (long)row * outer + column, Math.Min(8, outer - column));
        }
    }

    private static void Affine4X24<TUnit>(float* x, int inner, float* w, int stride, float* b, float* z, int line, int rows)
        where TUnit : struct, IActivationUnit
    {
        for (var end = x + (long)rows * inner; x < end; x += 4L * inner, z += 4L * line)
        {
            Vector256<float> a00 = default, a01 = default, a02 = default;
            if (b is not null) (a00, a01, a02) = (Vector256.Load(b), Vector256.Load(b + 8), Vector256.Load(b + 16));
            Vector256<float> a10 = a00, a11 = a01, a12 = a02, a20 = a00, a21 = a01, a22 = a02, a30 = a00, a31 = a01, a32 = a02;
            float* x1 = x + inner, x2 = x1 + inner, x3 = x2 + inner, weights = w;
            for (var i = 0; i < inner; i++, weights += stride)
            {
                var (w0, w1, w2) = (Vector256.Load(weights), Vector256.Load(weights + 8), Vector256.Load(weights + 16));
                var v = Vector256.Create(x[i]);
                a00 = Vector256.FusedMultiplyAdd(v, w0, a00);
                a01 = Vector256.FusedMultiplyAdd(v, w1, a01);
                a02 = Vector256.FusedMultiplyAdd(v, w2, a02);
                v = Vector256.Create(x1[i]);
                a10 = Vector256.FusedMultiplyAdd(v, w0, a10);
                a11 = Vector256.FusedMultiplyAdd(v, w1, a11);
                a12 = Vector256.FusedMultiplyAdd(v, w2, a12);
                v = Vector256.Create(x2[i]);
                a20 = Vector256.FusedMultiplyAdd(v, w0, a20);
                a21 = Vector256.FusedMultiplyAdd(v, w1, a21);
                a22 = Vector256.FusedMultiplyAdd(v, w2, a22);
                v = Vector256.Create(x3[i]);
                a30 = Vector256.FusedMultiplyAdd(v, w0, a30);
                a31 = Vector256.FusedMultiplyAdd(v, w1, a31);
                a32 = Vector256.FusedMultiplyAdd(v, w2, a32);
            }

            var at = z;
            TUnit.Value(a00).Store(at);
            TUnit.Value(a01).Store(at + 8);
            TUnit.Value(a02).Store(at + 16);
            at += line;
            TUnit.Value(a10).Store(at);
            TUnit.Value(a11).Store(at + 8);
            TUnit.Value(a12).Store(at + 16);
            at += line;
            TUnit.Value(a20).Store(at);
            TUnit.Value(a21).Store(at + 8);
            TUnit.Value(a22).Store(at + 16);
            at += line;
            TUnit.Value(a30).Store(at);
            TUnit.Value(a31).Store(at + 8);
            TUnit.Value(a32).Store(at + 16);
        }
    }

    private static void Affine4X16<TUnit>(float* x, int inner, float* w, int stride, float* b, float* z, int line, int rows)
        where TUnit : struct, IActivationUnit
    {
        for (var end = x + (long)rows * inner; x < end; x += 4L * inner, z += 4L * line)
        {
            Vector256<float> a00 = default, a01 = default;
            if (b is not null) (a00, a01) = (Vector256.Load(b), Vector256.Load(b + 8));
            Vector256<float> a10 = a00, a11 = a01, a20 = a00, a21 = a01, a30 = a00, a31 = a01;
            float* x1 = x + inner, x2 = x1 + inner, x3 = x2 + inner, weights = w;
            for (var i = 0; i < inner; i++, weights += stride)
            {
                var (w0, w1) = (Vector256.Load(weights), Vector256.Load(weights + 8));
                var v = Vector256.Create(x[i]);
                a00 = Vector256.FusedMultiplyAdd(v, w0, a00);
                a01 = Vector256.FusedMultiplyAdd(v, w1, a01);
                v = Vector256.Create(x1[i]);
                a10 = Vector256.FusedMultiplyAdd(v, w0, a10);
                a11 = Vector256.FusedMultiplyAdd(v, w1, a11);
                v = Vector256.Create(x2[i]);
                a20 = Vector256.FusedMultiplyAdd(v, w0, a20);
                a21 = Vector256.FusedMultiplyAdd(v, w1, a21);
                v = Vector256.Create(x3[i]);
                a30 = Vector256.FusedMultiplyAdd(v, w0, a30);
                a31 = Vector256.FusedMultiplyAdd(v, w1, a31);
            }

            var at = z;
            TUnit.Value(a00).Store(at);
            TUnit.Value(a01).Store(at + 8);
            at += line;
            TUnit.Value(a10).Store(at);
            TUnit.Value(a11).Store(at + 8);
            at += line;
            TUnit.Value(a20).Store(at);
            TUnit.Value(a21).Store(at + 8);
            at += line;
            TUnit.Value(a30).Store(at);
            TUnit.Value(a31).Store(at + 8);
        }
    }

    private static void Affine8X8<TUnit>(float* x, int inner, float* w, int stride, float* b, float* z, int line, int rows, int columns)
        where TUnit : struct, IActivationUnit
    {
        var start = b is null ? Vector256<float>.Zero : Vector256.Load(b);
        for (; rows >= 8; rows -= 8, x += 8L * inner, z += 8L * line)
        {
            Vector256<float> a0 = start, a1 = start, a2 = start, a3 = start, a4 = start, a5 = start, a6 = start, a7 = start;
            float* x4 = x + 4L * inner, weights = w;
            for (var i = 0; i < inner; i++, weights += stride)
            {
                var v = Vector256.Load(weights);
                a0 = Vector256.FusedMultiplyAdd(Vector256.Create(x[i]), v, a0);
                a1 = Vector256.FusedMultiplyAdd(Vector256.Create(x[inner + i]), v, a1);
                a2 = Vector256.FusedMultiplyAdd(Vector256.Create(x[2L * inner + i]), v, a2);
                a3 = Vector256.FusedMultiplyAdd(Vector256.Create(x[3L * inner + i]), v, a3);
                a4 = Vector256.FusedMultiplyAdd(Vector256.Create(x4[i]), v, a4);
                a5 = Vector256.FusedMultiplyAdd(Vector256.Create(x4[inner + i]), v, a5);
                a6 = Vector256.FusedMultiplyAdd(Vector256.Create(x4[2L * inner + i]), v, a6);
                a7 = Vector256.FusedMultiplyAdd(Vector256.Create(x4[3L * inner + i]), v, a7);
            }

            Store(TUnit.Value(a0), z, columns);
            Store(TUnit.Value(a1), z + line, columns);
            Store(TUnit.Value(a2), z + 2L * line, columns);
            Store(TUnit.Value(a3), z + 3L * line, columns);
            Store(TUnit.Value(a4), z + 4L * line, columns);
            Store(TUnit.Value(a5), z + 5L * line, columns);
            Store(TUnit.Value(a6), z + 6L * line, columns);
            Store(TUnit.Value(a7), z + 7L * line, columns);
        }

        for (; rows > 0; rows--, x += inner, z += line) Affine1X8<TUnit>(x, inner, w, stride, b, z, columns);
    }

    private static void Affine1X8<TUnit>(float* x, int inner, float* w, int stride, float* b, float* z, int columns)
        where TUnit : struct, IActivationUnit
    {
        var sum = b is null ? Vector256<float>.Zero : Vector256.Load(b);
        for (var i = 0; i < inner; i++, w += stride) sum = Vector256.FusedMultiplyAdd(Vector256.Create(x[i]), Vector256.Load(w), sum);
        Store(TUnit.Value(sum), z, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> values, float* z, int columns)
    {
        if (columns == 8)
        {
            values.Store(z);
            return;
        }

        for (var i = 0; i < columns; i++) z[i] = values[i];
    }
}
