using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>What every epsilon rule of relevance is made of: dividing relevance by sums, and multiplying contributions by it.</summary>
internal static unsafe class RelevanceShares
{
    /// <summary>share = r / (z + ε sign z), 0 where the denominator is 0; <paramref name="count"/> is a multiple of 8.</summary>
    public static void Divide(float* r, float* z, float* share, long count, float epsilon)
    {
        for (var i = 0L; i < count; i += 8) Divide(Vector256.Load(r + i), Vector256.Load(z + i), epsilon).Store(share + i);
    }

    /// <summary>r / (z + ε sign z), 0 where the denominator is 0.</summary>
    public static Vector256<float> Divide(Vector256<float> r, Vector256<float> z, float epsilon)
    {
        var (e, zero) = (Vector256.Create(epsilon), Vector256<float>.Zero);
        var held = z + Vector256.ConditionalSelect(Vector256.LessThan(z, zero), -e, e);
        return Vector256.ConditionalSelect(Vector256.Equals(held, zero), zero, r / held);
    }

    /// <summary>r = r · x; <paramref name="count"/> is a multiple of 8.</summary>
    public static void Multiply(float* r, float* x, long count)
    {
        for (var i = 0L; i < count; i += 8) (Vector256.Load(r + i) * Vector256.Load(x + i)).Store(r + i);
    }
}
