namespace OceanML.Quality;

/// <summary>A value stands out of its two neighbours, the difference between them taken off.</summary>
/// <remarks>CoTeDe holds the magnitude against the limit, so that a steep even slope, where the feature is far below zero, fails too; Argo's spike test does not.</remarks>
/// <inheritdoc/>
public sealed class CoTeDeSpikeTest(IReadOnlyList<(string Variable, CoTeDeLimits Limits)> limits)
    : CoTeDeTest("cotede-spike", "value stands out of its neighbours", limits)
{
    /// <summary>|V2 - (V1 + V3) / 2| - |(V3 - V1) / 2|, in the unit of the values; NaN at the ends and beside missing values.</summary>
    public static void Feature(ReadOnlySpan<double> values, Span<double> feature)
    {
        if (values.IsEmpty) return;
        feature[0] = feature[values.Length - 1] = double.NaN;
        for (var i = 1; i < values.Length - 1; i++) feature[i] = SpikeTest.Magnitude(values[i - 1], values[i], values[i + 1]);
    }

    private protected override int? Reach => 1;

    private protected override void Compute(ReadOnlySpan<double> values, CoTeDeLimits limits, Span<double> feature) => Feature(values, feature);
}
