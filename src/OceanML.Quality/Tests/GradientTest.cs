using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// A value that differs from the mean of its two neighbours by more than the limit is bad: oxygen 50 micromol kg-1 above 500 dbar, 25
/// from there; exceeding is strict.
/// </summary>
/// <remarks>
/// Argo test 11, which Argo keeps for oxygen alone since 2019. As <c>temperature-gradient</c> it is the test of the manual to version 3.2
/// and of IQuOD's AutoQC: temperature 9 and 3 degrees Celsius, salinity 1.5 and 0.5. Settings: <c>limits</c> (per variable, above and from
/// the pressure <c>deep_from</c>).
/// </remarks>
public sealed class GradientTest : QualityTest
{
    private readonly IReadOnlyList<(string Name, double[] Limits)> limits;
    private readonly double deepFrom;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public GradientTest(Settings? settings = null)
        : this("gradient", 11, "oxygen differs too much from the mean of its neighbours", settings, ("oxygen", [50, 25]))
    {
    }

    private GradientTest(string name, int number, string title, Settings? settings, params (string Name, double[] Limits)[] defaults)
        : base(name, number, title)
    {
        limits = VariableLimits.Read(settings, "limits", 2, defaults);
        deepFrom = settings?.Number("deep_from") ?? SpikeTest.DeepFrom;
        Variables = [.. limits.Select(limit => limit.Name)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Variables { get; }

    /// <summary>The retired test of temperature and salinity.</summary>
    public static GradientTest OfTemperature(Settings? settings = null) => new(
        "temperature-gradient", 33, "temperature or salinity differs too much from the mean of its neighbours", settings, ("temperature", [9, 3]), ("salinity", [1.5, 0.5]));

    /// <summary>|V2 - (V3 + V1) / 2|, in the unit of the values.</summary>
    public static double Magnitude(double above, double value, double below) => Math.Abs(value - ((below + above) / 2));

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        if (sequence.Pressure is not { } pressure) return;
        foreach (var (name, limit) in limits)
        {
            if (sequence.Find(name) is not { } variable) continue;
            var steep = new List<int>();
            foreach (var run in Neighbours.Runs(sequence, variable, pressure))
            {
                for (var i = 1; i < run.Count - 1; i++)
                {
                    var level = run[i];
                    var magnitude = Magnitude(variable.Values[run[i - 1]], variable.Values[level], variable.Values[run[i + 1]]);
                    variable.Judged[level] = true;
                    if (magnitude > limit[pressure.Values[level] < deepFrom ? 0 : 1]) steep.Add(level);
                }
            }

            foreach (var level in steep) variable.Raise(level, ArgoFlag.Bad, this);
        }
    }
}
