using OceanML.Core;

namespace OceanML.Quality;

/// <summary>Potential density that decreases downwards by more than the limits: both levels are suspect or fail.</summary>
/// <param name="suspect">Change of sigma-0 with depth (kg/m³, negative) below which two levels are suspect; NaN for none.</param>
/// <param name="fail">Change below which they fail; NaN for none.</param>
/// <remarks>Sigma-0 is that of TEOS-10 at reference salinity, see <see cref="SeaWater"/>. Temperature and salinity are flagged both.</remarks>
public sealed class QartodDensityInversionTest(double suspect = double.NaN, double fail = -0.03) : QualityTest("qartod-density-inversion", 0, "potential density decreases with depth")
{
    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        if (sequence.Pressure is not { } pressure || sequence.Find("temperature") is not { } temperature || sequence.Find("salinity") is not { } salinity) return;
        var density = new double[sequence.Count];
        for (var level = 0; level < density.Length; level++)
        {
            var absolute = SeaWater.ReferenceSalinity(salinity.Values[level]);
            density[level] = SeaWater.Sigma0(absolute, SeaWater.ConservativeTemperature(absolute, temperature.Values[level], pressure.Values[level]));
        }

        var flags = new char[density.Length];
        Evaluate(density, pressure.Values, suspect, fail, flags);
        temperature.RaiseQartod(flags, this);
        salinity.RaiseQartod(flags, this);
    }

    /// <summary>Flags of levels, in the order measured: down, up, or both.</summary>
    /// <param name="density">Potential density or its anomaly (kg/m³); NaN where missing.</param>
    /// <param name="depths">Depth or pressure, positive down; NaN where missing.</param>
    /// <param name="suspect">Change with depth (kg/m³, negative) below which two levels are suspect; NaN for none.</param>
    /// <param name="fail">Change below which they fail; NaN for none.</param>
    /// <param name="flags">Receives QARTOD flags, one per level; the level after a missing one is missing too.</param>
    public static void Evaluate(ReadOnlySpan<double> density, ReadOnlySpan<double> depths, double suspect, double fail, Span<char> flags)
    {
        flags[..density.Length].Fill(density.Length == 1 ? QartodFlag.Unknown : QartodFlag.Good);
        if (density.Length < 2) return;
        for (var i = 1; i < density.Length; i++)
        {
            var change = Math.Sign(Zero(depths[i] - depths[i - 1])) * (density[i] - density[i - 1]);
            if (change < fail) flags[i - 1] = flags[i] = QartodFlag.Fail;
            else if (change < suspect) (flags[i - 1], flags[i]) = (QartodFlag.Together(flags[i - 1], QartodFlag.Suspect), QartodFlag.Suspect);
        }

        for (var i = density.Length - 1; i >= 0; i--)
        {
            if (double.IsNaN(density[i] + depths[i]) || (i > 0 && double.IsNaN(density[i - 1] + depths[i - 1]))) flags[i] = QartodFlag.Missing;
        }
    }

    private static double Zero(double value) => double.IsNaN(value) ? 0 : value;
}
