using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>Softmax of rows of values and its gradient.</summary>
internal static unsafe class SoftmaxKernels
{
    private static ReadOnlySpan<int> Places => [0, 1, 2, 3, 4, 5, 6, 7];

    /// <summary>y = exp(x - max) / Σ; padding columns of x may hold anything, those of y are set to zero.</summary>
    /// <param name="x">[rows, stride].</param>
    /// <param name="y">[rows, stride]; may be <paramref name="x"/>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Numbers of a row.</param>
    /// <param name="stride">Width with its padding, a multiple of 8.</param>
    public static void Forward(float* x, float* y, int rows, int width, int stride)
    {
        var whole = width / 8 * 8;
        var inside = Vector256.LessThan(Vector256.Create(Places), Vector256.Create(width - whole)).AsSingle();
        var lowest = Vector256.Create(float.NegativeInfinity);
        for (var row = 0; row < rows; row++, x += stride, y += stride)
        {
            var largest = lowest;
            for (var i = 0; i < whole; i += 8) largest = Vector256.Max(largest, Vector256.Load(x + i));
            if (whole < width) largest = Vector256.Max(largest, Vector256.ConditionalSelect(inside, Vector256.Load(x + whole), lowest));
            var top = Vector256.Create(Largest(largest));
            var sum = Vector256<float>.Zero;
            for (var i = 0; i < whole; i += 8)
            {
                var e = VectorFunctions.Exp(Vector256.Load(x + i) - top);
                e.Store(y + i);
                sum += e;
            }

            if (whole < width)
            {
                var e = VectorFunctions.Exp(Vector256.Load(x + whole) - top) & inside;
                e.Store(y + whole);
                sum += e;
            }

            var scale = Vector256.Create(1 / Vector256.Sum(sum));
            for (var i = 0; i < stride; i += 8) (Vector256.Load(y + i) * scale).Store(y + i);
        }
    }

    /// <summary>below = y · (above - Σ above · y), with y and above zero in padding columns.</summary>
    public static void Backward(float* y, float* above, float* below, int rows, int stride)
    {
        for (var row = 0; row < rows; row++, y += stride, above += stride, below += stride)
        {
            var sum = Vector256<float>.Zero;
            for (var i = 0; i < stride; i += 8) sum = Vector256.FusedMultiplyAdd(Vector256.Load(above + i), Vector256.Load(y + i), sum);
            var mean = Vector256.Create(Vector256.Sum(sum));
            for (var i = 0; i < stride; i += 8) (Vector256.Load(y + i) * (Vector256.Load(above + i) - mean)).Store(below + i);
        }
    }

    private static float Largest(Vector256<float> values)
    {
        var half = Vector128.Max(values.GetLower(), values.GetUpper());
        return Math.Max(Math.Max(half[0], half[1]), Math.Max(half[2], half[3]));
    }
}
