using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// pH and nitrate differ from the median of the five levels around by too much: pH by more than 4 % of its value, nitrate by more than
/// 5 micromol kg-1 (1 in the Mediterranean and the Red Sea). Such a value is bad.
/// </summary>
/// <remarks>
/// Argo test 9 for these variables; it shares the bit of <see cref="SpikeTest"/> in Argo and has one of its own here. Settings: <c>limits</c>
/// (per variable, in its unit: open ocean, enclosed seas) and <c>parts</c> (per variable, as a part of the value).
/// </remarks>
public sealed class MedianSpikeTest : QualityTest
{
    private readonly IReadOnlyList<(string Name, double[] Limits)> limits;
    private readonly IReadOnlyList<(string Name, double[] Limits)> parts;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public MedianSpikeTest(Settings? settings = null)
        : base("median-spike", 32, "pH or nitrate stands out of the median of five levels")
    {
        parts = VariableLimits.Read(settings, "parts", 1, ("ph", [0.04]));
        limits = VariableLimits.Read(settings, "limits", 2, ("nitrate", [5, 1]));
        Variables = [.. parts.Concat(limits).Select(limit => limit.Name)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Variables { get; }

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        var enclosed = SeaRegion.IsRedSea(sequence.Latitude, sequence.Longitude) || SeaRegion.IsMediterranean(sequence.Latitude, sequence.Longitude);
        foreach (var (name, limit) in parts) Check(sequence, name, limit[0], 0);
        foreach (var (name, limit) in limits) Check(sequence, name, 0, limit[enclosed ? 1 : 0]);
    }

    private void Check(Sequence sequence, string name, double part, double limit)
    {
        if (sequence.Find(name) is not { } variable) return;
        var spikes = new List<int>();
        Span<double> window = stackalloc double[5];
        foreach (var run in Neighbours.Runs(sequence, variable, null))
        {
            for (var i = 2; i < run.Count - 2; i++)
            {
                for (var j = 0; j < window.Length; j++) window[j] = variable.Values[run[i - 2 + j]];
                window.Sort();
                var level = run[i];
                var value = variable.Values[level];
                variable.Judged[level] = true;
                if (Math.Abs(value - window[2]) > limit + (part * value)) spikes.Add(level);
            }
        }

        foreach (var level in spikes) variable.Raise(level, ArgoFlag.Bad, this);
    }
}
