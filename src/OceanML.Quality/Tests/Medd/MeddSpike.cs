namespace OceanML.Quality;

/// <summary>
/// The median with a distance (MEDD): a level is a spike where it lies farther from the running median of its profile than a distance
/// measured in the plane of value and pressure, so that a steep thermocline does not look like a spike.
/// </summary>
/// <remarks>
/// Specification: D. Dobler, MEDD test version 1.2, 2019-2024; Argo real-time test 25 of 10.13155/33951. Levels must be ordered by pressure.
/// </remarks>
public static class MeddSpike
{
    /// <summary>Fewest levels that can be judged.</summary>
    public const int FewestLevels = 6;

    /// <summary>Pressures (dbar) between which the window of the median widens.</summary>
    public static IReadOnlyList<double> WindowZones { get; } = [150, 500, 1000, 1500];

    /// <summary>Width of the window (dbar) at those pressures; in between it is interpolated.</summary>
    public static IReadOnlyList<double> Windows { get; } = [110, 180, 400, 500];

    /// <summary>Pressures (dbar) that part the zones of the largest gradients.</summary>
    public static IReadOnlyList<double> GradientZones { get; } = [60, 150, 500, 1000, 2100];

    /// <summary>Pressures (dbar) that part the zones of the distances.</summary>
    public static IReadOnlyList<double> DistanceZones { get; } = [500, 1000, 1500];

    /// <summary>Pressure (dbar) that counts as much as the extent of the variable in the plane of value and pressure.</summary>
    public const double PressureExtent = 700;

    /// <summary>Pressure (dbar) below which the median of the last levels is the value itself, unless it leaves the water above too steeply.</summary>
    public const double DeepFrom = 1950;

    /// <summary>Which levels are spikes of their variable alone; null where too few have a value. A spike of a profile shows in density as well.</summary>
    /// <param name="pressure">Pressure (dbar), not decreasing; no NaN.</param>
    /// <param name="values">Values; NaN where missing.</param>
    /// <param name="limits">The constants of the variable.</param>
    public static bool[]? Find(ReadOnlySpan<double> pressure, ReadOnlySpan<double> values, MeddLimits limits)
    {
        if (Present(pressure, values) is not { } present) return null;
        var median = MeddMedian.Of(present.Pressure, present.Values, limits);
        var isFar = MeddEnvelope.Beyond(present.Pressure, median, present.Values, limits);
        var spikes = new bool[values.Length];
        if (!isFar.Contains(true)) return spikes;

        // The curves are never nearer to the median than the distance, so that they are needed only for levels beyond it.
        var (lower, upper) = MeddEnvelope.Of(present.Pressure, median, limits, isFar);
        for (var i = 0; i < isFar.Length; i++) spikes[present.Levels[i]] = isFar[i] && (present.Values[i] > upper[i] || present.Values[i] < lower[i]);
        return spikes;
    }

    /// <summary>The running median and the curves at the largest distance on both sides of it; NaN where the value is missing.</summary>
    public static (double[] Median, double[] Lower, double[] Upper)? Curves(ReadOnlySpan<double> pressure, ReadOnlySpan<double> values, MeddLimits limits)
    {
        if (Present(pressure, values) is not { } present) return null;
        var median = MeddMedian.Of(present.Pressure, present.Values, limits);
        var (lower, upper) = MeddEnvelope.Of(present.Pressure, median, limits);
        return (Spread(median, values.Length), Spread(lower, values.Length), Spread(upper, values.Length));

        double[] Spread(double[] compact, int length)
        {
            var all = new double[length];
            Array.Fill(all, double.NaN);
            for (var i = 0; i < compact.Length; i++) all[present.Levels[i]] = compact[i];
            return all;
        }
    }

    /// <summary>The levels that have a value, with their pressures and values; null where they are too few.</summary>
    private static (int[] Levels, double[] Pressure, double[] Values)? Present(ReadOnlySpan<double> pressure, ReadOnlySpan<double> values)
    {
        var levels = new List<int>(values.Length);
        for (var level = 0; level < values.Length; level++)
        {
            if (double.IsFinite(values[level]) && double.IsFinite(pressure[level])) levels.Add(level);
        }

        if (levels.Count < FewestLevels) return null;
        var (p, v) = (new double[levels.Count], new double[levels.Count]);
        for (var i = 0; i < levels.Count; i++) (p[i], v[i]) = (pressure[levels[i]], values[levels[i]]);
        return ([.. levels], p, v);
    }

    /// <summary>The zone of a pressure: the number of limits it is not above.</summary>
    internal static int Zone(IReadOnlyList<double> limits, double pressure)
    {
        var zone = 0;
        while (zone < limits.Count && pressure >= limits[zone]) zone++;
        return zone;
    }
}
