using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>Activations and their derivatives over whole vectors of sums.</summary>
internal static unsafe class ActivationKernels
{
    /// <summary>a = f(z); <paramref name="count"/> is a multiple of 8.</summary>
    public static void Forward(Activation activation, float* z, float* a, int count)
    {
        switch (activation)
        {
            case Activation.Tanh:
                for (var i = 0; i < count; i += 8) Tanh(Vector256.Load(z + i)).Store(a + i);
                break;
            case Activation.Relu:
                for (var i = 0; i < count; i += 8) Vector256.Max(Vector256.Load(z + i), Vector256<float>.Zero).Store(a + i);
                break;
            default:
                for (var i = 0; i < count; i += 8)
                {
                    var v = Vector256.Load(z + i);
                    (v * Logistic(v)).Store(a + i);
                }

                break;
        }
    }

    /// <summary>d = d · f'(z), given the sums and what <see cref="Forward"/> made of them.</summary>
    public static void Backward(Activation activation, float* z, float* a, float* d, int count)
    {
        var one = Vector256<float>.One;
        switch (activation)
        {
            case Activation.Tanh:
                for (var i = 0; i < count; i += 8)
                {
                    var v = Vector256.Load(a + i);
                    (Vector256.Load(d + i) * (one - v * v)).Store(d + i);
                }

                break;
            case Activation.Relu:
                for (var i = 0; i < count; i += 8)
                    Vector256.ConditionalSelect(Vector256.GreaterThan(Vector256.Load(z + i), Vector256<float>.Zero), Vector256.Load(d + i), Vector256<float>.Zero).Store(d + i);
                break;
            default:
                for (var i = 0; i < count; i += 8)
                {
                    var s = Logistic(Vector256.Load(z + i));
                    var v = Vector256.Load(a + i);
                    (Vector256.Load(d + i) * (v + s * (one - v))).Store(d + i);
                }

                break;
        }
    }

    /// <summary>
    /// Hyperbolic tangent: an odd polynomial (Cephes) where |x| is below 0.625, so that 0 stays exactly 0 and padded units never come to
    /// life; beyond it 1 - 2 / (exp(2|x|) + 1) in the form (1 - e) / (1 + e), e = exp(-2|x|), which cannot overflow. Error below 2e-7.
    /// </summary>
    private static Vector256<float> Tanh(Vector256<float> x)
    {
        var magnitude = Vector256.Abs(x);
        var e = Vector256.Exp(magnitude * -2f);
        var large = Vector256.CopySign((Vector256<float>.One - e) / (Vector256<float>.One + e), x);
        var z = x * x;
        var p = Vector256.FusedMultiplyAdd(Vector256.Create(-5.70498872745e-3f), z, Vector256.Create(2.06390887954e-2f));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(-5.37397155531e-2f));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(1.33314422036e-1f));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(-3.33332819422e-1f));
        var small = Vector256.FusedMultiplyAdd(p * z, x, x);
        return Vector256.ConditionalSelect(Vector256.LessThan(magnitude, Vector256.Create(0.625f)), small, large);
    }

    private static Vector256<float> Logistic(Vector256<float> x)
    {
        var held = Vector256.Max(Vector256.Min(x, Vector256.Create(80f)), Vector256.Create(-80f));
        return Vector256<float>.One / (Vector256<float>.One + Vector256.Exp(-held));
    }
}
