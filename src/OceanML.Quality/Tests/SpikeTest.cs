namespace OceanML.Quality;

/// <summary>
/// A value that stands out of its two neighbours by more than the limit is bad. Limits above and from 500 dbar: temperature 6 and
/// 2 degrees Celsius, salinity 0.9 and 0.3, oxygen 50 and 25 micromol kg-1; exceeding is strict.
/// </summary>
/// <remarks>
/// Argo test 9. The three values must be consecutive levels, present and not bad; so a wide spike of two levels is left to other tests,
/// and all levels of a profile are judged on the flags they had before the test.
/// </remarks>
public sealed class SpikeTest() : QualityTest("spike", 9, "value stands out of its neighbours")
{
    /// <summary>Pressure (dbar) from which the deep limit holds.</summary>
    public const double DeepFrom = 500;

    private static readonly (string Name, double Shallow, double Deep)[] Limits =
        [("temperature", 6, 2), ("salinity", 0.9, 0.3), ("oxygen", 50, 25)];

    /// <summary>|V2 - (V3 + V1) / 2| - |(V3 - V1) / 2|, in the unit of the values.</summary>
    public static double Magnitude(double above, double value, double below) =>
        Math.Abs(value - ((below + above) / 2)) - Math.Abs((below - above) / 2);

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        if (sequence.Pressure is not { } pressure) return;
        foreach (var (name, shallow, deep) in Limits)
        {
            if (sequence.Find(name) is not { } variable) continue;
            variable.JudgeAll();
            var spikes = new List<int>();
            foreach (var (first, length) in Neighbours.Runs(variable, pressure))
            {
                for (var level = first + 1; level < first + length - 1; level++)
                {
                    var magnitude = Magnitude(variable.Values[level - 1], variable.Values[level], variable.Values[level + 1]);
                    if (magnitude > (pressure.Values[level] < DeepFrom ? shallow : deep)) spikes.Add(level);
                }
            }

            foreach (var level in spikes) variable.Raise(level, ArgoFlag.Bad, this);
        }
    }
}
