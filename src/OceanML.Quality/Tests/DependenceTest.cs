namespace OceanML.Quality;

/// <summary>
/// Where the pressure is bad every value of the level is bad; where the temperature is bad, salinity, oxygen and pH, which are computed
/// with it, are bad; where the salinity is bad, oxygen and pH are probably bad.
/// </summary>
/// <remarks>The general rule of the manual and the second part of Argo tests 56 and 57. Runs last.</remarks>
public sealed class DependenceTest() : QualityTest("dependence", 35, "the pressure, temperature or salinity it depends on is bad")
{
    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        foreach (var variable in sequence.Variables)
        {
            if (variable.Name != "pressure") Follow(variable, sequence.Pressure, ArgoFlag.Bad);
        }

        var temperature = sequence.Find("temperature");
        Follow(sequence.Find("salinity"), temperature, ArgoFlag.Bad);
        Follow(sequence.Find("oxygen"), temperature, ArgoFlag.Bad);
        Follow(sequence.Find("ph"), temperature, ArgoFlag.Bad);
        var salinity = sequence.Find("salinity");
        Follow(sequence.Find("oxygen"), salinity, ArgoFlag.ProbablyBad);
        Follow(sequence.Find("ph"), salinity, ArgoFlag.ProbablyBad);
    }

    private void Follow(SequenceVariable? variable, SequenceVariable? on, char flag)
    {
        if (variable is null || on is null) return;
        for (var level = 0; level < variable.Values.Length; level++)
        {
            if (on.Flags[level] == ArgoFlag.Bad && !double.IsNaN(on.Values[level])) variable.Raise(level, flag, this);
        }
    }
}
