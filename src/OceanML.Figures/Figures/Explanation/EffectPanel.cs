namespace OceanML.Figures;

/// <summary>The effect of one feature in an <see cref="EffectsFigure"/>.</summary>
/// <param name="Name">The feature.</param>
/// <param name="Unit">Its unit; null where unknown.</param>
/// <param name="Curves">Its curves.</param>
/// <param name="Rug">Some of its values, marked along the axis.</param>
/// <param name="TrainedFrom">Smallest value in training; NaN where unknown.</param>
/// <param name="TrainedTo">Largest value in training; NaN where unknown.</param>
public sealed record EffectPanel(string Name, string? Unit, IReadOnlyList<EffectCurve> Curves, double[] Rug, double TrainedFrom, double TrainedTo);
