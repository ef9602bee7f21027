using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>Smooth forms of max(x, 0) and of a step, which cannot overflow.</summary>
internal static class SmoothFunctions
{
    /// <summary>ln(1 + exp(x)).</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    /// <summary>ln(1 + exp(x)).</summary>
    public static Vector256<float> Softplus(Vector256<float> x) =>
        Vector256.Max(x, Vector256<float>.Zero) + Vector256.Log(Vector256<float>.One + Vector256.Exp(-Vector256.Abs(x)));

    /// <summary>1 / (1 + exp(-x)), the slope of <see cref="Softplus(Vector256{float})"/>.</summary>
    public static Vector256<float> Logistic(Vector256<float> x)
    {
        var e = Vector256.Exp(-Vector256.Abs(x));
        var positive = Vector256<float>.One / (Vector256<float>.One + e);
        return Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(x, Vector256<float>.Zero), positive, e * positive);
    }
}
