namespace OceanML.Quality;

/// <summary>A value outside two percentiles of its own series, and a margin beyond, is suspect.</summary>
/// <param name="limits">Limits by variable.</param>
public sealed class QartodPercentileRangeTest(IReadOnlyList<(string Variable, QartodPercentileRangeTest.Percentiles Limits)> limits)
    : VariableLimitsTest<QartodPercentileRangeTest.Percentiles>("qartod-percentile-range", "value outside the usual values of its own series", limits)
{
    /// <summary>Limits.</summary>
    /// <param name="Low">Lower percentile, 0..100.</param>
    /// <param name="High">Upper percentile, 0..100.</param>
    /// <param name="Margin">How far beyond the percentiles a value may lie.</param>
    public sealed record Percentiles(double Low = 5, double High = 95, double Margin = 0);

    private protected override bool Evaluate(Sequence sequence, SequenceVariable variable, Percentiles limits, int count, Span<char> flags)
    {
        Evaluate(variable.Values.AsSpan(0, count), limits.Low, limits.High, limits.Margin, flags);
        return true;
    }

    /// <summary>Flags of values.</summary>
    /// <param name="values">Values; NaN where missing.</param>
    /// <param name="low">Lower percentile, 0..100.</param>
    /// <param name="high">Upper percentile, 0..100.</param>
    /// <param name="margin">How far beyond the percentiles a value may lie.</param>
    /// <param name="flags">Receives QARTOD flags, one per value.</param>
    public static void Evaluate(ReadOnlySpan<double> values, double low, double high, double margin, Span<char> flags)
    {
        var sorted = new double[values.Length];
        var count = 0;
        foreach (var value in values)
        {
            if (!double.IsNaN(value)) sorted[count++] = value;
        }

        Array.Sort(sorted, 0, count);
        var least = Percentile(sorted.AsSpan(0, count), low) - margin;
        var most = Percentile(sorted.AsSpan(0, count), high) + margin;
        for (var i = 0; i < values.Length; i++)
            flags[i] = double.IsNaN(values[i]) ? QartodFlag.Missing : values[i] < least || values[i] > most ? QartodFlag.Suspect : QartodFlag.Good;
    }

    /// <summary>A percentile between two sorted values by their distance, as numpy does it.</summary>
    private static double Percentile(ReadOnlySpan<double> sorted, double percent)
    {
        if (sorted.IsEmpty) return double.NaN;
        var at = percent / 100 * (sorted.Length - 1);
        var below = Math.Clamp((int)at, 0, sorted.Length - 1);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((at - below) * (sorted[above] - sorted[below]));
    }
}
