using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// A jump of more than 10 degrees Celsius or 5 in salinity between neighbouring levels betrays a counter that rolled over: the two levels
/// of the jump are bad, the rest of the run of levels around them probably bad.
/// </summary>
/// <remarks>Argo test 12. Settings: <c>jumps</c> (per variable).</remarks>
public sealed class DigitRolloverTest : QualityTest
{
    private readonly IReadOnlyList<(string Name, double[] Limits)> jumps;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public DigitRolloverTest(Settings? settings = null)
        : base("digit-rollover", 12, "jump between neighbouring levels as when a counter rolls over")
    {
        jumps = VariableLimits.Read(settings, "jumps", 1, ("temperature", [10]), ("salinity", [5]));
        Variables = [.. jumps.Select(jump => jump.Name)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Variables { get; }

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        foreach (var (name, jump) in jumps)
        {
            if (sequence.Find(name) is not { } variable) continue;
            foreach (var run in Neighbours.Runs(sequence, variable, null).ToList())
            {
                if (run.Count < 2) continue;
                HashSet<int>? bad = null;
                for (var i = 1; i < run.Count; i++)
                {
                    (variable.Judged[run[i - 1]], variable.Judged[run[i]]) = (true, true);
                    if (Math.Abs(variable.Values[run[i]] - variable.Values[run[i - 1]]) <= jump[0]) continue;
                    bad ??= [];
                    bad.Add(run[i - 1]);
                    bad.Add(run[i]);
                }

                if (bad is null) continue;
                foreach (var level in run) variable.Raise(level, bad.Contains(level) ? ArgoFlag.Bad : ArgoFlag.ProbablyBad, this);
            }
        }
    }
}
