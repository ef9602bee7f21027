namespace OceanML.Quality;

/// <summary>
/// Water lighter than the water above by 0.03 kg m-3 or more, potential densities compared at the pressure half way between the two
/// levels: temperature and salinity of both levels are bad.
/// </summary>
/// <remarks>
/// Argo test 14, from top to bottom (the shallow level fails) and from bottom to top (the deep level fails). Levels whose pressure,
/// temperature or salinity is missing or bad are left out, so that the next good ones are compared. Near-surface schemes are left alone.
/// </remarks>
public sealed class DensityInversionTest() : QualityTest("density-inversion", 14, "density decreases with depth by 0.03 kg m-3 or more")
{
    /// <summary>Smallest inversion (kg m-3) that is bad.</summary>
    public const double Inversion = 0.03;

    /// <inheritdoc/>
    public override void Run(ProfileLevels profile)
    {
        if (profile.IsNearSurface || profile.Pressure is not { } pressure) return;
        if (profile.Find("temperature") is not { } temperature || profile.Find("salinity") is not { } salinity) return;
        var levels = new List<int>(pressure.Values.Length);
        for (var level = 0; level < pressure.Values.Length; level++)
        {
            if (pressure.IsUsable(level) && temperature.IsUsable(level) && salinity.IsUsable(level)) levels.Add(level);
        }

        temperature.IsTested = salinity.IsTested = true;
        var inverted = new SortedSet<int>();
        for (var i = 1; i < levels.Count; i++)
        {
            var (shallow, deep) = (levels[i - 1], levels[i]);
            if (Step(pressure.Values, temperature.Values, salinity.Values, shallow, deep) > -Inversion) continue;
            inverted.Add(shallow);
            inverted.Add(deep);
        }

        foreach (var level in inverted)
        {
            temperature.Raise(level, ArgoFlag.Bad, this);
            salinity.Raise(level, ArgoFlag.Bad, this);
        }
    }

    /// <summary>Potential density of the deep level less that of the shallow one (kg m-3), at the pressure half way.</summary>
    internal static double Step(double[] pressure, double[] temperature, double[] salinity, int shallow, int deep)
    {
        var middle = (pressure[shallow] + pressure[deep]) / 2;
        return SeaWater.PotentialDensity(salinity[deep], temperature[deep], pressure[deep], middle)
            - SeaWater.PotentialDensity(salinity[shallow], temperature[shallow], pressure[shallow], middle);
    }
}
