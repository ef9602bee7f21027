using OceanML.Core;

namespace OceanML.Quality;

/// <summary>Raw oxygen, pH, nitrate and chlorophyll (data mode R) are probably bad until adjusted: the sensors drift in storage.</summary>
/// <remarks>
/// First part of Argo tests 57 (oxygen), 56 (pH), 59 (nitrate) and 63 (chlorophyll). It needs to know the data mode (<c>v_mode</c>); values
/// of unknown mode pass. Settings: <c>variables</c>.
/// </remarks>
public sealed class UnadjustedSensorTest : QualityTest
{
    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public UnadjustedSensorTest(Settings? settings = null)
        : base("unadjusted-sensor", 34, "biogeochemical value that was never adjusted")
    {
        var named = settings?.Texts("variables") ?? [];
        Variables = named.Count > 0 ? named : ["oxygen", "ph", "nitrate", "chlorophyll"];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Variables { get; }

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        foreach (var name in Variables)
        {
            if (sequence.Find(name) is { IsUnadjusted: true } variable) RaiseAll(variable, ArgoFlag.ProbablyBad);
        }
    }
}
