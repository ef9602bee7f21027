using System.Buffers;

namespace OceanML.Quality;

/// <summary>
/// A test of CoTeDe (10.21105/joss.02063): a feature is computed value by value, and a value is bad where the magnitude of its feature exceeds
/// the limit. Where a neighbour is missing there is no feature and the value is not judged.
/// </summary>
/// <param name="name">What reports and options call it.</param>
/// <param name="title">What fails, in one line.</param>
/// <param name="limits">Limits by variable.</param>
public abstract class CoTeDeTest(string name, string title, IReadOnlyList<(string Variable, CoTeDeLimits Limits)> limits)
    : VariableLimitsTest<CoTeDeLimits>(name, title, limits)
{
    // Features of a few neighbours are computed block by block, so that they stay in the cache.
    private const int Block = 2048;

    /// <summary>How many neighbours on either side a feature needs; null where it needs the whole sequence.</summary>
    private protected virtual int? Reach => null;

    /// <summary>Computes the feature of every value.</summary>
    /// <param name="values">Values; NaN where missing.</param>
    /// <param name="limits">Limits, some of which hold constants of a feature.</param>
    /// <param name="feature">Receives the feature; NaN where there is none.</param>
    private protected abstract void Compute(ReadOnlySpan<double> values, CoTeDeLimits limits, Span<double> feature);

    /// <summary>Flags of values, in QARTOD's scheme.</summary>
    /// <param name="values">Values; NaN where missing.</param>
    /// <param name="pressure">Pressure of each (dbar), or empty.</param>
    /// <param name="limits">Limits.</param>
    /// <param name="flags">Receives the flags, one per value.</param>
    public void Evaluate(ReadOnlySpan<double> values, ReadOnlySpan<double> pressure, CoTeDeLimits limits, Span<char> flags)
    {
        if (Reach is not { } reach)
        {
            var rented = ArrayPool<double>.Shared.Rent(values.Length);
            var whole = rented.AsSpan(0, values.Length);
            Compute(values, limits, whole);
            Evaluate(values, whole, pressure, limits, flags);
            ArrayPool<double>.Shared.Return(rented);
            return;
        }

        Span<double> feature = stackalloc double[Block + (2 * reach)];
        for (var start = 0; start < values.Length; start += Block)
        {
            var count = Math.Min(Block, values.Length - start);
            var from = Math.Max(0, start - reach);
            var to = Math.Min(values.Length, start + count + reach);
            Compute(values[from..to], limits, feature);
            Evaluate(values.Slice(start, count), feature.Slice(start - from, count), pressure.IsEmpty ? pressure : pressure.Slice(start, count), limits, flags[start..]);
        }
    }

    private protected sealed override bool Evaluate(Sequence sequence, SequenceVariable variable, CoTeDeLimits limits, int count, Span<char> flags)
    {
        Evaluate(variable.Values.AsSpan(0, count), limits.Deep is null ? default : sequence.Pressure is { } pressure ? pressure.Values.AsSpan(0, count) : default, limits, flags);
        return true;
    }

    /// <summary>Flags of values by their features, in QARTOD's scheme.</summary>
    /// <param name="values">Values; NaN where missing.</param>
    /// <param name="feature">The feature of each; NaN where there is none.</param>
    /// <param name="pressure">Pressure of each (dbar), or empty.</param>
    /// <param name="limits">Limits.</param>
    /// <param name="flags">Receives the flags.</param>
    public static void Evaluate(ReadOnlySpan<double> values, ReadOnlySpan<double> feature, ReadOnlySpan<double> pressure, CoTeDeLimits limits, Span<char> flags)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var limit = pressure.IsEmpty ? limits.Threshold : limits.At(pressure[i]);
            flags[i] = double.IsNaN(values[i]) ? QartodFlag.Missing
                : double.IsNaN(feature[i]) ? QartodFlag.Unknown
                : Math.Abs(feature[i]) > limit ? QartodFlag.Fail
                : QartodFlag.Good;
        }
    }
}
