using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace OceanML.Learning;

/// <summary>Turns blocks of 8 by 8 numbers.</summary>
internal static unsafe class VectorTranspose
{
    /// <summary>to[j, i] = from[i, j] for i and j from 0 to 7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Block(float* from, int fromStride, float* to, int toStride)
    {
        if (!Avx.IsSupported)
        {
            for (var i = 0; i < 8; i++)
            {
                for (var j = 0; j < 8; j++) to[(long)j * toStride + i] = from[(long)i * fromStride + j];
            }

            return;
        }

        var (a0, a1, a2, a3) = (Line(from, fromStride, 0), Line(from, fromStride, 1), Line(from, fromStride, 2), Line(from, fromStride, 3));
        var (a4, a5, a6, a7) = (Line(from, fromStride, 4), Line(from, fromStride, 5), Line(from, fromStride, 6), Line(from, fromStride, 7));
        var (b0, b1, b2, b3) = (Avx.UnpackLow(a0, a1), Avx.UnpackHigh(a0, a1), Avx.UnpackLow(a2, a3), Avx.UnpackHigh(a2, a3));
        var (b4, b5, b6, b7) = (Avx.UnpackLow(a4, a5), Avx.UnpackHigh(a4, a5), Avx.UnpackLow(a6, a7), Avx.UnpackHigh(a6, a7));
        (a0, a1, a2, a3) = (Avx.Shuffle(b0, b2, 0x44), Avx.Shuffle(b0, b2, 0xEE), Avx.Shuffle(b1, b3, 0x44), Avx.Shuffle(b1, b3, 0xEE));
        (a4, a5, a6, a7) = (Avx.Shuffle(b4, b6, 0x44), Avx.Shuffle(b4, b6, 0xEE), Avx.Shuffle(b5, b7, 0x44), Avx.Shuffle(b5, b7, 0xEE));
        Avx.Permute2x128(a0, a4, 0x20).Store(to);
        Avx.Permute2x128(a1, a5, 0x20).Store(to + toStride);
        Avx.Permute2x128(a2, a6, 0x20).Store(to + 2L * toStride);
        Avx.Permute2x128(a3, a7, 0x20).Store(to + 3L * toStride);
        Avx.Permute2x128(a0, a4, 0x31).Store(to + 4L * toStride);
        Avx.Permute2x128(a1, a5, 0x31).Store(to + 5L * toStride);
        Avx.Permute2x128(a2, a6, 0x31).Store(to + 6L * toStride);
        Avx.Permute2x128(a3, a7, 0x31).Store(to + 7L * toStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Line(float* from, int stride, int line) => Vector256.Load(from + (long)line * stride);
}
