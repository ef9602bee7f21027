using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// The mean of the deepest 100 dbar differs from that of the previous good profile by more than 1 degree Celsius or 0.5 in salinity: all
/// values of the variable in the profile are probably bad.
/// </summary>
/// <remarks>
/// Argo test 16. Only good values count, and profiles of the same direction are compared. The test supposes that a float always profiles from the
/// same pressure; profiles whose deepest levels are more than 100 dbar apart are therefore not compared (ours: the manual does not say, and the
/// Coriolis data centre does not run the test for that reason). Settings: <c>differences</c> (per variable), <c>deepest</c> and <c>apart</c> (dbar),
/// <c>platforms</c> (floats or all).
/// </remarks>
public sealed class SensorDriftTest : PlatformTest
{
    private readonly IReadOnlyList<(string Name, double[] Limits)> differences;
    private readonly double deepest;
    private readonly double apart;
    private readonly FloatPlatforms platforms;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public SensorDriftTest(Settings? settings = null)
        : base("sensor-drift", 16, "deep mean differs too much from that of the previous good profile")
    {
        differences = VariableLimits.Read(settings, "differences", 1, ("temperature", [1]), ("salinity", [0.5]));
        (deepest, apart, platforms) = (settings?.Number("deepest") ?? 100, settings?.Number("apart") ?? 100, FloatPlatforms.Of(settings));
        Variables = [.. differences.Select(difference => difference.Name)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Variables { get; }

    /// <inheritdoc/>
    public override void Run(IReadOnlyList<Sequence> profiles)
    {
        if (!platforms.Hold(profiles)) return;
        foreach (var (name, limit) in differences)
        {
            foreach (var direction in ProfilePairs.ByDirection(profiles, name))
            {
                (double Mean, double Bottom)? previous = null;
                foreach (var profile in direction)
                {
                    var variable = profile.Find(name)!;
                    if (DeepMean(profile, variable) is not { } current) continue;
                    if (previous is { } good && Math.Abs(good.Bottom - current.Bottom) <= apart)
                    {
                        variable.JudgeAll();
                        if (Math.Abs(current.Mean - good.Mean) > limit[0])
                        {
                            RaiseAll(variable, ArgoFlag.ProbablyBad);
                            continue;
                        }
                    }

                    previous = current;
                }
            }
        }
    }

    private (double Mean, double Bottom)? DeepMean(Sequence profile, SequenceVariable variable)
    {
        var pressure = profile.Pressure!.Values;
        var bottom = double.NegativeInfinity;
        for (var level = 0; level < pressure.Length; level++)
        {
            if (ProfilePairs.IsGood(profile, variable, level)) bottom = Math.Max(bottom, pressure[level]);
        }

        var (sum, count) = (0.0, 0);
        for (var level = 0; level < pressure.Length; level++)
        {
            if (pressure[level] >= bottom - deepest && ProfilePairs.IsGood(profile, variable, level)) (sum, count) = (sum + variable.Values[level], count + 1);
        }

        return count == 0 ? null : (sum / count, bottom);
    }
}
