namespace OceanML.Colocation;

/// <summary>
/// The mean of a profile as light sees it: weighted by exp(-2τ) down to the first optical depth τ = 1 (Gordon and Clark 1980,
/// doi:10.1364/AO.19.003428), where τ is Kd z or the integral of Kd over depth. 90 % of the light that leaves clear water comes from above.
/// </summary>
/// <remarks>
/// Between levels value and τ are straight lines in depth and the integral is exact for them; above the shallowest level its value holds up to the surface;
/// below the deepest level nothing is known.
/// </remarks>
internal static class OpticalWeight
{
    /// <summary>The weighted mean, and the share of the weight of the first optical depth that the levels cover.</summary>
    /// <param name="depths">Depths of the levels, m, rising.</param>
    /// <param name="values">Their values.</param>
    /// <param name="tau">Optical depths of the levels, rising.</param>
    /// <param name="bottom">Depth of the first optical depth, m, from the surface; with the depth of the last level, if that lies above it, unused.</param>
    public static (double Mean, double Coverage) Mean(ReadOnlySpan<double> depths, ReadOnlySpan<double> values, ReadOnlySpan<double> tau, double bottom)
    {
        if (depths.IsEmpty || tau[0] > 1) return (double.NaN, 0);
        var (sum, weight) = (0.0, 0.0);
        if (depths[0] > 0) Add(depths[0], values[0], values[0], 0, tau[0], ref sum, ref weight);
        for (var i = 1; i < depths.Length && tau[i - 1] < 1; i++)
        {
            var (thick, value, end) = (depths[i] - depths[i - 1], values[i], tau[i]);
            if (thick <= 0) continue;
            if (end > 1)
            {
                var share = (1 - tau[i - 1]) / (end - tau[i - 1]);
                (thick, value, end) = (thick * share, values[i - 1] + (share * (value - values[i - 1])), 1);
            }

            Add(thick, values[i - 1], value, tau[i - 1], end, ref sum, ref weight);
        }

        // A single level at the surface stands for itself, and covers nothing.
        if (weight <= 0) return (values[0], 0);
        return (sum / weight, Math.Min(1, weight / Whole(depths, tau, bottom)));
    }

    // The weight of the whole first optical depth; below the deepest level light fades as down to it.
    private static double Whole(ReadOnlySpan<double> depths, ReadOnlySpan<double> tau, double bottom)
    {
        var (whole, unused) = (0.0, 0.0);
        var (depth, last) = (0.0, 0.0);
        for (var i = 0; i < depths.Length && last < 1; i++)
        {
            if (depths[i] <= depth) continue;
            var (thick, end) = (depths[i] - depth, tau[i]);
            if (end > 1) (thick, end) = (thick * (1 - last) / (end - last), 1);
            Add(thick, 0, 0, last, end, ref unused, ref whole);
            (depth, last) = (depths[i], end);
        }

        if (last < 1 && bottom > depth) Add(bottom - depth, 0, 0, last, 1, ref unused, ref whole);
        return whole;
    }

    // h ∫ (a + t (b - a)) exp(-2 (τ1 + t (τ2 - τ1))) dt over t from 0 to 1, and the same without the value.
    private static void Add(double thick, double a, double b, double from, double to, ref double sum, ref double weight)
    {
        var k = 2 * (to - from);
        var (zeroth, first) = k < 1e-3
            ? (1 - (k / 2) + (k * k / 6), 0.5 - (k / 3) + (k * k / 8))
            : ((1 - Math.Exp(-k)) / k, (1 - ((1 + k) * Math.Exp(-k))) / (k * k));
        var scale = thick * Math.Exp(-2 * from);
        sum += scale * ((a * zeroth) + ((b - a) * first));
        weight += scale * zeroth;
    }
}
