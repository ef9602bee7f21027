using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// A value that stands out of its two neighbours by more than the limit is bad. Limits above and from 500 dbar: temperature 6 and
/// 2 degrees Celsius, salinity 0.9 and 0.3, oxygen 50 and 25 micromol kg-1; exceeding is strict.
/// </summary>
/// <remarks>
/// Argo test 9. The three values must be consecutive levels, present and not bad; so a wide spike of two levels is left to other tests,
/// and all levels of a profile are judged on the flags they had before the test. Settings: <c>limits</c> (per variable, above and from the
/// pressure <c>deep_from</c>).
/// </remarks>
public sealed class SpikeTest : QualityTest
{
    /// <summary>Pressure (dbar) from which the deep limit holds, unless set otherwise.</summary>
    public const double DeepFrom = 500;

    private readonly IReadOnlyList<(string Name, double[] Limits)> limits;
    private readonly double deepFrom;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public SpikeTest(Settings? settings = null)
        : base("spike", 9, "value stands out of its neighbours")
    {
        limits = VariableLimits.Read(settings, "limits", 2, ("temperature", [6, 2]), ("salinity", [0.9, 0.3]), ("oxygen", [50, 25]));
        deepFrom = settings?.Number("deep_from") ?? DeepFrom;
        Variables = [.. limits.Select(limit => limit.Name)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Variables { get; }

    /// <summary>|V2 - (V3 + V1) / 2| - |(V3 - V1) / 2|, in the unit of the values.</summary>
    public static double Magnitude(double above, double value, double below) =>
        Math.Abs(value - ((below + above) / 2)) - Math.Abs((below - above) / 2);

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        if (sequence.Pressure is not { } pressure) return;
        foreach (var (name, limit) in limits)
        {
            if (sequence.Find(name) is not { } variable) continue;
            var spikes = new List<int>();
            foreach (var run in Neighbours.Runs(sequence, variable, pressure))
            {
                for (var i = 1; i < run.Count - 1; i++)
                {
                    var level = run[i];
                    var magnitude = Magnitude(variable.Values[run[i - 1]], variable.Values[level], variable.Values[run[i + 1]]);
                    variable.Judged[level] = true;
                    if (magnitude > limit[pressure.Values[level] < deepFrom ? 0 : 1]) spikes.Add(level);
                }
            }

            foreach (var level in spikes) variable.Raise(level, ArgoFlag.Bad, this);
        }
    }
}
