namespace OceanML.Quality;

/// <summary>Raw oxygen, pH, nitrate and chlorophyll (data mode R) are probably bad until adjusted: the sensors drift in storage.</summary>
/// <remarks>
/// First part of Argo tests 57 (oxygen), 56 (pH), 59 (nitrate) and 63 (chlorophyll). It needs to know the data mode (<c>v_mode</c>); values
/// of unknown mode pass. Not run unless named, because data centres write these flags already.
/// </remarks>
public sealed class UnadjustedSensorTest() : QualityTest("unadjusted-sensor", 34, "biogeochemical value that was never adjusted")
{
    private static readonly string[] Names = ["oxygen", "ph", "nitrate", "chlorophyll"];

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        foreach (var name in Names)
        {
            if (sequence.Find(name) is { IsUnadjusted: true } variable) RaiseAll(variable, ArgoFlag.ProbablyBad);
        }
    }
}
