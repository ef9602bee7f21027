using System.Buffers;

namespace OceanML.Quality;

/// <summary>
/// A value differs too much from a robust smoothing: medians of five, medians of three of those, and a mean with weights 1, 2, 1 of these (Tukey
/// 53H; Goring and Nikora 2002, 10.1061/(ASCE)0733-9429(2002)128:1(117)).
/// </summary>
/// <inheritdoc/>
public sealed class CoTeDeTukey53HTest(IReadOnlyList<(string Variable, CoTeDeLimits Limits)> limits)
    : CoTeDeTest("cotede-tukey53h", "value differs too much from its smoothed neighbourhood", limits)
{
    /// <summary>Value less smoothed value; NaN for four values at each end and within four of a missing value.</summary>
    /// <param name="values">Values; NaN where missing.</param>
    /// <param name="isNormalised">Whether to divide by the standard deviation (n - 1) of the medians of five.</param>
    /// <param name="feature">Receives the feature, in the unit of the values or without unit.</param>
    public static void Feature(ReadOnlySpan<double> values, bool isNormalised, Span<double> feature)
    {
        var count = values.Length;
        feature[..count].Fill(double.NaN);
        if (count < 9) return;
        var rented = ArrayPool<double>.Shared.Rent(2 * count);
        var first = rented.AsSpan(0, count);
        var second = rented.AsSpan(count, count);
        first.Fill(double.NaN);
        second.Fill(double.NaN);
        Span<double> window = stackalloc double[5];
        var (n, mean, squares) = (0, 0.0, 0.0);
        for (var i = 2; i < count - 2; i++)
        {
            values.Slice(i - 2, 5).CopyTo(window);
            if (double.IsNaN(window[0] + window[1] + window[2] + window[3] + window[4])) continue;
            window.Sort();
            first[i] = window[2];
            var delta = first[i] - mean;
            mean += delta / ++n;
            squares += delta * (first[i] - mean);
        }

        for (var i = 3; i < count - 3; i++) second[i] = Median(first[i - 1], first[i], first[i + 1]);
        var scale = isNormalised ? Math.Sqrt(squares / (n - 1)) : 1;
        for (var i = 4; i < count - 4; i++)
            feature[i] = (values[i] - (0.25 * (second[i + 1] + (2 * second[i]) + second[i - 1]))) / scale;
        ArrayPool<double>.Shared.Return(rented);
    }

    private protected override void Compute(ReadOnlySpan<double> values, CoTeDeLimits limits, Span<double> feature) => Feature(values, limits.IsNormalised, feature);

    // NaN where one of the three is.
    private static double Median(double a, double b, double c) => double.IsNaN(a + b + c) ? double.NaN : Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
