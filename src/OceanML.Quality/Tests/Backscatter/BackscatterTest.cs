using OceanML.Core;

namespace OceanML.Quality;

/// <summary>A test of particulate backscattering: it judges the levels of a profile that have both a value and a pressure.</summary>
/// <remarks>
/// Dall'Olmo et al. 2023, 10.12688/openreseurope.15047.2, as in github.com/euroargodev/BBP_RTQC and Argo test 62 (manual 10.13155/60262). Settings
/// of all of them: <c>variables</c> (default bbp700).
/// </remarks>
public abstract class BackscatterTest : QualityTest
{
    private protected BackscatterTest(string name, string title, Settings? settings)
        : base(name, 0, title)
    {
        var named = settings?.Texts("variables") ?? [];
        Variables = named.Count > 0 ? named : ["bbp700"];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Variables { get; }

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        if (sequence.Pressure is not { } pressure) return;
        foreach (var name in Variables)
        {
            if (sequence.Find(name) is not { } variable) continue;
            var levels = new List<int>(variable.Values.Length);
            for (var level = 0; level < variable.Values.Length; level++)
            {
                if (!double.IsNaN(variable.Values[level]) && !double.IsNaN(pressure.Values[level])) levels.Add(level);
            }

            if (levels.Count == 0) continue;
            var (pressures, values) = (new double[levels.Count], new double[levels.Count]);
            for (var i = 0; i < levels.Count; i++) (pressures[i], values[i]) = (pressure.Values[levels[i]], variable.Values[levels[i]]);
            var flags = Flags(pressures, values, sequence);
            for (var i = 0; i < levels.Count; i++)
            {
                variable.Judged[levels[i]] = true;
                if (flags[i] is ArgoFlag.ProbablyBad or ArgoFlag.Bad) variable.Raise(levels[i], flags[i], this);
            }
        }
    }

    /// <summary>A flag per level: 3 or 4 where it fails, 0 where it does not.</summary>
    private protected abstract char[] Flags(double[] pressures, double[] values, Sequence sequence);

    private protected static char[] All(int count, char flag)
    {
        var flags = new char[count];
        Array.Fill(flags, flag);
        return flags;
    }
}
