using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// Water lighter than the water above by 0.03 kg m-3 or more, potential densities compared at the pressure half way between the two
/// levels: temperature and salinity of both levels are bad.
/// </summary>
/// <remarks>
/// Argo test 14, from top to bottom (the shallow level fails) and from bottom to top (the deep level fails). Levels whose pressure,
/// temperature or salinity is missing or bad are left out, so that the next good ones are compared. Near-surface schemes are left alone.
/// Density is that of TEOS-10 at reference salinity, see <see cref="SeaWater"/>. Settings: <c>inversion</c> (kg m-3).
/// </remarks>
public sealed class DensityInversionTest : QualityTest
{
    /// <summary>Smallest inversion (kg m-3) that is bad, unless set otherwise.</summary>
    public const double Inversion = 0.03;

    private readonly double inversion;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public DensityInversionTest(Settings? settings = null)
        : base("density-inversion", 14, "density decreases with depth by 0.03 kg m-3 or more") =>
        inversion = settings?.Number("inversion") ?? Inversion;

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        if (sequence.IsNearSurface || sequence.Pressure is not { } pressure) return;
        if (sequence.Find("temperature") is not { } temperature || sequence.Find("salinity") is not { } salinity) return;
        var levels = new List<int>(pressure.Values.Length);
        for (var level = 0; level < pressure.Values.Length; level++)
        {
            if (pressure.IsUsable(level) && temperature.IsUsable(level) && salinity.IsUsable(level)) levels.Add(level);
        }

        var inverted = new SortedSet<int>();
        var (shallowSalinity, shallowTemperature) = (double.NaN, double.NaN);
        for (var i = 0; i < levels.Count; i++)
        {
            var deep = levels[i];
            var deepSalinity = SeaWater.ReferenceSalinity(salinity.Values[deep]);
            var deepTemperature = SeaWater.ConservativeTemperature(deepSalinity, temperature.Values[deep], pressure.Values[deep]);
            if (i > 0)
            {
                var shallow = levels[i - 1];
                (temperature.Judged[shallow], temperature.Judged[deep]) = (true, true);
                (salinity.Judged[shallow], salinity.Judged[deep]) = (true, true);
                var middle = (pressure.Values[shallow] + pressure.Values[deep]) / 2;
                var step = SeaWater.Density(deepSalinity, deepTemperature, middle) - SeaWater.Density(shallowSalinity, shallowTemperature, middle);
                if (step <= -inversion)
                {
                    inverted.Add(shallow);
                    inverted.Add(deep);
                }
            }

            (shallowSalinity, shallowTemperature) = (deepSalinity, deepTemperature);
        }

        foreach (var level in inverted)
        {
            temperature.Raise(level, ArgoFlag.Bad, this);
            salinity.Raise(level, ArgoFlag.Bad, this);
        }
    }
}
