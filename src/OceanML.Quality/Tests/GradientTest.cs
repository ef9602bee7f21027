namespace OceanML.Quality;

/// <summary>
/// A value that differs from the mean of its two neighbours by more than the limit is bad: oxygen 50 micromol kg-1 above 500 dbar, 25
/// from there; exceeding is strict.
/// </summary>
/// <remarks>Argo test 11, which Argo keeps for oxygen alone since 2019. For temperature see <see cref="TemperatureGradientTest"/>.</remarks>
public sealed class GradientTest() : QualityTest("gradient", 11, "oxygen differs too much from the mean of its neighbours")
{
    /// <summary>|V2 - (V3 + V1) / 2|, in the unit of the values.</summary>
    public static double Magnitude(double above, double value, double below) => Math.Abs(value - ((below + above) / 2));

    /// <inheritdoc/>
    public override void Run(Sequence sequence) => Check(this, sequence, "oxygen", 50, 25);

    internal static void Check(QualityTest test, Sequence sequence, string name, double shallow, double deep)
    {
        if (sequence.Pressure is not { } pressure || sequence.Find(name) is not { } variable) return;
        variable.JudgeAll();
        var steep = new List<int>();
        foreach (var (first, length) in Neighbours.Runs(variable, pressure))
        {
            for (var level = first + 1; level < first + length - 1; level++)
            {
                var magnitude = Magnitude(variable.Values[level - 1], variable.Values[level], variable.Values[level + 1]);
                if (magnitude > (pressure.Values[level] < SpikeTest.DeepFrom ? shallow : deep)) steep.Add(level);
            }
        }

        foreach (var level in steep) variable.Raise(level, ArgoFlag.Bad, test);
    }
}
