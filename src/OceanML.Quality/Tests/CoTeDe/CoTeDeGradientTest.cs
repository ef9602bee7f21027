namespace OceanML.Quality;

/// <summary>
/// A value differs too much from the mean of its two neighbours. GTSPP and EuroGOOS call it gradient; it is the curvature.
/// </summary>
/// <inheritdoc/>
public sealed class CoTeDeGradientTest(IReadOnlyList<(string Variable, CoTeDeLimits Limits)> limits)
    : CoTeDeTest("cotede-gradient", "value differs too much from the mean of its neighbours", limits)
{
    /// <summary>V2 - (V1 + V3) / 2, in the unit of the values; NaN at the ends and beside missing values.</summary>
    public static void Feature(ReadOnlySpan<double> values, Span<double> feature)
    {
        if (values.IsEmpty) return;
        feature[0] = feature[values.Length - 1] = double.NaN;
        for (var i = 1; i < values.Length - 1; i++) feature[i] = values[i] - ((values[i - 1] + values[i + 1]) / 2);
    }

    private protected override int? Reach => 1;

    private protected override void Compute(ReadOnlySpan<double> values, CoTeDeLimits limits, Span<double> feature) => Feature(values, feature);
}
