using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// Where the pressure is bad every value of the level is bad; where the temperature is bad, salinity, oxygen and pH, which are computed
/// with it, are bad; where the salinity is bad, oxygen and pH are probably bad.
/// </summary>
/// <remarks>
/// The general rule of the manual and the second part of Argo tests 56 and 57. Runs last. Settings: <c>bad</c> and <c>probably_bad</c>, each a list of
/// "variable on variable", e.g. <c>oxygen on temperature</c>; <c>pressure: false</c> leaves the pressure out.
/// </remarks>
public sealed class DependenceTest : QualityTest
{
    private readonly IReadOnlyList<(string Variable, string On, char Flag)> rules;
    private readonly bool followsPressure;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public DependenceTest(Settings? settings = null)
        : base("dependence", 35, "the pressure, temperature or salinity it depends on is bad")
    {
        var bad = Rules(settings, "bad", ArgoFlag.Bad) ?? [("salinity", "temperature", ArgoFlag.Bad), ("oxygen", "temperature", ArgoFlag.Bad), ("ph", "temperature", ArgoFlag.Bad)];
        var probablyBad = Rules(settings, "probably_bad", ArgoFlag.ProbablyBad) ?? [("oxygen", "salinity", ArgoFlag.ProbablyBad), ("ph", "salinity", ArgoFlag.ProbablyBad)];
        rules = [.. bad, .. probablyBad];
        followsPressure = settings?.Flag("pressure", true) ?? true;
    }

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        if (followsPressure)
        {
            foreach (var variable in sequence.Variables)
            {
                if (variable.Name != "pressure") Follow(variable, sequence.Pressure, ArgoFlag.Bad);
            }
        }

        foreach (var (variable, on, flag) in rules) Follow(sequence.Find(variable), sequence.Find(on), flag);
    }

    private static List<(string Variable, string On, char Flag)>? Rules(Settings? settings, string key, char flag)
    {
        if (settings?.Find(key) is not { } found) return null;
        var rules = new List<(string, string, char)>();
        foreach (var item in found.Items)
        {
            var words = (item.Value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is not [var variable, "on", var on]) throw OceanException.BadInput($"{item.Where}: '{item.Value}'; write 'oxygen on temperature'");
            rules.Add((variable, on, flag));
        }

        return rules;
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
