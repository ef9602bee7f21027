namespace OceanML.Quality;

/// <summary>A value outside what the sensor can measure fails; outside what the operator expects it is suspect. Limits themselves pass.</summary>
/// <param name="limits">Limits by variable.</param>
public sealed class QartodGrossRangeTest(IReadOnlyList<(string Variable, QartodGrossRangeTest.Spans Limits)> limits)
    : VariableLimitsTest<QartodGrossRangeTest.Spans>("qartod-gross-range", "value outside what the sensor can measure, or outside what is expected", limits)
{
    /// <summary>Smallest and largest values.</summary>
    /// <param name="Fail">What the sensor can measure.</param>
    /// <param name="Suspect">What is expected; null for no such limits.</param>
    public sealed record Spans((double Least, double Most) Fail, (double Least, double Most)? Suspect);

    private protected override bool Evaluate(Sequence sequence, SequenceVariable variable, Spans limits, int count, Span<char> flags)
    {
        Evaluate(variable.Values.AsSpan(0, count), limits.Fail, limits.Suspect, flags);
        return true;
    }

    /// <summary>Flags of values.</summary>
    /// <param name="values">Values; NaN where missing.</param>
    /// <param name="fail">Smallest and largest value that the sensor can measure.</param>
    /// <param name="suspect">Smallest and largest value expected; null for no such limits.</param>
    /// <param name="flags">Receives QARTOD flags, one per value.</param>
    public static void Evaluate(ReadOnlySpan<double> values, (double Least, double Most) fail, (double Least, double Most)? suspect, Span<char> flags)
    {
        var expected = suspect ?? fail;
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            flags[i] = double.IsNaN(value) ? QartodFlag.Missing
                : value < fail.Least || value > fail.Most ? QartodFlag.Fail
                : value < expected.Least || value > expected.Most ? QartodFlag.Suspect
                : QartodFlag.Good;
        }
    }
}
