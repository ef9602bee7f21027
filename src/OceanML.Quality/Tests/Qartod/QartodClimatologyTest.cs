namespace OceanML.Quality;

/// <summary>A value outside the range expected for its season and depth is suspect; outside the range possible there it fails.</summary>
/// <param name="limits">The climatology of each variable, in order.</param>
public sealed class QartodClimatologyTest(IReadOnlyList<(string Variable, ClimatologySpan[] Limits)> limits)
    : VariableLimitsTest<ClimatologySpan[]>("qartod-climatology", "value outside the range of its season and depth", limits)
{
    // Depth where the table has one, else pressure, which is the same to 2 %.
    private protected override bool Evaluate(Sequence sequence, SequenceVariable variable, ClimatologySpan[] limits, int count, Span<char> flags)
    {
        ReadOnlySpan<double> depths = sequence.Other("depth") ?? sequence.Pressure?.Values;
        Evaluate(variable.Values.AsSpan(0, count), sequence.Times, depths, limits, flags);
        return true;
    }

    /// <summary>Flags of values. Where spans overlap, the last one that holds decides; where none holds, a value is not evaluated.</summary>
    /// <param name="values">Values; NaN where missing.</param>
    /// <param name="times">Times, microseconds UTC.</param>
    /// <param name="depths">Depths, positive down; NaN where unknown; empty for none.</param>
    /// <param name="spans">The climatology, in order.</param>
    /// <param name="flags">Receives QARTOD flags, one per value.</param>
    public static void Evaluate(
        ReadOnlySpan<double> values, ReadOnlySpan<long> times, ReadOnlySpan<double> depths, ReadOnlySpan<ClimatologySpan> spans, Span<char> flags)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            flags[i] = double.IsNaN(value) ? QartodFlag.Missing : QartodFlag.Unknown;
            if (double.IsNaN(value)) continue;
            for (var last = spans.Length - 1; last >= 0; last--)
            {
                var span = spans[last];
                if (!span.Holds(times[i], depths.IsEmpty ? double.NaN : depths[i])) continue;
                flags[i] = span.Possible is { } possible && Outside(value, possible) ? QartodFlag.Fail
                    : Outside(value, span.Expected) ? QartodFlag.Suspect
                    : QartodFlag.Good;
                break;
            }
        }
    }

    private static bool Outside(double value, (double Least, double Most) range) => value < range.Least || value > range.Most;
}
