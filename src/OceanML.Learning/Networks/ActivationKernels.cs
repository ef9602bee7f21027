using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>Activations and their derivatives over whole vectors of sums.</summary>
internal static unsafe class ActivationKernels
{
    /// <summary>Slope of <see cref="Activation.LeakyRelu"/> below 0.</summary>
    public const float Leak = 0.01f;

    /// <summary>Whether f(0) = 0, so that padding stays zero by itself.</summary>
    public static bool KeepsZero(Activation activation) => activation is not (Activation.Sigmoid or Activation.Softplus);

    /// <summary>a = f(z); <paramref name="count"/> is a multiple of 8.</summary>
    public static void Forward(Activation activation, float* z, float* a, long count)
    {
        switch (activation)
        {
            case Activation.Tanh: Forward<TanhUnit>(z, a, count); break;
            case Activation.Relu: Forward<ReluUnit>(z, a, count); break;
            case Activation.Silu: Forward<SiluUnit>(z, a, count); break;
            case Activation.Gelu: Forward<GeluUnit>(z, a, count); break;
            case Activation.Sigmoid: Forward<SigmoidUnit>(z, a, count); break;
            case Activation.Softplus: Forward<SoftplusUnit>(z, a, count); break;
            case Activation.Elu: Forward<EluUnit>(z, a, count); break;
            case Activation.LeakyRelu: Forward<LeakyReluUnit>(z, a, count); break;
            default: Buffer.MemoryCopy(z, a, count * sizeof(float), count * sizeof(float)); break;
        }
    }

    /// <summary>below = above · f'(z), given the sums and what <see cref="Forward(Activation, float*, float*, long)"/> made of them.</summary>
    public static void Backward(Activation activation, float* z, float* a, float* above, float* below, long count)
    {
        switch (activation)
        {
            case Activation.Tanh: Backward<TanhUnit>(z, a, above, below, count); break;
            case Activation.Relu: Backward<ReluUnit>(z, a, above, below, count); break;
            case Activation.Silu: Backward<SiluUnit>(z, a, above, below, count); break;
            case Activation.Gelu: Backward<GeluUnit>(z, a, above, below, count); break;
            case Activation.Sigmoid: Backward<SigmoidUnit>(z, a, above, below, count); break;
            case Activation.Softplus: Backward<SoftplusUnit>(z, a, above, below, count); break;
            case Activation.Elu: Backward<EluUnit>(z, a, above, below, count); break;
            case Activation.LeakyRelu: Backward<LeakyReluUnit>(z, a, above, below, count); break;
            default: Buffer.MemoryCopy(above, below, count * sizeof(float), count * sizeof(float)); break;
        }
    }

    private static void Forward<TUnit>(float* z, float* a, long count)
        where TUnit : struct, IActivationUnit
    {
        for (var i = 0L; i < count; i += 8) TUnit.Value(Vector256.Load(z + i)).Store(a + i);
    }

    private static void Backward<TUnit>(float* z, float* a, float* above, float* below, long count)
        where TUnit : struct, IActivationUnit
    {
        for (var i = 0L; i < count; i += 8) (Vector256.Load(above + i) * TUnit.Slope(Vector256.Load(z + i), Vector256.Load(a + i))).Store(below + i);
    }
}
