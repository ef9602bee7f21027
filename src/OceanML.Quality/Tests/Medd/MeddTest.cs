using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// Temperature or salinity farther from the running median of its profile than the MEDD distance, at a level where potential density is so
/// too, is bad. Without salinity temperature is judged alone, with wider distances.
/// </summary>
/// <remarks>
/// Argo test 25 (10.13155/33951); see <see cref="MeddSpike"/>. Levels whose pressure, temperature or salinity is missing or bad are left out.
/// Potential density is sigma-0 of TEOS-10. Settings: <c>temperature</c>, <c>salinity</c>, <c>density</c>, <c>temperature_alone</c>,
/// <c>temperature_at_equator</c>: four distances each, as a part of the extent of the profile, above 500, 1000, 1500 dbar and below; <c>equator</c>
/// (latitude to which the last holds).
/// </remarks>
public sealed class MeddTest : QualityTest
{
    private readonly MeddLimits ofTemperature;
    private readonly MeddLimits ofSalinity;
    private readonly MeddLimits ofDensity;
    private readonly MeddLimits alone;
    private readonly MeddLimits atEquator;
    private readonly double equator;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public MeddTest(Settings? settings = null)
        : base("medd", 25, "temperature or salinity far from the running median, and density too")
    {
        (ofTemperature, ofSalinity) = (Limits(settings, "temperature", MeddLimits.Temperature), Limits(settings, "salinity", MeddLimits.Salinity));
        ofDensity = Limits(settings, "density", MeddLimits.Density);
        alone = Limits(settings, "temperature_alone", MeddLimits.TemperatureAlone);
        atEquator = Limits(settings, "temperature_at_equator", MeddLimits.TemperatureAtEquator);
        equator = settings?.Number("equator") ?? 10;
    }

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        if (sequence.Pressure is not { } pressure || sequence.Find("temperature") is not { } temperature) return;
        var salinity = sequence.Find("salinity");
        if (salinity is not null && !salinity.Values.AsSpan().ContainsAnyExcept(double.NaN)) salinity = null;
        var levels = new List<int>(pressure.Values.Length);
        for (var level = 0; level < pressure.Values.Length; level++)
        {
            if (pressure.IsUsable(level) && temperature.IsUsable(level) && salinity?.IsUsable(level) != false) levels.Add(level);
        }

        if (levels.Count < MeddSpike.FewestLevels) return;
        foreach (var level in levels)
        {
            temperature.Judged[level] = true;
            if (salinity is not null) salinity.Judged[level] = true;
        }

        var order = levels.ToArray();
        var p = Gather(pressure.Values, order);
        if (!IsInOrder(p))
        {
            order = [.. levels.OrderBy(level => pressure.Values[level])];
            p = Gather(pressure.Values, order);
        }

        var t = Gather(temperature.Values, order);
        if (salinity is null)
        {
            Raise(temperature, order, MeddSpike.Find(p, t, Math.Abs(sequence.Latitude) <= equator ? atEquator : alone), null);
            return;
        }

        var s = Gather(salinity.Values, order);
        var spikes = (Temperature: MeddSpike.Find(p, t, ofTemperature), Salinity: MeddSpike.Find(p, s, ofSalinity));
        if (spikes.Temperature?.Contains(true) != true && spikes.Salinity?.Contains(true) != true) return;
        var inDensity = MeddSpike.Find(p, Sigma0(p, t, s), ofDensity);
        Raise(temperature, order, spikes.Temperature, inDensity);
        Raise(salinity, order, spikes.Salinity, inDensity);
    }

    private static MeddLimits Limits(Settings? settings, string key, MeddLimits defaults) =>
        settings?.Numbers(key, defaults.Distance.Count) is { } distances ? defaults with { Distance = distances } : defaults;

    private static double[] Sigma0(double[] p, double[] t, double[] s)
    {
        var sigma = new double[p.Length];
        for (var i = 0; i < sigma.Length; i++)
        {
            var absolute = SeaWater.ReferenceSalinity(s[i]);
            sigma[i] = SeaWater.Sigma0(absolute, SeaWater.ConservativeTemperature(absolute, t[i], p[i]));
        }

        return sigma;
    }

    private static double[] Gather(double[] values, int[] levels)
    {
        var gathered = new double[levels.Length];
        for (var i = 0; i < gathered.Length; i++) gathered[i] = values[levels[i]];
        return gathered;
    }

    private static bool IsInOrder(double[] values)
    {
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] < values[i - 1]) return false;
        }

        return true;
    }

    private void Raise(SequenceVariable variable, int[] levels, bool[]? spikes, bool[]? inDensity)
    {
        if (spikes is null) return;
        for (var i = 0; i < levels.Length; i++)
        {
            if (spikes[i] && inDensity?[i] != false) variable.Raise(levels[i], ArgoFlag.Bad, this);
        }
    }
}
