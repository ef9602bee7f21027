using OceanML.Core;

namespace OceanML.Quality;

/// <summary>Raw oxygen, pH, nitrate and chlorophyll (data mode R) are probably bad until adjusted: the sensors drift in storage.</summary>
/// <remarks>
/// First part of Argo tests 57 (oxygen), 56 (pH), 59 (nitrate) and 63 (chlorophyll). It needs to know the data mode (<c>v_mode</c>); values
/// of unknown mode pass. Settings: <c>variables</c>; <c>probably_good</c>: variables that are probably good (2) at best instead, as chlorophyll in the
/// plan <c>argo</c>.
/// </remarks>
public sealed class UnadjustedSensorTest : QualityTest
{
    private const char ProbablyGood = '2';

    private readonly IReadOnlyList<string> bad;
    private readonly IReadOnlyList<string> doubtful;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public UnadjustedSensorTest(Settings? settings = null)
        : base("unadjusted-sensor", 34, "biogeochemical value that was never adjusted")
    {
        var named = settings?.Texts("variables") ?? [];
        doubtful = settings?.Texts("probably_good") ?? [];
        bad = [.. (named.Count > 0 ? named : ["oxygen", "ph", "nitrate", "chlorophyll"]).Except(doubtful)];
        Variables = [.. bad, .. doubtful];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Variables { get; }

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        foreach (var name in bad)
        {
            if (sequence.Find(name) is { IsUnadjusted: true } variable) RaiseAll(variable, ArgoFlag.ProbablyBad);
        }

        // No fault was found in these: the flag says what is not known, and the test did not fire.
        foreach (var name in doubtful)
        {
            if (sequence.Find(name) is not { IsUnadjusted: true } variable) continue;
            for (var level = 0; level < variable.Values.Length; level++)
            {
                if (!double.IsNaN(variable.Values[level])) variable.Flags[level] = ArgoFlag.Worst(variable.Flags[level], ProbablyGood);
            }
        }
    }
}
