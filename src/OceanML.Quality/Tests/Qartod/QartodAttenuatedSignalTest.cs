namespace OceanML.Quality;

/// <summary>A series that varies less than it must, by standard deviation or range, is suspect or fails: a sensor that is fouled or buried.</summary>
/// <param name="limits">Limits by variable.</param>
public sealed class QartodAttenuatedSignalTest(IReadOnlyList<(string Variable, QartodAttenuatedSignalTest.Thresholds Limits)> limits)
    : VariableLimitsTest<QartodAttenuatedSignalTest.Thresholds>("qartod-attenuated-signal", "values vary less than they must", limits)
{
    /// <summary>Limits.</summary>
    /// <param name="Suspect">Variation below which values are suspect.</param>
    /// <param name="Fail">Variation below which they fail.</param>
    /// <param name="Measure">Standard deviation or range.</param>
    /// <param name="Window">Length of the window (microseconds); null for the whole series.</param>
    /// <param name="Fewest">Fewest values in the window.</param>
    /// <param name="FewestSeconds">The same as a stretch of time in seconds; null to go by the number.</param>
    public sealed record Thresholds(double Suspect, double Fail, Measure Measure, long? Window, int Fewest = 1, double? FewestSeconds = null);

    /// <inheritdoc/>
    public override SequenceAxis? Axis => SequenceAxis.Series;

    /// <inheritdoc/>
    public override bool ComparesTimes => true;

    private protected override bool Evaluate(Sequence sequence, SequenceVariable variable, Thresholds limits, int count, Span<char> flags)
    {
        var values = variable.Values.AsSpan(0, count);
        var times = sequence.Times.AsSpan(0, count);
        if (limits.Window is not { } window)
        {
            Evaluate(values, limits.Suspect, limits.Fail, limits.Measure, flags);
            return true;
        }

        var fewest = limits.FewestSeconds is { } seconds ? FewestOf(times, seconds) : limits.Fewest;
        Evaluate(values, times, limits.Suspect, limits.Fail, window, fewest, limits.Measure, flags);
        return true;
    }

    /// <summary>What is held against the limits.</summary>
    public enum Measure
    {
        /// <summary>Population standard deviation.</summary>
        StandardDeviation,

        /// <summary>Largest less smallest value.</summary>
        Range,
    }

    /// <summary>Flags of values, all by the variation of the whole series.</summary>
    /// <param name="values">Values; NaN where missing.</param>
    /// <param name="suspect">Variation below which values are suspect.</param>
    /// <param name="fail">Variation below which they fail.</param>
    /// <param name="measure">Standard deviation or range.</param>
    /// <param name="flags">Receives QARTOD flags, one per value.</param>
    public static void Evaluate(ReadOnlySpan<double> values, double suspect, double fail, Measure measure, Span<char> flags)
    {
        var (count, sum, least, most) = (0, 0.0, double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            if (double.IsNaN(value)) continue;
            (count, sum, least, most) = (count + 1, sum + value, Math.Min(least, value), Math.Max(most, value));
        }

        var (mean, squares) = (sum / count, 0.0);
        foreach (var value in values)
        {
            if (!double.IsNaN(value)) squares += (value - mean) * (value - mean);
        }

        var variation = count == 0 ? double.NaN : measure == Measure.Range ? most - least : Math.Sqrt(squares / count);
        for (var i = 0; i < values.Length; i++) flags[i] = Flag(values[i], variation, suspect, fail);
    }

    /// <summary>Flags of values, each by the variation of the window that ends with it; missing values do not count.</summary>
    /// <param name="values">Values; NaN where missing.</param>
    /// <param name="times">Times, microseconds UTC, increasing.</param>
    /// <param name="suspect">Variation below which a value is suspect.</param>
    /// <param name="fail">Variation below which it fails.</param>
    /// <param name="window">Length of the window (microseconds): a value as old as that is outside.</param>
    /// <param name="fewest">Fewest values in the window for a value to be evaluated.</param>
    /// <param name="measure">Standard deviation or range.</param>
    /// <param name="flags">Receives QARTOD flags, one per value.</param>
    public static void Evaluate(
        ReadOnlySpan<double> values, ReadOnlySpan<long> times, double suspect, double fail, long window, int fewest, Measure measure, Span<char> flags)
    {
        if (measure == Measure.Range)
        {
            var range = new SlidingRange(values);
            for (var i = 0; i < values.Length; i++)
            {
                range.Add(i);
                while (times[i] - times[range.First] >= window && range.First < i) range.RemoveFirst();
                flags[i] = Flag(values[i], range.Count < fewest ? double.NaN : range.Range, suspect, fail);
            }
        }
        else
        {
            var spread = new SlidingSpread(values);
            for (var i = 0; i < values.Length; i++)
            {
                spread.Add(i);
                while (times[i] - times[spread.First] >= window && spread.First < i) spread.RemoveFirst();
                flags[i] = Flag(values[i], spread.Count < fewest ? double.NaN : spread.StandardDeviation, suspect, fail);
            }
        }
    }

    /// <summary>Fewest values for a shortest stretch of a window: its length over the median interval of the series.</summary>
    public static int FewestOf(ReadOnlySpan<long> times, double seconds) => SamplingInterval.Steps(seconds, times);

    private static char Flag(double value, double variation, double suspect, double fail) =>
        double.IsNaN(value) ? QartodFlag.Missing
        : variation < fail ? QartodFlag.Fail
        : variation < suspect ? QartodFlag.Suspect
        : double.IsNaN(variation) ? QartodFlag.Unknown
        : QartodFlag.Good;
}
