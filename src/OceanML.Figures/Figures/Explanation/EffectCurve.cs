namespace OceanML.Figures;

/// <summary>A curve of an <see cref="EffectPanel"/>.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="X">Values of the feature.</param>
/// <param name="Y">The effect at each.</param>
/// <param name="Lower">Lower end of its interval; empty for none.</param>
/// <param name="Upper">Upper end; empty for none.</param>
public sealed record EffectCurve(string Name, double[] X, double[] Y, double[] Lower, double[] Upper);
