namespace OceanML.Quality;

/// <summary>
/// Where the pressure is bad every value of the level is bad; where the temperature is bad, salinity, oxygen and pH, which are computed
/// with it, are bad; where the salinity is bad, oxygen and pH are probably bad.
/// </summary>
/// <remarks>The general rule of the manual and the second part of Argo tests 56 and 57. Runs last.</remarks>
public sealed class DependenceTest() : QualityTest("dependence", 35, "the pressure, temperature or salinity it depends on is bad")
{
    /// <inheritdoc/>
    public override void Run(ProfileLevels profile)
    {
        foreach (var variable in profile.Variables)
        {
            if (variable.Name != "pressure") Follow(variable, profile.Pressure, ArgoFlag.Bad);
        }

        var temperature = profile.Find("temperature");
        Follow(profile.Find("salinity"), temperature, ArgoFlag.Bad);
        Follow(profile.Find("oxygen"), temperature, ArgoFlag.Bad);
        Follow(profile.Find("ph"), temperature, ArgoFlag.Bad);
        var salinity = profile.Find("salinity");
        Follow(profile.Find("oxygen"), salinity, ArgoFlag.ProbablyBad);
        Follow(profile.Find("ph"), salinity, ArgoFlag.ProbablyBad);
    }

    private void Follow(ProfileVariable? variable, ProfileVariable? on, char flag)
    {
        if (variable is null || on is null) return;
        for (var level = 0; level < variable.Values.Length; level++)
        {
            if (on.Flags[level] == ArgoFlag.Bad && !double.IsNaN(on.Values[level])) variable.Raise(level, flag, this);
        }
    }
}
