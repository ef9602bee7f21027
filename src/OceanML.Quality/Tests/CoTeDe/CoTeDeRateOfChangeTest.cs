namespace OceanML.Quality;

/// <summary>A value differs too much from the one before. With wide limits it finds the roll-over of a digital register.</summary>
/// <param name="name">What reports and options call it: the same feature has two names.</param>
/// <param name="limits">Limits by variable.</param>
public sealed class CoTeDeRateOfChangeTest(string name, IReadOnlyList<(string Variable, CoTeDeLimits Limits)> limits)
    : CoTeDeTest(name, "value differs too much from the one before", limits)
{
    /// <summary>V2 - V1, in the unit of the values; NaN for the first and beside missing values.</summary>
    public static void Feature(ReadOnlySpan<double> values, Span<double> feature)
    {
        if (values.IsEmpty) return;
        feature[0] = double.NaN;
        for (var i = 1; i < values.Length; i++) feature[i] = values[i] - values[i - 1];
    }

    private protected override int? Reach => 1;

    private protected override void Compute(ReadOnlySpan<double> values, CoTeDeLimits limits, Span<double> feature) => Feature(values, feature);
}
