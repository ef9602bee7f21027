using System.Numerics;
using System.Runtime.InteropServices;

namespace OceanML.Learning;

/// <summary>Inner loops of the baselines over whole vectors.</summary>
internal static class Distances
{
    /// <summary>Sum of squared differences.</summary>
    public static float Squared(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var va = MemoryMarshal.Cast<float, Vector<float>>(a);
        var vb = MemoryMarshal.Cast<float, Vector<float>>(b);
        var sums = Vector<float>.Zero;
        for (var i = 0; i < va.Length; i++)
        {
            var difference = va[i] - vb[i];
            sums += difference * difference;
        }

        var sum = Vector.Sum(sums);
        for (var i = va.Length * Vector<float>.Count; i < a.Length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }

    /// <summary>sums += values · factor, as far as sums goes.</summary>
    public static void AddScaled(Span<double> sums, ReadOnlySpan<double> values, double factor)
    {
        var vs = MemoryMarshal.Cast<double, Vector<double>>(sums);
        var vv = MemoryMarshal.Cast<double, Vector<double>>(values[..sums.Length]);
        for (var i = 0; i < vs.Length; i++) vs[i] += vv[i] * factor;
        for (var i = vs.Length * Vector<double>.Count; i < sums.Length; i++) sums[i] += values[i] * factor;
    }

    /// <summary>Sum of products.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var va = MemoryMarshal.Cast<double, Vector<double>>(a);
        var vb = MemoryMarshal.Cast<double, Vector<double>>(b[..a.Length]);
        var sums = Vector<double>.Zero;
        for (var i = 0; i < va.Length; i++) sums += va[i] * vb[i];
        var sum = Vector.Sum(sums);
        for (var i = va.Length * Vector<double>.Count; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
