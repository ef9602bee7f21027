using OceanML.Core;

namespace OceanML.Quality;

/// <summary>Temperature of a near-surface scheme at 1 dbar or less may be that of a mixture of air and water: probably bad.</summary>
/// <remarks>
/// Argo test 22 for floats that average; those that take single samples have 0.5 dbar. Settings: <c>pressure</c> (dbar, itself included).
/// </remarks>
public sealed class NearSurfaceAirTest : QualityTest
{
    private readonly double largest;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public NearSurfaceAirTest(Settings? settings = null)
        : base("near-surface-air", 22, "temperature where air and water mix") => largest = settings?.Number("pressure") ?? 1;

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        if (!sequence.IsNearSurface || sequence.Pressure is not { } pressure || sequence.Find("temperature") is not { } temperature) return;
        for (var level = 0; level < pressure.Values.Length; level++)
        {
            temperature.Judged[level] |= !double.IsNaN(pressure.Values[level]);
            if (pressure.Values[level] <= largest) temperature.Raise(level, ArgoFlag.ProbablyBad, this);
        }
    }
}
