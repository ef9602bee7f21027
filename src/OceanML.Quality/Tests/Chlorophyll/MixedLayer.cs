using OceanML.Core;

namespace OceanML.Quality;

/// <summary>The depth of the mixed layer, as the chlorophyll adjustment of Argo takes it.</summary>
public static class MixedLayer
{
    /// <summary>
    /// Pressure (dbar) of the first level whose sigma-0 exceeds that of the level nearest to 10 dbar by more than a threshold; NaN where none does.
    /// </summary>
    /// <param name="pressure">Pressure (dbar), from the surface down.</param>
    /// <param name="temperature">Temperature in situ (degrees Celsius).</param>
    /// <param name="salinity">Practical salinity.</param>
    /// <param name="threshold">Density step (kg m-3): 0.03 of de Boyer Montégut 2004, 10.1029/2004JC002378.</param>
    /// <param name="reference">Pressure (dbar) of the reference.</param>
    public static double Depth(ReadOnlySpan<double> pressure, ReadOnlySpan<double> temperature, ReadOnlySpan<double> salinity, double threshold = 0.03, double reference = 10)
    {
        var nearest = -1;
        for (var level = 0; level < pressure.Length; level++)
        {
            if (nearest < 0 || Math.Abs(pressure[level] - reference) < Math.Abs(pressure[nearest] - reference)) nearest = level;
        }

        if (nearest < 0) return double.NaN;
        var start = Sigma0(salinity[nearest], temperature[nearest], pressure[nearest]);
        for (var level = 0; level < pressure.Length; level++)
        {
            if (Sigma0(salinity[level], temperature[level], pressure[level]) - start > threshold) return pressure[level];
        }

        return double.NaN;
    }

    private static double Sigma0(double salinity, double temperature, double pressure)
    {
        var absolute = SeaWater.ReferenceSalinity(salinity);
        return SeaWater.Sigma0(absolute, SeaWater.ConservativeTemperature(absolute, temperature, pressure));
    }
}
