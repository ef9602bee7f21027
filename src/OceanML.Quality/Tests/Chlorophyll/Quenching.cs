namespace OceanML.Quality;

/// <summary>
/// Correction of non-photochemical quenching: in sunlight phytoplankton fluoresces less near the surface than its chlorophyll would have it. The largest
/// value of the mixed layer is carried up to the surface.
/// </summary>
/// <remarks>Xing et al. 2012, 10.4319/lom.2012.10.483, in the form of Argo's chlorophyll manual, 10.13155/35385.</remarks>
public static class Quenching
{
    /// <summary>Width (levels) of the running median for a typical step of pressure (dbar): 11 to 1 dbar, 7 below 3 dbar, else 5.</summary>
    public static int Window(double step) => step <= 1 ? 11 : step < 3 ? 7 : 5;

    /// <summary>
    /// Where the smoothed chlorophyll is largest between the surface and 0.9 times the mixed layer depth, and how large; null where no level lies there.
    /// </summary>
    /// <param name="pressure">Pressure (dbar) per level, from the surface down.</param>
    /// <param name="chlorophyll">Chlorophyll per level, no NaN.</param>
    /// <param name="mixedLayer">Depth (dbar) of the mixed layer.</param>
    /// <param name="part">Part of the mixed layer that is looked at.</param>
    public static (double Pressure, double Chlorophyll)? Maximum(ReadOnlySpan<double> pressure, ReadOnlySpan<double> chlorophyll, double mixedLayer, double part = 0.9)
    {
        if (pressure.Length < 2) return null;
        var steps = new double[pressure.Length - 1];
        for (var i = 0; i < steps.Length; i++) steps[i] = pressure[i + 1] - pressure[i];
        var smooth = MedianFilter.Of(chlorophyll, Window(MedianFilter.Median(steps)));
        var best = -1;
        for (var level = 0; level < smooth.Length; level++)
        {
            if (pressure[level] >= 0 && pressure[level] <= part * mixedLayer && (best < 0 || smooth[level] > smooth[best])) best = level;
        }

        return best < 0 ? null : (pressure[best], smooth[best]);
    }
}
