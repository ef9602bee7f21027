namespace OceanML.Quality;

/// <summary>The running median of a backscattering profile that its tests compare with.</summary>
public static class BackscatterSmoothing
{
    /// <summary>Width of the window in levels.</summary>
    public const int Window = 11;

    /// <summary>
    /// The running median over the levels from which the pressure increases to the next one; NaN at the others, so that a float that rests at
    /// one pressure does not fill the window with itself.
    /// </summary>
    /// <param name="pressures">Pressure (dbar) per level, no NaN.</param>
    /// <param name="values">Values per level, no NaN.</param>
    /// <param name="window">Width of the window in levels.</param>
    public static double[] Of(ReadOnlySpan<double> pressures, ReadOnlySpan<double> values, int window = Window)
    {
        var moving = new List<int>(values.Length);
        for (var level = 0; level + 1 < values.Length; level++)
        {
            if (pressures[level + 1] > pressures[level]) moving.Add(level);
        }

        var kept = new double[moving.Count];
        for (var i = 0; i < kept.Length; i++) kept[i] = values[moving[i]];
        var medians = MedianFilter.Of(kept, window);
        var smooth = new double[values.Length];
        Array.Fill(smooth, double.NaN);
        for (var i = 0; i < kept.Length; i++) smooth[moving[i]] = medians[i];
        return smooth;
    }
}
