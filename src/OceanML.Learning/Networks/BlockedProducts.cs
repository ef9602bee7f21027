using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>
/// Matrix products of parts of matrices: every operand has a stride of its own, and a product can be added to what is there. Blocked to
/// 4 rows by 24 columns in registers and to <see cref="Chunk"/> rows in the cache, so that long sequences are no slower than short ones.
/// Rows are a multiple of 4 and columns of 8. Every sum is taken in one fixed order with fused multiply-add.
/// </summary>
internal static unsafe class BlockedProducts
{
    /// <summary>Rows of which the values stay in the cache while all columns are computed.</summary>
    private const int Chunk = 64;

    /// <summary>z = x·w + b, or z = z + x·w where <paramref name="add"/>; <paramref name="b"/> may be null for none.</summary>
    public static void Multiply(float* x, int xStride, float* w, int wStride, float* b, float* z, int zStride, int rows, int inner, int columns, bool add)
    {
        for (var start = 0; start < rows; start += Chunk)
        {
            var end = Math.Min(rows, start + Chunk);
            for (int column = 0, width; column < columns; column += width)
            {
                width = Panel(columns - column);
                var bias = b is null ? null : b + column;
                for (var row = start; row < end; row += 4)
                {
                    float* x0 = x + (long)row * xStride, z0 = z + (long)row * zStride + column;
                    if (width == 24) Multiply4X24(x0, xStride, w + column, wStride, bias, z0, zStride, inner, add);
                    else if (width == 16) Multiply4X16(x0, xStride, w + column, wStride, bias, z0, zStride, inner, add);
                    else Multiply4X8(x0, xStride, w + column, wStride, bias, z0, zStride, inner, add);
                }
            }
        }
    }

    /// <summary>g = xᵀ·d, or g = g + xᵀ·d where <paramref name="add"/>; <paramref name="inner"/> is a multiple of 4.</summary>
    public static void Outer(float* x, int xStride, float* d, int dStride, float* g, int gStride, int rows, int inner, int columns, bool add)
    {
        for (var start = 0; start < rows; start += Chunk)
        {
            var count = Math.Min(rows - start, Chunk);
            for (int column = 0, width; column < columns; column += width)
            {
                width = Panel(columns - column);
                for (var i = 0; i < inner; i += 4)
                {
                    float* x0 = x + (long)start * xStride + i, d0 = d + (long)start * dStride + column, g0 = g + (long)i * gStride + column;
                    if (width == 24) Outer4X24(x0, xStride, d0, dStride, g0, gStride, count, add);
                    else if (width == 16) Outer4X16(x0, xStride, d0, dStride, g0, gStride, count, add);
                    else Outer4X8(x0, xStride, d0, dStride, g0, gStride, count, add);
                }
            }

            add = true;
        }
    }

    /// <summary>g = sum over rows of d, or g plus it.</summary>
    public static void SumRows(float* d, int dStride, float* g, int rows, int columns, bool add)
    {
        for (var column = 0; column < columns; column += 8)
        {
            var sum = add ? Vector256.Load(g + column) : Vector256<float>.Zero;
            for (var row = 0; row < rows; row++) sum += Vector256.Load(d + (long)row * dStride + column);
            sum.Store(g + column);
        }
    }

    /// <summary>t = wᵀ for w [rows, columns], both multiples of 8.</summary>
    public static void Transpose(float* w, int wStride, float* t, int tStride, int rows, int columns)
    {
        for (var row = 0; row < rows; row += 8)
        {
            for (var column = 0; column < columns; column += 8) VectorTranspose.Block(w + (long)row * wStride + column, wStride, t + (long)column * tStride + row, tStride);
        }
    }

    /// <summary>The widest panel that leaves no remainder slower than itself.</summary>
    private static int Panel(int columns) => columns >= 24 && columns != 32 ? 24 : columns >= 16 ? 16 : 8;

