using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>
/// Elementary functions on eight 32-bit numbers at once, each a short polynomial or rational, without branches: the same bytes wherever
/// they run. NaN stays NaN, and the functions that pass through 0 give exactly 0 there, so that padding never comes to life.
/// </summary>
internal static class VectorFunctions
{
    /// <summary>e^x, relative error below 2e-7; infinite beyond 88.7 and 0 below -87.3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x)
    {
        var y = Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256.Create(88.72283f)), Vector256.Create(float.PositiveInfinity), HeldExp(x));
        return Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(-87.33654f)), Vector256<float>.Zero, y);
    }

    /// <summary>e^x with x held within what a number of 32 bits can be: for sums and quotients in which the ends do not matter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> HeldExp(Vector256<float> x)
    {
        // The reduction and polynomial of Cephes (Moshier 1989, expf). Adding 1.5·2^23 rounds to a whole number and leaves it in the low
        // bits, from where it moves into the exponent.
        x = Held(x, Vector256.Create(-87.33654f), Vector256.Create(88.72283f));
        var shifted = Vector256.FusedMultiplyAdd(x, Vector256.Create(1.44269504f), Vector256.Create(12582912f));
        var whole = shifted - Vector256.Create(12582912f);
        var r = Vector256.FusedMultiplyAdd(whole, Vector256.Create(-0.693359375f), x);
        r = Vector256.FusedMultiplyAdd(whole, Vector256.Create(2.12194440e-4f), r);
        var p = Vector256.FusedMultiplyAdd(Vector256.Create(1.9875691500e-4f), r, Vector256.Create(1.3981999507e-3f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(8.3334519073e-3f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(4.1665795894e-2f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(1.6666665459e-1f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(5.0000001201e-1f));
        var y = Vector256.FusedMultiplyAdd(p, r * r, r) + Vector256<float>.One;
        return (y.AsInt32() + (shifted.AsInt32() << 23)).AsSingle();
    }

    /// <summary>Hyperbolic tangent, an odd rational of degree 13 over 6 (the coefficients of Eigen, generic_fast_tanh_float); error below 4e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        x = Held(x, Vector256.Create(-7.90531111f), Vector256.Create(7.90531111f));
        var z = x * x;
        var p = Vector256.FusedMultiplyAdd(Vector256.Create(-2.76076847742355e-16f), z, Vector256.Create(2.00018790482477e-13f));
        var q = Vector256.FusedMultiplyAdd(Vector256.Create(1.19825839466702e-06f), z, Vector256.Create(1.18534705686654e-04f));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(-8.60467152213735e-11f));
        q = Vector256.FusedMultiplyAdd(q, z, Vector256.Create(2.26843463243900e-03f));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(5.12229709037114e-08f));
        q = Vector256.FusedMultiplyAdd(q, z, Vector256.Create(4.89352518554385e-03f));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(1.48572235717979e-05f));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(6.37261928875436e-04f));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(4.89352455891786e-03f));
        return x * p / q;
    }

    /// <summary>1 / (1 + e^-x), relative error below 3e-7 down to -87.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => Vector256<float>.One / (Vector256<float>.One + HeldExp(-x));

    /// <summary>ln(1 + e^x), without overflow for large x and without loss of digits for negative ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Softplus(Vector256<float> x)
    {
        // ln(1 + e) = ln(u) · e / (u - 1) with u the rounded 1 + e: the rounding cancels (Goldberg 1991, doi:10.1145/103162.103163, theorem 4).
        var e = HeldExp(-Vector256.Abs(x));
        var u = Vector256<float>.One + e;
        var rounded = u - Vector256<float>.One;
        var log = Vector256.ConditionalSelect(Vector256.Equals(rounded, Vector256<float>.Zero), e, Vector256.Log(u) * e / rounded);
        return Vector256.MaxNative(Vector256<float>.Zero, x) + log;
    }

    /// <summary>The error function by Abramowitz and Stegun 7.1.26, |error| below 5e-7; 0 at 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Erf(Vector256<float> x)
    {
        var size = Vector256.Abs(x);
        var t = Vector256<float>.One / Vector256.FusedMultiplyAdd(Vector256.Create(0.3275911f), size, Vector256<float>.One);
        var sum = Vector256.FusedMultiplyAdd(Vector256.Create(1.061405429f), t, Vector256.Create(-1.453152027f));
        sum = Vector256.FusedMultiplyAdd(sum, t, Vector256.Create(1.421413741f));
        sum = Vector256.FusedMultiplyAdd(sum, t, Vector256.Create(-0.284496736f));
        sum = Vector256.FusedMultiplyAdd(sum, t, Vector256.Create(0.254829592f));
        var far = Vector256<float>.One - (sum * t * HeldExp(-(x * x)));

        // Near 0 the difference from 1 has no digits left: the first terms of the series.
        var z = x * x;
        var series = Vector256.FusedMultiplyAdd(z, Vector256.Create(5.2239776e-3f), Vector256.Create(-0.026866171f));
        series = Vector256.FusedMultiplyAdd(z, series, Vector256.Create(0.11283792f));
        series = Vector256.FusedMultiplyAdd(z, series, Vector256.Create(-0.37612639f));
        series = Vector256.FusedMultiplyAdd(z, series, Vector256.Create(1.1283792f)) * x;
        return Vector256.ConditionalSelect(Vector256.LessThan(size, Vector256.Create(0.2f)), series, Vector256.CopySign(far, x));
    }

    // The second argument of the processor's minimum and maximum is the result where one of them is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Held(Vector256<float> x, Vector256<float> low, Vector256<float> high) =>
        Vector256.MinNative(high, Vector256.MaxNative(low, x));
}
