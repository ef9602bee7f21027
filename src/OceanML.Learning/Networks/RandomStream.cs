using System.Numerics;

namespace OceanML.Learning;

/// <summary>
/// Random numbers that are the same on every platform and version: xoshiro256** (Blackman and Vigna 2021, doi:10.1145/3460772),
/// seeded by SplitMix64. Streams of different keys are independent for all practical purposes.
/// </summary>
public sealed class RandomStream
{
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;
    private double spare = double.NaN;

    /// <summary>A stream of its own for a seed and any further keys, e.g. fold and member.</summary>
    public RandomStream(int seed, params ReadOnlySpan<int> keys)
    {
        var state = (ulong)(uint)seed;
        foreach (var key in keys) state = Mix(ref state) ^ (uint)key;
        (s0, s1, s2, s3) = (Mix(ref state), Mix(ref state), Mix(ref state), Mix(ref state));
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        var shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, 1), 24 bits.</summary>
    public float NextSingle() => (NextBits() >> 40) * (1f / (1 << 24));

    /// <summary>Uniform in 0 … <paramref name="end"/> - 1.</summary>
    public int Next(int end) => (int)Math.BigMul(NextBits(), (ulong)end, out _);

    /// <summary>Standard normal (Marsaglia's polar method).</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(spare))
        {
            var held = spare;
            spare = double.NaN;
            return held;
        }

        while (true)
        {
            var (u, v) = (2 * NextDouble() - 1, 2 * NextDouble() - 1);
            var s = u * u + v * v;
            if (s is >= 1 or 0) continue;
            var scale = Math.Sqrt(-2 * Math.Log(s) / s);
            spare = v * scale;
            return u * scale;
        }
    }

    /// <summary>Puts values in random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    private static ulong Mix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
