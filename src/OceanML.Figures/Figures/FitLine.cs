namespace OceanML.Figures;

/// <summary>A straight line y = intercept + slope x; of the logarithms where the axes are logarithmic.</summary>
/// <param name="Name">Which regression, e.g. <c>OLS</c>, <c>SMA</c>.</param>
/// <param name="Slope">Slope.</param>
/// <param name="Intercept">Intercept.</param>
public sealed record FitLine(string Name, double Slope, double Intercept);
