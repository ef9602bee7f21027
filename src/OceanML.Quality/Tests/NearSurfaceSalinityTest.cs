using OceanML.Core;

namespace OceanML.Quality;

/// <summary>Salinity measured near the surface without pumping is probably bad.</summary>
/// <remarks>
/// Argo test 21. It acts on sampling schemes that call themselves near-surface. Settings: <c>variables</c>; oxygen belongs there where an SBE63 shares
/// the flow of the pump.
/// </remarks>
public sealed class NearSurfaceSalinityTest : QualityTest
{
    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public NearSurfaceSalinityTest(Settings? settings = null)
        : base("near-surface-salinity", 21, "salinity of an unpumped near-surface scheme")
    {
        var named = settings?.Texts("variables") ?? [];
        Variables = named.Count > 0 ? named : ["salinity"];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Variables { get; }

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        if (!sequence.IsNearSurface) return;
        foreach (var name in Variables)
        {
            if (sequence.Find(name) is { } variable) RaiseAll(variable, ArgoFlag.ProbablyBad);
        }
    }
}
