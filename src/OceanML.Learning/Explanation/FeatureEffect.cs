namespace OceanML.Learning;

/// <summary>The mean effect of one feature on one output along its range.</summary>
/// <param name="Kind">How it was computed.</param>
/// <param name="Feature">Index of the feature.</param>
/// <param name="Output">Index of the output.</param>
/// <param name="Grid">Values of the feature, increasing: quantiles of the rows.</param>
/// <param name="Values">The effect at each: the mean over the members. Of partial dependence the output itself, of accumulated local effects the difference from the mean over the rows.</param>
/// <param name="Lower">Lower end of the interval of the members; empty for one member.</param>
/// <param name="Upper">Upper end; empty for one member.</param>
/// <param name="Counts">Rows of the interval that ends at each value (the first: 0).</param>
public sealed record FeatureEffect(EffectKind Kind, int Feature, int Output, double[] Grid, double[] Values, double[] Lower, double[] Upper, int[] Counts)
{
    /// <summary>Largest less smallest value: how far the feature moves the output on its own.</summary>
    public double Reach => Values.Max() - Values.Min();
}
