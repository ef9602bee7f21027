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

    /// <summary>The same on integers: shapes and indices that a graph works out at run time.</summary>
    long Apply(long a, long b);
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
    public Vector256<float> Apply(Vector256<float> x) => VectorFunctions.Exp(x);
}

internal readonly struct LogOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => Vector256.Log(x);
}

internal readonly struct ReluOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => Vector256.MaxNative(Vector256<float>.Zero, x);
}

internal readonly struct LeakyReluOperation(float alpha) : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<float>.Zero), x * alpha, x);
}

internal readonly struct ThresholdedReluOperation(float alpha) : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256.Create(alpha)), x, x * 0f);
}

internal readonly struct EluOperation(float alpha) : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) =>
        Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<float>.Zero), (VectorFunctions.Exp(x) - Vector256<float>.One) * alpha, x);
}

internal readonly struct CeluOperation(float alpha) : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) =>
        Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<float>.Zero), (VectorFunctions.Exp(x / alpha) - Vector256<float>.One) * alpha, x);
}

internal readonly struct SeluOperation(float alpha, float gamma) : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) =>
        Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<float>.Zero), (VectorFunctions.Exp(x) - Vector256<float>.One) * alpha, x) * gamma;
}

internal readonly struct GeluOperation(bool tangent) : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x)
    {
        var half = x * 0.5f;
        return tangent
            ? Vector256.FusedMultiplyAdd(half, VectorFunctions.Tanh((x + x * x * x * 0.044715f) * 0.7978845608f), half)
            : Vector256.FusedMultiplyAdd(half, VectorFunctions.Erf(x * 0.7071067812f), half);
    }
}

internal readonly struct MishOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => x * VectorFunctions.Tanh(VectorFunctions.Softplus(x));
}

internal readonly struct SoftsignOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => x / (Vector256<float>.One + Vector256.Abs(x));
}

internal readonly struct HardSigmoidOperation(float alpha, float beta) : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) =>
        Vector256.MinNative(Vector256<float>.One, Vector256.MaxNative(Vector256<float>.Zero, x * alpha + Vector256.Create(beta)));
}

internal readonly struct HardSwishOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => x * new HardSigmoidOperation(1f / 6, 0.5f).Apply(x);
}

internal readonly struct SigmoidOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => VectorFunctions.Sigmoid(x);
}

internal readonly struct SoftplusOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => VectorFunctions.Softplus(x);
}

internal readonly struct TanhOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => VectorFunctions.Tanh(x);
}

internal readonly struct ErfOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => VectorFunctions.Erf(x);
}

internal readonly struct FloorOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => Vector256.Floor(x);
}

internal readonly struct CeilOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => Vector256.Ceiling(x);
}

internal readonly struct RoundOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => Vector256.Round(x);
}

internal readonly struct SignOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) =>
        (Vector256.GreaterThan(x, Vector256<float>.Zero) & Vector256<float>.One) - (Vector256.LessThan(x, Vector256<float>.Zero) & Vector256<float>.One);
}

internal readonly struct SinOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => Vector256.Sin(x);
}

internal readonly struct CosOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => Vector256.Cos(x);
}

internal readonly struct NotOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => Vector256.Equals(x, Vector256<float>.Zero) & Vector256<float>.One;
}

internal readonly struct IsNanOperation : IUnaryOperation
{
    public Vector256<float> Apply(Vector256<float> x) => Vector256.AndNot(Vector256<float>.One, Vector256.Equals(x, x));
}

internal readonly struct AddOperation : IBinaryOperation
{
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b) => a + b;

    public long Apply(long a, long b) => a + b;
}

internal readonly struct SubOperation : IBinaryOperation
{
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b) => a - b;

    public long Apply(long a, long b) => a - b;
}

internal readonly struct MulOperation : IBinaryOperation
{
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b) => a * b;

    public long Apply(long a, long b) => a * b;
}

internal readonly struct DivOperation : IBinaryOperation
{
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b) => a / b;

    public long Apply(long a, long b) => b == 0 ? throw new ArgumentException("an integer is divided by zero") : a / b;
}

internal readonly struct MinOperation : IBinaryOperation
{
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b) => Vector256.Min(a, b);

    public long Apply(long a, long b) => Math.Min(a, b);
}

internal readonly struct MaxOperation : IBinaryOperation
{
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b) => Vector256.Max(a, b);

    public long Apply(long a, long b) => Math.Max(a, b);
}

internal readonly struct LessOperation : IBinaryOperation
{
    // Truth is 1, as a number: Where and Cast take it so.
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b) => Vector256.LessThan(a, b) & Vector256<float>.One;

    public long Apply(long a, long b) => a < b ? 1 : 0;
}

internal readonly struct LessOrEqualOperation : IBinaryOperation
{
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b) => Vector256.LessThanOrEqual(a, b) & Vector256<float>.One;

    public long Apply(long a, long b) => a <= b ? 1 : 0;
}

internal readonly struct GreaterOperation : IBinaryOperation
{
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b) => Vector256.GreaterThan(a, b) & Vector256<float>.One;

    public long Apply(long a, long b) => a > b ? 1 : 0;
}

internal readonly struct GreaterOrEqualOperation : IBinaryOperation
{
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b) => Vector256.GreaterThanOrEqual(a, b) & Vector256<float>.One;

    public long Apply(long a, long b) => a >= b ? 1 : 0;
}

internal readonly struct EqualOperation : IBinaryOperation
{
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b) => Vector256.Equals(a, b) & Vector256<float>.One;

    public long Apply(long a, long b) => a == b ? 1 : 0;
}

internal readonly struct AndOperation : IBinaryOperation
{
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b) => Vector256.AndNot(Vector256<float>.One, Vector256.Equals(a, Vector256<float>.Zero) | Vector256.Equals(b, Vector256<float>.Zero));

    public long Apply(long a, long b) => a != 0 && b != 0 ? 1 : 0;
}

internal readonly struct OrOperation : IBinaryOperation
{
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b) => Vector256.AndNot(Vector256<float>.One, Vector256.Equals(a, Vector256<float>.Zero) & Vector256.Equals(b, Vector256<float>.Zero));

    public long Apply(long a, long b) => a != 0 || b != 0 ? 1 : 0;
}

internal readonly struct PReluOperation : IBinaryOperation
{
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b) => Vector256.ConditionalSelect(Vector256.LessThan(a, Vector256<float>.Zero), a * b, a);

    public long Apply(long a, long b) => a < 0 ? a * b : a;
}

internal readonly struct PowOperation : IBinaryOperation
{
    public Vector256<float> Apply(Vector256<float> a, Vector256<float> b)
    {
        Span<float> values = stackalloc float[Vector256<float>.Count];
        for (var i = 0; i < values.Length; i++) values[i] = MathF.Pow(a[i], b[i]);
        return Vector256.Create<float>(values);
    }

    public long Apply(long a, long b) => checked((long)Math.Pow(a, b));
}
