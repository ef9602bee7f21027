namespace OceanML.Quality;

/// <summary>A value at the end of a stretch that hardly changed for too long is suspect or fails.</summary>
/// <param name="limits">Limits by variable.</param>
public sealed class QartodFlatLineTest(IReadOnlyList<(string Variable, QartodFlatLineTest.Thresholds Limits)> limits)
    : VariableLimitsTest<QartodFlatLineTest.Thresholds>("qartod-flat-line", "value hardly changed for too long", limits)
{
    /// <summary>Limits.</summary>
    /// <param name="Suspect">Seconds after which a stretch is suspect.</param>
    /// <param name="Fail">Seconds after which it fails.</param>
    /// <param name="Tolerance">Range of values that is no change.</param>
    public sealed record Thresholds(double Suspect, double Fail, double Tolerance);

    /// <inheritdoc/>
    public override SequenceAxis? Axis => SequenceAxis.Series;

    /// <inheritdoc/>
    public override bool ComparesTimes => true;

    private protected override bool Evaluate(Sequence sequence, SequenceVariable variable, Thresholds limits, int count, Span<char> flags)
    {
        Evaluate(variable.Values.AsSpan(0, count), sequence.Times.AsSpan(0, count), limits.Suspect, limits.Fail, limits.Tolerance, flags);
        return true;
    }

    /// <summary>
    /// Flags of values. A length of time is counted in values, at the median interval of the series: the range of the value and of that many before
    /// it is smaller than the tolerance. Values at the beginning that have fewer before them are good.
    /// </summary>
    /// <param name="values">Values; NaN where missing.</param>
    /// <param name="times">Times, microseconds UTC.</param>
    /// <param name="suspect">Seconds after which a stretch is suspect.</param>
    /// <param name="fail">Seconds after which it fails.</param>
    /// <param name="tolerance">Range of values that is no change; a range of exactly the tolerance is one.</param>
    /// <param name="flags">Receives QARTOD flags, one per value.</param>
    public static void Evaluate(ReadOnlySpan<double> values, ReadOnlySpan<long> times, double suspect, double fail, double tolerance, Span<char> flags)
    {
        if (values.Length < 3)
        {
            flags[..values.Length].Fill(QartodFlag.Good);
            return;
        }

        Evaluate(values, SamplingInterval.Steps(suspect, times), SamplingInterval.Steps(fail, times), tolerance, flags);
    }

    /// <summary>Flags of values, where lengths are given as numbers of steps from value to value; 0 for no limit.</summary>
    public static void Evaluate(ReadOnlySpan<double> values, int suspect, int fail, double tolerance, Span<char> flags)
    {
        // The longest stretch that ends here and stays within the tolerance answers for both limits. Its beginning only moves forward.
        var (suspectFrom, failFrom) = (suspect > 0 ? suspect : int.MaxValue, fail > 0 ? fail : int.MaxValue);
        var stretch = new SlidingRange(values);
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                flags[i] = QartodFlag.Missing;
                continue;
            }

            stretch.Add(i);
            while (stretch.Count > 0 && !(stretch.Range < tolerance)) stretch.RemoveFirst();
            var steps = i - stretch.First;
            flags[i] = steps >= failFrom ? QartodFlag.Fail : steps >= suspectFrom ? QartodFlag.Suspect : QartodFlag.Good;
        }
    }
}
