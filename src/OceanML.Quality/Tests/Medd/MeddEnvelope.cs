using System.Runtime.InteropServices;

namespace OceanML.Quality;

/// <summary>The curves at a constant distance left and right of the median curve, in the plane of value and scaled pressure.</summary>
internal static class MeddEnvelope
{
    // A distance is squared and its root taken on the way to a curve, which may cost a digit at the end.
    private const double Rounding = 1 - 1e-12;

    /// <summary>Which values are farther from the median than the distance: none of the others can lie beyond a curve.</summary>
    public static bool[] Beyond(double[] pressure, double[] median, double[] values, MeddLimits limits)
    {
        var extent = Extent(median, limits);
        var isBeyond = new bool[values.Length];
        for (var i = 0; i < isBeyond.Length; i++)
            isBeyond[i] = Math.Abs(values[i] - median[i]) > limits.Distance[MeddSpike.Zone(MeddSpike.DistanceZones, pressure[i])] * extent * Rounding;
        return isBeyond;
    }

    /// <summary>Lower and upper curve at each level.</summary>
    /// <param name="pressure">Pressure of each level.</param>
    /// <param name="median">Running median.</param>
    /// <param name="limits">The constants of the variable.</param>
    /// <param name="isWanted">Levels whose curves are wanted; null for all. The others get 0.</param>
    public static (double[] Lower, double[] Upper) Of(double[] pressure, double[] median, MeddLimits limits, bool[]? isWanted = null)
    {
        var extent = Extent(median, limits);
        var height = new double[pressure.Length];
        for (var i = 0; i < height.Length; i++) height[i] = pressure[i] * extent / MeddSpike.PressureExtent;

        var (lower, upper) = (new double[height.Length], new double[height.Length]);
        var (from, to) = (0, 0);
        while (from < height.Length)
        {
            var zone = MeddSpike.Zone(MeddSpike.DistanceZones, pressure[from]);
            while (to < height.Length && MeddSpike.Zone(MeddSpike.DistanceZones, pressure[to]) == zone) to++;
            Fill(height, median, limits.Distance[zone] * extent, from, to, isWanted, lower, upper);
            from = to;
        }

        return (lower, upper);
    }

    private static double Extent(double[] median, MeddLimits limits)
    {
        var (smallest, largest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in median) (smallest, largest) = (Math.Min(smallest, value), Math.Max(largest, value));
        return Math.Max(Math.Min(largest - smallest, limits.LargestExtent), limits.SmallestExtent);
    }

    /// <summary>The curves over the levels of one zone, from the points of the whole median curve that are near enough.</summary>
    private static void Fill(double[] height, double[] median, double distance, int from, int to, bool[]? isWanted, double[] lower, double[] upper)
    {
        if (isWanted is not null && !isWanted.AsSpan(from, to - from).Contains(true)) return;
        var points = Points(height, median, distance);
        var span = CollectionsMarshal.AsSpan(points);
        var (start, end) = (0, 0);
        for (var i = from; i < to; i++)
        {
            if (isWanted?[i] == false) continue;
            while (span[start].Height < height[i] - distance) start++;
            if (end < start) end = start;
            while (end < span.Length && span[end].Height <= height[i] + distance) end++;
            var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
            foreach (var point in span[start..end])
            {
                var rise = height[i] - point.Height;
                var reach = Math.Sqrt(Math.Max(0, (distance * distance) - (rise * rise)));
                low = Math.Min(low, point.Value - reach);
                high = Math.Max(high, point.Value + reach);
            }

            (lower[i], upper[i]) = (low, high);
        }
    }

    /// <summary>The median curve with points put in, so that neighbours are about a distance apart at most; in order of pressure.</summary>
    private static List<(double Height, double Value)> Points(double[] height, double[] median, double distance)
    {
        var points = new List<(double, double)>(height.Length * 2);
        for (var i = 0; i < height.Length; i++)
        {
            points.Add((height[i], median[i]));
            if (i + 1 == height.Length) break;
            var (rise, run) = (height[i + 1] - height[i], median[i + 1] - median[i]);
            var between = (int)Math.Floor((Math.Sqrt((rise * rise) + (run * run)) / distance) - 0.2);
            for (var k = 1; k <= between; k++)
            {
                var part = k / (double)(between + 1);
                points.Add((height[i] + (part * rise), median[i] + (part * run)));
            }
        }

        return points;
    }
}
