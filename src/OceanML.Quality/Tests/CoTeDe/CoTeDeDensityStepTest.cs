using OceanML.Core;

namespace OceanML.Quality;

/// <summary>Potential density at the surface decreases from one level to the next deeper one: temperature and salinity of the level are bad.</summary>
/// <param name="threshold">Smallest step (kg/m³, negative) that is good; smaller ones fail.</param>
public sealed class CoTeDeDensityStepTest(double threshold = -0.03) : QualityTest("cotede-density-step", 0, "potential density decreases with depth")
{
    /// <summary>
    /// Step of potential density (kg/m³) from the level before, positive where density grows with pressure; NaN for the first and beside missing
    /// values. By the Gibbs function of TEOS-10.
    /// </summary>
    /// <param name="absoluteSalinity">g/kg; NaN where missing.</param>
    /// <param name="temperature">In situ, °C; NaN where missing.</param>
    /// <param name="pressure">dbar; NaN where missing.</param>
    /// <param name="feature">Receives the steps.</param>
    public static void Feature(ReadOnlySpan<double> absoluteSalinity, ReadOnlySpan<double> temperature, ReadOnlySpan<double> pressure, Span<double> feature)
    {
        var before = double.NaN;
        for (var i = 0; i < pressure.Length; i++)
        {
            var density = SeaWater.PotentialDensityExact(absoluteSalinity[i], temperature[i], pressure[i], 0);
            var direction = i == 0 ? double.NaN : pressure[i] - pressure[i - 1];
            feature[i] = double.IsNaN(direction) ? double.NaN : Math.Sign(direction) * (density - before);
            before = density;
        }
    }

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        if (sequence.Pressure is not { } pressure || sequence.Find("temperature") is not { } temperature || sequence.Find("salinity") is not { } salinity) return;
        var absolute = new double[sequence.Count];
        for (var i = 0; i < absolute.Length; i++) absolute[i] = SeaWater.ReferenceSalinity(salinity.Values[i]);
        var steps = new double[absolute.Length];
        Feature(absolute, temperature.Values, pressure.Values, steps);
        var flags = new char[absolute.Length];
        for (var i = 0; i < flags.Length; i++) flags[i] = steps[i] < threshold ? QartodFlag.Fail : steps[i] >= threshold ? QartodFlag.Good : QartodFlag.Unknown;
        temperature.RaiseQartod(flags, this);
        salinity.RaiseQartod(flags, this);
    }
}
