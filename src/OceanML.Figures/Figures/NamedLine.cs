namespace OceanML.Figures;

/// <summary>A line of a <see cref="LinesFigure"/>.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Depths">Depth per point, m, ascending.</param>
/// <param name="Values">Number per point; NaN where missing.</param>
/// <param name="Low">Lower end of its interval per point, or empty.</param>
/// <param name="High">Upper end of its interval per point, or empty.</param>
public sealed record NamedLine(string Name, double[] Depths, double[] Values, double[] Low, double[] High);
