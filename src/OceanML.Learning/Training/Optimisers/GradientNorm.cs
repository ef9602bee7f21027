using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>The length of a gradient, and its bound.</summary>
public static unsafe class GradientNorm
{
    /// <summary>Shortens a gradient to a length where it is longer (Pascanu et al. 2013, arXiv:1211.5063); its direction stays.</summary>
    /// <param name="gradient">The gradient by all parameters; a multiple of 8 long.</param>
    /// <param name="longest">The length, above 0.</param>
    /// <returns>The length before.</returns>
    public static double Clip(Span<float> gradient, float longest)
    {
        var sums = Vector256<double>.Zero;
        fixed (float* g = gradient)
        {
            for (var i = 0; i < gradient.Length; i += 8)
            {
                var (low, high) = Vector256.Widen(Vector256.Load(g + i));
                sums = Vector256.FusedMultiplyAdd(low, low, sums);
                sums = Vector256.FusedMultiplyAdd(high, high, sums);
            }

            var norm = Math.Sqrt(Vector256.Sum(sums));
            if (!(norm > longest)) return norm;
            var factor = Vector256.Create((float)(longest / norm));
            for (var i = 0; i < gradient.Length; i += 8) (Vector256.Load(g + i) * factor).Store(g + i);
            return norm;
        }
    }
}
