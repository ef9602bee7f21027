using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>
/// Standard normal numbers eight at a time, for noise on every weight at every step: xoshiro128+ (Blackman and Vigna 2021,
/// doi:10.1145/3460772) in each lane, of which the upper 24 bits are used, and Box and Muller's transform.
/// </summary>
public sealed unsafe class NormalVector
{
    private Vector256<uint> s0;
    private Vector256<uint> s1;
    private Vector256<uint> s2;
    private Vector256<uint> s3;

    /// <summary>Lanes seeded from a stream.</summary>
    public NormalVector(RandomStream random)
    {
        Span<uint> words = stackalloc uint[32];
        for (var i = 0; i < words.Length; i++) words[i] = (uint)(random.NextBits() >> 32) | 1;
        (s0, s1, s2, s3) = (Vector256.Create<uint>(words), Vector256.Create<uint>(words[8..]), Vector256.Create<uint>(words[16..]), Vector256.Create<uint>(words[24..]));
    }

    /// <summary>Fills with standard normal numbers; a multiple of 8 of them.</summary>
    public void Fill(Span<float> values)
    {
        fixed (float* v = values)
        {
            for (var i = 0; i < values.Length; i += 16)
            {
                // The logarithm takes (0, 1], the angle [0, 1).
                var uniform = (Next().AsInt32() + Vector256<int>.One);
                var radius = Vector256.Sqrt(Vector256.Log(Vector256.ConvertToSingle(uniform) * (1f / (1 << 24))) * -2f);
                var (sin, cos) = Vector256.SinCos(Vector256.ConvertToSingle(Next().AsInt32()) * (float)(2 * Math.PI / (1 << 24)));
                (radius * cos).Store(v + i);
                if (i + 8 < values.Length) (radius * sin).Store(v + i + 8);
            }
        }
    }

    private Vector256<uint> Next()
    {
        var result = (s0 + s3) >>> 8;
        var shifted = s1 << 9;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = (s3 << 11) | (s3 >>> 21);
        return result;
    }
}