    private static void Multiply4X24(float* x0, int xStride, float* w, int wStride, float* b, float* z0, int zStride, int inner, bool add)
    {
        float* x1 = x0 + xStride, x2 = x1 + xStride, x3 = x2 + xStride, z1 = z0 + zStride, z2 = z1 + zStride, z3 = z2 + zStride;
        Vector256<float> a00, a01, a02, a10, a11, a12, a20, a21, a22, a30, a31, a32;
        if (add)
        {
            (a00, a01, a02) = (Vector256.Load(z0), Vector256.Load(z0 + 8), Vector256.Load(z0 + 16));
            (a10, a11, a12) = (Vector256.Load(z1), Vector256.Load(z1 + 8), Vector256.Load(z1 + 16));
            (a20, a21, a22) = (Vector256.Load(z2), Vector256.Load(z2 + 8), Vector256.Load(z2 + 16));
            (a30, a31, a32) = (Vector256.Load(z3), Vector256.Load(z3 + 8), Vector256.Load(z3 + 16));
        }
        else
        {
            (a00, a01, a02) = b is null ? default : (Vector256.Load(b), Vector256.Load(b + 8), Vector256.Load(b + 16));
            (a10, a11, a12, a20, a21, a22, a30, a31, a32) = (a00, a01, a02, a00, a01, a02, a00, a01, a02);
        }

        for (var i = 0; i < inner; i++)
        {
            var (w0, w1, w2) = (Vector256.Load(w), Vector256.Load(w + 8), Vector256.Load(w + 16));
            w += wStride;
            var v = Vector256.Create(x0[i]);
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

        a00.Store(z0);
        a01.Store(z0 + 8);
        a02.Store(z0 + 16);
        a10.Store(z1);
        a11.Store(z1 + 8);
        a12.Store(z1 + 16);
        a20.Store(z2);
        a21.Store(z2 + 8);
        a22.Store(z2 + 16);
        a30.Store(z3);
        a31.Store(z3 + 8);
        a32.Store(z3 + 16);
    }

    private static void Multiply4X16(float* x0, int xStride, float* w, int wStride, float* b, float* z0, int zStride, int inner, bool add)
    {
        float* x1 = x0 + xStride, x2 = x1 + xStride, x3 = x2 + xStride, z1 = z0 + zStride, z2 = z1 + zStride, z3 = z2 + zStride;
        Vector256<float> a00, a01, a10, a11, a20, a21, a30, a31;
        if (add)
        {
            (a00, a01, a10, a11) = (Vector256.Load(z0), Vector256.Load(z0 + 8), Vector256.Load(z1), Vector256.Load(z1 + 8));
            (a20, a21, a30, a31) = (Vector256.Load(z2), Vector256.Load(z2 + 8), Vector256.Load(z3), Vector256.Load(z3 + 8));
        }
        else
        {
            (a00, a01) = b is null ? default : (Vector256.Load(b), Vector256.Load(b + 8));
            (a10, a11, a20, a21, a30, a31) = (a00, a01, a00, a01, a00, a01);
        }

        for (var i = 0; i < inner; i++)
        {
            var (w0, w1) = (Vector256.Load(w), Vector256.Load(w + 8));
            w += wStride;
            var v0 = Vector256.Create(x0[i]);
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

        a00.Store(z0);
        a01.Store(z0 + 8);
        a10.Store(z1);
        a11.Store(z1 + 8);
        a20.Store(z2);
        a21.Store(z2 + 8);
        a30.Store(z3);
        a31.Store(z3 + 8);
    }

    private static void Multiply4X8(float* x0, int xStride, float* w, int wStride, float* b, float* z0, int zStride, int inner, bool add)
    {
        float* x1 = x0 + xStride, x2 = x1 + xStride, x3 = x2 + xStride, z1 = z0 + zStride, z2 = z1 + zStride, z3 = z2 + zStride;
        Vector256<float> a0, a1, a2, a3;
        if (add) (a0, a1, a2, a3) = (Vector256.Load(z0), Vector256.Load(z1), Vector256.Load(z2), Vector256.Load(z3));
        else
        {
            a0 = b is null ? default : Vector256.Load(b);
            (a1, a2, a3) = (a0, a0, a0);
        }

        for (var i = 0; i < inner; i++)
        {
            var w0 = Vector256.Load(w);
            w += wStride;
            a0 = Vector256.FusedMultiplyAdd(Vector256.Create(x0[i]), w0, a0);
            a1 = Vector256.FusedMultiplyAdd(Vector256.Create(x1[i]), w0, a1);
            a2 = Vector256.FusedMultiplyAdd(Vector256.Create(x2[i]), w0, a2);
            a3 = Vector256.FusedMultiplyAdd(Vector256.Create(x3[i]), w0, a3);
        }

        a0.Store(z0);
        a1.Store(z1);
        a2.Store(z2);
        a3.Store(z3);
    }

    private static void Outer4X24(float* x, int xStride, float* d, int dStride, float* g0, int gStride, int rows, bool add)
    {
        float* g1 = g0 + gStride, g2 = g1 + gStride, g3 = g2 + gStride;
        Vector256<float> a00 = default, a01 = default, a02 = default, a10 = default, a11 = default, a12 = default;
        Vector256<float> a20 = default, a21 = default, a22 = default, a30 = default, a31 = default, a32 = default;
        if (add)
        {
            (a00, a01, a02) = (Vector256.Load(g0), Vector256.Load(g0 + 8), Vector256.Load(g0 + 16));
            (a10, a11, a12) = (Vector256.Load(g1), Vector256.Load(g1 + 8), Vector256.Load(g1 + 16));
            (a20, a21, a22) = (Vector256.Load(g2), Vector256.Load(g2 + 8), Vector256.Load(g2 + 16));
            (a30, a31, a32) = (Vector256.Load(g3), Vector256.Load(g3 + 8), Vector256.Load(g3 + 16));
        }

        for (var row = 0; row < rows; row++)
        {
            var (d0, d1, d2) = (Vector256.Load(d), Vector256.Load(d + 8), Vector256.Load(d + 16));
            d += dStride;
            var v = Vector256.Create(x[0]);
            a00 = Vector256.FusedMultiplyAdd(v, d0, a00);
            a01 = Vector256.FusedMultiplyAdd(v, d1, a01);
            a02 = Vector256.FusedMultiplyAdd(v, d2, a02);
            v = Vector256.Create(x[1]);
            a10 = Vector256.FusedMultiplyAdd(v, d0, a10);
            a11 = Vector256.FusedMultiplyAdd(v, d1, a11);
            a12 = Vector256.FusedMultiplyAdd(v, d2, a12);
            v = Vector256.Create(x[2]);
            a20 = Vector256.FusedMultiplyAdd(v, d0, a20);
            a21 = Vector256.FusedMultiplyAdd(v, d1, a21);
            a22 = Vector256.FusedMultiplyAdd(v, d2, a22);
            v = Vector256.Create(x[3]);
            a30 = Vector256.FusedMultiplyAdd(v, d0, a30);
            a31 = Vector256.FusedMultiplyAdd(v, d1, a31);
            a32 = Vector256.FusedMultiplyAdd(v, d2, a32);
            x += xStride;
        }

        a00.Store(g0);
        a01.Store(g0 + 8);
        a02.Store(g0 + 16);
        a10.Store(g1);
        a11.Store(g1 + 8);
        a12.Store(g1 + 16);
        a20.Store(g2);
        a21.Store(g2 + 8);
        a22.Store(g2 + 16);
        a30.Store(g3);
        a31.Store(g3 + 8);
        a32.Store(g3 + 16);
    }

    private static void Outer4X16(float* x, int xStride, float* d, int dStride, float* g0, int gStride, int rows, bool add)
    {
        float* g1 = g0 + gStride, g2 = g1 + gStride, g3 = g2 + gStride;
        Vector256<float> a00 = default, a01 = default, a10 = default, a11 = default, a20 = default, a21 = default, a30 = default, a31 = default;
        if (add)
        {
            (a00, a01, a10, a11) = (Vector256.Load(g0), Vector256.Load(g0 + 8), Vector256.Load(g1), Vector256.Load(g1 + 8));
            (a20, a21, a30, a31) = (Vector256.Load(g2), Vector256.Load(g2 + 8), Vector256.Load(g3), Vector256.Load(g3 + 8));
        }

        for (var row = 0; row < rows; row++)
        {
            var (d0, d1) = (Vector256.Load(d), Vector256.Load(d + 8));
            d += dStride;
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
            x += xStride;
        }

        a00.Store(g0);
        a01.Store(g0 + 8);
        a10.Store(g1);
        a11.Store(g1 + 8);
        a20.Store(g2);
        a21.Store(g2 + 8);
        a30.Store(g3);
        a31.Store(g3 + 8);
    }

    private static void Outer4X8(float* x, int xStride, float* d, int dStride, float* g0, int gStride, int rows, bool add)
    {
        float* g1 = g0 + gStride, g2 = g1 + gStride, g3 = g2 + gStride;
        Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default;
        if (add) (a0, a1, a2, a3) = (Vector256.Load(g0), Vector256.Load(g1), Vector256.Load(g2), Vector256.Load(g3));
        for (var row = 0; row < rows; row++)
        {
            var d0 = Vector256.Load(d);
            d += dStride;
            a0 = Vector256.FusedMultiplyAdd(Vector256.Create(x[0]), d0, a0);
            a1 = Vector256.FusedMultiplyAdd(Vector256.Create(x[1]), d0, a1);
            a2 = Vector256.FusedMultiplyAdd(Vector256.Create(x[2]), d0, a2);
            a3 = Vector256.FusedMultiplyAdd(Vector256.Create(x[3]), d0, a3);
            x += xStride;
        }

        a0.Store(g0);
        a1.Store(g1);
        a2.Store(g2);
        a3.Store(g3);
    }
}
