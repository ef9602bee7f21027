namespace OceanML.Quality;

/// <summary>
/// pH and nitrate differ from the median of the five levels around by too much: pH by more than 4 % of its value, nitrate by more than
/// 5 micromol kg-1 (1 in the Mediterranean and the Red Sea). Such a value is bad.
/// </summary>
/// <remarks>Argo test 9 for these variables; it shares the bit of <see cref="SpikeTest"/> in Argo and has one of its own here.</remarks>
public sealed class MedianSpikeTest() : QualityTest("median-spike", 32, "pH or nitrate stands out of the median of five levels")
{
    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        var enclosed = SeaRegion.IsRedSea(sequence.Latitude, sequence.Longitude) || SeaRegion.IsMediterranean(sequence.Latitude, sequence.Longitude);
        Check(sequence.Find("ph"), value => 0.04 * value);
        Check(sequence.Find("nitrate"), _ => enclosed ? 1 : 5);
    }

    private void Check(SequenceVariable? variable, Func<double, double> limit)
    {
        if (variable is null) return;
        variable.JudgeAll();
        var spikes = new List<int>();
        Span<double> window = stackalloc double[5];
        foreach (var (first, length) in Neighbours.Runs(variable, null).ToList())
        {
            for (var level = first + 2; level < first + length - 2; level++)
            {
                variable.Values.AsSpan(level - 2, 5).CopyTo(window);
                window.Sort();
                var value = variable.Values[level];
                if (Math.Abs(value - window[2]) > limit(value)) spikes.Add(level);
            }
        }

        foreach (var level in spikes) variable.Raise(level, ArgoFlag.Bad, this);
    }
}
