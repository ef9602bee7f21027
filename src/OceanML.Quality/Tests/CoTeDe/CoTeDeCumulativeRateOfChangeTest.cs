namespace OceanML.Quality;

/// <summary>
/// A value changed too much, or values before it did and confidence has not come back: a rise of the rate of change counts at once, a
/// fall only little by little.
/// </summary>
/// <remarks>Timms et al. 2011, 10.3390/s111009577: the memory is 0.8.</remarks>
/// <inheritdoc/>
public sealed class CoTeDeCumulativeRateOfChangeTest(IReadOnlyList<(string Variable, CoTeDeLimits Limits)> limits)
    : CoTeDeTest("cotede-cumulative-rate-of-change", "value changed too much, or those before it did", limits)
{
    /// <summary>|V2 - V1| where it is not below the one before, else a mean of both; NaN for the first and beside missing values.</summary>
    /// <param name="values">Values; NaN where missing.</param>
    /// <param name="memory">Weight of the one before, 0..1.</param>
    /// <param name="feature">Receives the feature, in the unit of the values.</param>
    public static void Feature(ReadOnlySpan<double> values, double memory, Span<double> feature)
    {
        if (values.IsEmpty) return;
        feature[0] = double.NaN;
        for (var i = 1; i < values.Length; i++)
        {
            var change = Math.Abs(values[i] - values[i - 1]);
            feature[i] = change < feature[i - 1] ? ((1 - memory) * change) + (memory * feature[i - 1]) : change;
        }
    }

    private protected override void Compute(ReadOnlySpan<double> values, CoTeDeLimits limits, Span<double> feature) => Feature(values, limits.Memory, feature);
}
