using System.Runtime.InteropServices;

namespace OceanML.Colocation;

/// <summary>How light fades with depth: Kd straight between levels, and as at the nearest level above the first and below the last.</summary>
internal sealed class LightProfile
{
    private readonly double[] depths;
    private readonly double[] kd;

    /// <summary>Creates a profile.</summary>
    /// <param name="depths">Depths, m, not below 0, rising; at least one.</param>
    /// <param name="kd">Kd at each, m-1, above 0.</param>
    public LightProfile(double[] depths, double[] kd)
    {
        (this.depths, this.kd) = (depths, kd);
        Depth = FirstOpticalDepth();
    }

    /// <summary>Depth where τ = 1, m.</summary>
    public double Depth { get; }

    public static LightProfile Uniform(double kd) => new([0], [kd]);

    /// <summary>Optical depth at a depth: the integral of Kd from the surface.</summary>
    public double Tau(double depth)
    {
        if (depth <= 0) return 0;
        var (tau, z, k) = (0.0, 0.0, kd[0]);
        for (var i = 0; i < depths.Length; i++)
        {
            if (depths[i] >= depth)
            {
                var at = depths[i] > z ? k + ((kd[i] - k) * (depth - z) / (depths[i] - z)) : kd[i];
                return tau + ((depth - z) * (k + at) / 2);
            }

            tau += (depths[i] - z) * (k + kd[i]) / 2;
            (z, k) = (depths[i], kd[i]);
        }

        return tau + ((depth - z) * k);
    }

    /// <summary>The weighted mean of the levels of a variable, in order of depth, and the share of the weight that they cover.</summary>
    public (double Mean, double Coverage) Mean(List<int> levels, double[] depthOfRow, double[] values)
    {
        // Where Kd changes with depth, τ bends between levels: short pieces follow it.
        var pieces = kd.Length > 1 ? 8 : 1;
        var (z, v, tau) = (new List<double>(levels.Count), new List<double>(levels.Count), new List<double>(levels.Count));
        foreach (var row in levels)
        {
            var (depth, value) = (Math.Max(0, depthOfRow[row]), values[row]);
            var (lastDepth, lastValue) = z.Count == 0 ? (depth, value) : (z[^1], v[^1]);
            for (var piece = z.Count == 0 ? pieces : 1; piece <= pieces; piece++)
            {
                var share = (double)piece / pieces;
                z.Add(lastDepth + (share * (depth - lastDepth)));
                v.Add(lastValue + (share * (value - lastValue)));
                tau.Add(Tau(z[^1]));
            }

            if (tau[^1] >= 1) break;
        }

        return OpticalWeight.Mean(CollectionsMarshal.AsSpan(z), CollectionsMarshal.AsSpan(v), CollectionsMarshal.AsSpan(tau), Depth);
    }

    private double FirstOpticalDepth()
    {
        var (low, high) = (0.0, 1 / kd[0]);
        while (Tau(high) < 1) high *= 2;
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (Tau(middle) < 1) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }
}
