using OceanML.Core;

namespace OceanML.Quality;

/// <summary>Below 2000 dbar pressure and temperature are probably good at best; raw salinity is probably bad, adjusted salinity probably good.</summary>
/// <remarks>
/// Argo test 23, for the sensors of deep floats, whose compressibility is not yet settled. Near-surface schemes are left alone. Settings: <c>below</c>
/// (dbar).
/// </remarks>
public sealed class DeepFloatTest : QualityTest
{
    private const char ProbablyGood = '2';

    private readonly double below;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public DeepFloatTest(Settings? settings = null)
        : base("deep-float", 23, "measured below 2000 dbar") => below = settings?.Number("below") ?? 2000;

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        if (sequence.IsNearSurface || sequence.Pressure is not { } pressure) return;
        var (temperature, salinity) = (sequence.Find("temperature"), sequence.Find("salinity"));
        for (var level = 0; level < pressure.Values.Length; level++)
        {
            if (!(pressure.Values[level] > below)) continue;
            pressure.Raise(level, ProbablyGood, this);
            temperature?.Raise(level, ProbablyGood, this);
            salinity?.Raise(level, salinity.IsUnadjusted ? ArgoFlag.ProbablyBad : ProbablyGood, this);
        }
    }
}
