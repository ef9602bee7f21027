namespace OceanML.Figures;

/// <summary>One feature of a <see cref="BeeswarmFigure"/>.</summary>
/// <param name="Name">The feature.</param>
/// <param name="Relevance">Its relevance, one number per row of the table.</param>
/// <param name="Position">Where its value stands among those of the feature, 0 the lowest and 1 the highest; NaN where it does not vary.</param>
public sealed record BeeswarmRow(string Name, double[] Relevance, double[] Position);
