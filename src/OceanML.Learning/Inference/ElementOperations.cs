using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>An operation on each element by itself.</summary>
internal interface IUnaryOperation
{
    Vector256<float> Apply(Vector256<float> x);
}

/// <summary>An operation on pairs of elements.</summary>
internal interface IBinaryOperation
{
    Vector256<float> Apply(Vector256<float> a, Vector256<float> b);
}

internal readonly struct AbsOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => Vector256.Abs(x);
}

internal readonly struct NegOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => -x;
}

internal readonly struct ReciprocalOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => Vector256<float>.One / x;
}

internal readonly struct SqrtOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => Vector256.Sqrt(x);
}

internal readonly struct ExpOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => Vector256.Exp(x);
}

internal readonly struct LogOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => Vector256.Log(x);
}

internal readonly struct ReluOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => Vector256.Max(x, Vector256<float>.Zero);
}

internal readonly struct LeakyReluOperation(float alpha) : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<float>.Zero), x * alpha, x);
}

internal readonly struct EluOperation(float alpha) : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) =>
        Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<float>.Zero), (Vector256.Exp(x) - Vector256<float>.One) * alpha, x);
}

internal readonly struct SigmoidOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => Vector256<float>.One / (Vector256<float>.One + Vector256.Exp(-x));
}

internal readonly struct SoftplusOperation : IUnaryOperation
{
    // ln(1 + e^x) without overflow for large x.
    public Vector256<float> Apply(Vector256<float> x) =>
        Vector256.Max(x, Vector256<float>.Zero) + Vector256.Log(Vector256<float>.One + Vector256.Exp(-Vector256.Abs(x)));
}

internal readonly struct TanhOperation : IUnaryOperation
{
    // Near 0 the polynomial of Cephes (Moshier 1989, tanhf), elsewhere by the exponential: 1 - 2 / (e^2|x| + 1).
    public Vector256<float> Apply(Vector256<float> x)
    {
        var size = Vector256.Abs(x);
        var one = Vector256<float>.One;
        var far = one - (Vector256.Create(2f) / (Vector256.Exp(size + size) + one));
        far = Vector256.CopySign(far, x);
        var z = x * x;
        var series = Vector256.FusedMultiplyAdd(Vector256.Create(-5.70498872745e-3f), z, Vector256.Create(2.06390887954e-2f));
        series = Vector256.FusedMultiplyAdd(series, z, Vector256.Create(-5.37397155531e-2f));
        series = Vector256.FusedMultiplyAdd(series, z, Vector256.Create(1.33314422036e-1f));
        series = Vector256.FusedMultiplyAdd(series, z, Vector256.Create(-3.33332819422e-1f));
        var near = Vector256.FusedMultiplyAdd(series * z, x, x);
        return Vector256.ConditionalSelect(Vector256.LessThan(size, Vector256.Create(0.625f)), near, far);
    }
}

internal readonly struct ErfOperation : IUnaryOperation
{
    // Abramowitz and Stegun 7.1.26: |error| < 1.5e-7.
    public Vector256<float> Apply(Vector256<float> x)
    {
        var size = Vector256.Abs(x);
        var t = Vector256<float>.One / Vector256.FusedMultiplyAdd(Vector256.Create(0.3275911f), size, Vector256<float>.One);
        var sum = Vector256.FusedMultiplyAdd(Vector256.Create(1.061405429f), t, Vector256.Create(-1.453152027f));
        sum = Vector256.FusedMultiplyAdd(sum, t, Vector256.Create(1.421413741f));
        sum = Vector256.FusedMultiplyAdd(sum, t, Vector256.Create(-0.284496736f));
        sum = Vector256.FusedMultiplyAdd(sum, t, Vector256.Create(0.254829592f));
        return Vector256.CopySign(Vector256<float>.One - (sum * t * Vector256.Exp(-(size * size))), x);
    }
}

internal readonly struct AddOperation : IBinaryOperation
{
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b) => a + b;
}

internal readonly struct SubOperation : IBinaryOperation
{
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b) => a - b;
}

internal readonly struct MulOperation : IBinaryOperation
{
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b) => a * b;
}

internal readonly struct DivOperation : IBinaryOperation
{
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b) => a / b;
}

internal readonly struct MinOperation : IBinaryOperation
{
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b) => Vector256.Min(a, b);
}

internal readonly struct MaxOperation : IBinaryOperation
{
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b) => Vector256.Max(a, b);
}

internal readonly struct LessOperation : IBinaryOperation
{
    // Truth is 1, as a number: Where and Cast take it so.
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b) => Vector256.LessThan(a, b) & Vector256<float>.One;
}

internal readonly struct GreaterOperation : IBinaryOperation
{
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b) => Vector256.GreaterThan(a, b) & Vector256<float>.One;
}

internal readonly struct PowOperation : IBinaryOperation
{
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b)
    {
        Span<float> values = stackalloc float[Vector256<float>.Count];
        for (var i = 0; i < values.Length; i++) values[i] = MathF.Pow(a[i], b[i]);
        return Vector256.Create<float>(values);
    }
}
