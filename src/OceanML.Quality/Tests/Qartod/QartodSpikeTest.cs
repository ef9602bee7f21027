namespace OceanML.Quality;

/// <summary>A value that stands out of its two neighbours by more than the limits is suspect or fails.</summary>
/// <param name="limits">Limits by variable.</param>
public sealed class QartodSpikeTest(IReadOnlyList<(string Variable, QartodSpikeTest.Thresholds Limits)> limits)
    : VariableLimitsTest<QartodSpikeTest.Thresholds>("qartod-spike", "value stands out of its neighbours", limits)
{
    /// <summary>Limits, in the unit of the values.</summary>
    /// <param name="Suspect">Height above which a value is suspect; NaN for none.</param>
    /// <param name="Fail">Height above which it fails; NaN for none.</param>
    /// <param name="Method">What is held against the limits.</param>
    public sealed record Thresholds(double Suspect, double Fail, Method Method);

    /// <summary>How far a value stands out.</summary>
    public enum Method
    {
        /// <summary>Distance from the mean of the two neighbours; the neighbours of a spike stand out too, by half.</summary>
        Average,

        /// <summary>The smaller of the two steps, where they go in opposite directions; only the spike itself stands out.</summary>
        Differential,
    }

    private protected override bool Evaluate(Sequence sequence, SequenceVariable variable, Thresholds limits, int count, Span<char> flags)
    {
        Evaluate(variable.Values.AsSpan(0, count), limits.Suspect, limits.Fail, limits.Method, flags);
        return true;
    }

    /// <summary>
    /// Flags of values. The first and the last and those with a missing neighbour are not evaluated. Exceeding is strict.
    /// </summary>
    /// <param name="values">Values; NaN where missing.</param>
    /// <param name="suspect">Limit above which a value is suspect; NaN or 0 for none.</param>
    /// <param name="fail">Limit above which it fails; NaN or 0 for none.</param>
    /// <param name="method">What is held against the limits.</param>
    /// <param name="flags">Receives QARTOD flags, one per value.</param>
    public static void Evaluate(ReadOnlySpan<double> values, double suspect, double fail, Method method, Span<char> flags)
    {
        if (values.IsEmpty) return;
        if (!(suspect != 0)) suspect = double.NaN;
        if (!(fail != 0)) fail = double.NaN;
        Edge(values, 0, flags);
        Edge(values, values.Length - 1, flags);
        if (method == Method.Average)
        {
            for (var i = 1; i < values.Length - 1; i++)
                flags[i] = Flag(values[i], Math.Abs(values[i] - ((values[i - 1] + values[i + 1]) / 2)), suspect, fail);
        }
        else
        {
            for (var i = 1; i < values.Length - 1; i++)
            {
                var (before, after) = (values[i] - values[i - 1], values[i + 1] - values[i]);
                var height = before * after >= 0 ? 0 : Math.Min(Math.Abs(before), Math.Abs(after));
                flags[i] = Flag(values[i], height, suspect, fail);
            }
        }
    }

    private static void Edge(ReadOnlySpan<double> values, int at, Span<char> flags) =>
        flags[at] = double.IsNaN(values[at]) ? QartodFlag.Missing : QartodFlag.Unknown;

    private static char Flag(double value, double height, double suspect, double fail) =>
        height > fail ? QartodFlag.Fail
        : height > suspect ? QartodFlag.Suspect
        : !double.IsNaN(height) ? QartodFlag.Good
        : double.IsNaN(value) ? QartodFlag.Missing
        : QartodFlag.Unknown;
}
