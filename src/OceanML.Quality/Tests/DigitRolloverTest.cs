namespace OceanML.Quality;

/// <summary>
/// A jump of more than 10 degrees Celsius or 5 in salinity between neighbouring levels betrays a counter that rolled over: the two levels
/// of the jump are bad, the rest of the run of levels around them probably bad.
/// </summary>
/// <remarks>Argo test 12.</remarks>
public sealed class DigitRolloverTest() : QualityTest("digit-rollover", 12, "jump between neighbouring levels as when a counter rolls over")
{
    private static readonly (string Name, double Jump)[] Limits = [("temperature", 10), ("salinity", 5)];

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        foreach (var (name, jump) in Limits)
        {
            if (sequence.Find(name) is not { } variable) continue;
            variable.JudgeAll();
            foreach (var (first, length) in Neighbours.Runs(variable, null).ToList())
            {
                var bad = new HashSet<int>();
                for (var level = first + 1; level < first + length; level++)
                {
                    if (Math.Abs(variable.Values[level] - variable.Values[level - 1]) <= jump) continue;
                    bad.Add(level - 1);
                    bad.Add(level);
                }

                if (bad.Count == 0) continue;
                for (var level = first; level < first + length; level++)
                    variable.Raise(level, bad.Contains(level) ? ArgoFlag.Bad : ArgoFlag.ProbablyBad, this);
            }
        }
    }
}
