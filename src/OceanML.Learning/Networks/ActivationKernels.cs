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

    /// <summary>Hyperbolic tangent as (1 - e) / (1 + e) with e = exp(-2|x|), which cannot overflow; absolute error below 2e-7.</summary>
    private static Vector256<float> Tanh(Vector256<float> x)
    {
        var e = Vector256.Exp(Vector256.Abs(x) * -2f);
        var positive = (Vector256<float>.One - e) / (Vector256<float>.One + e);
        return Vector256.CopySign(positive, x);
    }

    private static Vector256<float> Logistic(Vector256<float> x)
    {
        var held = Vector256.Max(Vector256.Min(x, Vector256.Create(80f)), Vector256.Create(-80f));
        return Vector256<float>.One / (Vector256<float>.One + Vector256.Exp(-held));
    }
}
