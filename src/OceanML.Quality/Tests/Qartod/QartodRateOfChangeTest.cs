using OceanML.Core;

namespace OceanML.Quality;

/// <summary>A value that changed faster since the one before than the limits allow is suspect or fails.</summary>
/// <param name="limits">Limits by variable.</param>
/// <param name="axis">Along what values follow each other: time, or pressure down a profile.</param>
public sealed class QartodRateOfChangeTest(IReadOnlyList<(string Variable, QartodRateOfChangeTest.Thresholds Limits)> limits, SequenceAxis axis)
    : VariableLimitsTest<QartodRateOfChangeTest.Thresholds>("qartod-rate-of-change", "value changed too fast since the one before", limits)
{
    /// <summary>Limits.</summary>
    /// <param name="Suspect">Rate (unit per second, or per dbar down a profile), or number of standard deviations, above which a value is suspect.</param>
    /// <param name="Fail">That above which it fails; NaN for none.</param>
    /// <param name="Window">Window of the standard deviation (microseconds); null where limits are rates.</param>
    /// <param name="Fewest">Fewest values in the window.</param>
    /// <param name="LeastStep">Step that is never too large, whatever the standard deviation: the resolution of the values, or more.</param>
    public sealed record Thresholds(double Suspect, double Fail, long? Window = null, int Fewest = 2, double LeastStep = 0);

    /// <inheritdoc/>
    public override SequenceAxis? Axis => axis;

    /// <inheritdoc/>
    public override bool ComparesTimes => axis == SequenceAxis.Series;

    private protected override bool Evaluate(Sequence sequence, SequenceVariable variable, Thresholds limits, int count, Span<char> flags)
    {
        var values = variable.Values.AsSpan(0, count);
        if (axis == SequenceAxis.Profile)
        {
            if (sequence.Pressure is not { } pressure) return false;
            EvaluateAlong(values, pressure.Values, limits.Suspect, limits.Fail, flags);
        }
        else if (limits.Window is { } window)
        {
            EvaluateBySpread(values, sequence.Times, window, limits.Fewest, limits.LeastStep, limits.Suspect, limits.Fail, flags);
        }
        else
        {
            Evaluate(values, sequence.Times, limits.Suspect, limits.Fail, flags);
        }

        return true;
    }

    /// <summary>Flags of values by a fixed rate along another axis than time, e.g. degrees per dbar.</summary>
    public static void EvaluateAlong(ReadOnlySpan<double> values, ReadOnlySpan<double> axis, double suspect, double fail, Span<char> flags)
    {
        for (var i = 0; i < values.Length; i++)
        {
            flags[i] = i == 0 ? Flag(values[i], 0, 1, suspect, fail) : Flag(values[i], values[i] - values[i - 1], axis[i] - axis[i - 1], suspect, fail);
        }
    }

    /// <summary>Flags of values by a fixed rate. The first value and one after a missing value are good: there is nothing to hold them against. One at the same time as the one before is not evaluated: no rate is known.</summary>
    /// <param name="values">Values; NaN where missing.</param>
    /// <param name="times">Times, microseconds UTC.</param>
    /// <param name="suspect">Rate (unit per second) above which a value is suspect.</param>
    /// <param name="fail">Rate above which it fails; NaN for none.</param>
    /// <param name="flags">Receives QARTOD flags, one per value.</param>
    public static void Evaluate(ReadOnlySpan<double> values, ReadOnlySpan<long> times, double suspect, double fail, Span<char> flags)
    {
        for (var i = 0; i < values.Length; i++)
        {
            flags[i] = i == 0 ? Flag(values[i], 0, 1, suspect, fail) : Flag(values[i], values[i] - values[i - 1], (times[i] - times[i - 1]) * 1e-6, suspect, fail);
        }
    }

    /// <summary>
    /// Flags of values by their own variability: the step from the value before, against the standard deviation of the values in the window
    /// before it. Not evaluated where the window holds fewer values than asked for, or the value before is missing or further away than the window.
    /// </summary>
    /// <param name="values">Values; NaN where missing.</param>
    /// <param name="times">Times, microseconds UTC, increasing.</param>
    /// <param name="window">Length of the window (microseconds), ending at the value before.</param>
    /// <param name="fewest">Fewest values in the window.</param>
    /// <param name="leastStep">Step that is never too large, whatever the standard deviation.</param>
    /// <param name="suspect">Number of standard deviations above which a value is suspect.</param>
    /// <param name="fail">Number above which it fails; NaN for none.</param>
    /// <param name="flags">Receives QARTOD flags, one per value.</param>
    public static void EvaluateBySpread(
        ReadOnlySpan<double> values, ReadOnlySpan<long> times, long window, int fewest, double leastStep, double suspect, double fail, Span<char> flags)
    {
        var spread = new SlidingSpread(values);
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0)
            {
                spread.Add(i - 1);
                while (times[i - 1] - times[spread.First] > window) spread.RemoveFirst();
            }

            // After a gap longer than the window the value before says nothing of this one.
            var step = i == 0 || spread.Count < fewest || times[i] - times[i - 1] > window ? double.NaN : Math.Abs(values[i] - values[i - 1]);
            var limit = spread.StandardDeviation;
            flags[i] = double.IsNaN(values[i]) ? QartodFlag.Missing
                : double.IsNaN(step) ? QartodFlag.Unknown
                : step > Math.Max(leastStep, fail * limit) ? QartodFlag.Fail
                : step > Math.Max(leastStep, suspect * limit) ? QartodFlag.Suspect
                : QartodFlag.Good;
        }
    }

    // Two values of one moment or level have no rate.
    private static char Flag(double value, double change, double step, double suspect, double fail)
    {
        if (double.IsNaN(value)) return QartodFlag.Missing;
        if (step == 0) return QartodFlag.Unknown;
        var rate = Math.Abs(change / step);
        return rate > fail ? QartodFlag.Fail : rate > suspect ? QartodFlag.Suspect : QartodFlag.Good;
    }
}
