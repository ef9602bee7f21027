using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>An activation of eight sums at once, for kernels that are made for each activation.</summary>
internal interface IActivationUnit
{
    /// <summary>f(z).</summary>
    static abstract Vector256<float> Value(Vector256<float> z);

    /// <summary>f'(z), given z and a = f(z).</summary>
    static abstract Vector256<float> Slope(Vector256<float> z, Vector256<float> a);
}

internal readonly struct IdentityUnit : IActivationUnit
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Value(Vector256<float> z) => z;

    public static Vector256<float> Slope(Vector256<float> z, Vector256<float> a) => Vector256<float>.One;
}

internal readonly struct TanhUnit : IActivationUnit
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Value(Vector256<float> z) => VectorFunctions.Tanh(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Slope(Vector256<float> z, Vector256<float> a) => Vector256<float>.One - a * a;
}

internal readonly struct ReluUnit : IActivationUnit
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Value(Vector256<float> z) => Vector256.MaxNative(Vector256<float>.Zero, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Slope(Vector256<float> z, Vector256<float> a) => Vector256.GreaterThan(z, Vector256<float>.Zero) & Vector256<float>.One;
}

internal readonly struct SiluUnit : IActivationUnit
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Value(Vector256<float> z) => z * VectorFunctions.Sigmoid(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Slope(Vector256<float> z, Vector256<float> a)
    {
        var s = VectorFunctions.Sigmoid(z);
        return a + s * (Vector256<float>.One - a);
    }
}

internal readonly struct GeluUnit : IActivationUnit
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Value(Vector256<float> z) => z * Distribution(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Slope(Vector256<float> z, Vector256<float> a) =>
        Vector256.FusedMultiplyAdd(z * 0.3989422804f, VectorFunctions.HeldExp(z * z * -0.5f), Distribution(z));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Distribution(Vector256<float> z) =>
        Vector256.FusedMultiplyAdd(VectorFunctions.Erf(z * 0.7071067812f), Vector256.Create(0.5f), Vector256.Create(0.5f));
}

internal readonly struct SigmoidUnit : IActivationUnit
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Value(Vector256<float> z) => VectorFunctions.Sigmoid(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Slope(Vector256<float> z, Vector256<float> a) => a * (Vector256<float>.One - a);
}

internal readonly struct SoftplusUnit : IActivationUnit
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Value(Vector256<float> z) => VectorFunctions.Softplus(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Slope(Vector256<float> z, Vector256<float> a) => VectorFunctions.Sigmoid(z);
}

internal readonly struct EluUnit : IActivationUnit
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Value(Vector256<float> z) =>
        Vector256.ConditionalSelect(Vector256.LessThan(z, Vector256<float>.Zero), VectorFunctions.HeldExp(z) - Vector256<float>.One, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Slope(Vector256<float> z, Vector256<float> a) =>
        Vector256.ConditionalSelect(Vector256.LessThan(z, Vector256<float>.Zero), a + Vector256<float>.One, Vector256<float>.One);
}

internal readonly struct LeakyReluUnit : IActivationUnit
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Value(Vector256<float> z) =>
        Vector256.ConditionalSelect(Vector256.LessThan(z, Vector256<float>.Zero), z * ActivationKernels.Leak, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Slope(Vector256<float> z, Vector256<float> a) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(z, Vector256<float>.Zero), Vector256<float>.One, Vector256.Create(ActivationKernels.Leak));
}
