namespace OceanML.Quality;

/// <summary>Constants of the MEDD spike test for one variable. Gradients are per dbar, in the unit of the variable.</summary>
/// <param name="Steepest">Largest gradient, one value per zone of <see cref="MeddSpike.GradientZones"/>; beyond it a level does not count for the median.</param>
/// <param name="SteepestTurn">Largest gradient on both sides of a level where its sign changes, per zone.</param>
/// <param name="Distance">Largest distance from the median curve, as a part of the extent of the profile, per zone of <see cref="MeddSpike.DistanceZones"/>.</param>
/// <param name="SmallestExtent">Extent of the variable over the profile that the distance is taken of, at least.</param>
/// <param name="LargestExtent">The same, at most.</param>
/// <param name="LowestGradient">Gradient below which a level does not count for the median: density does not fall with depth.</param>
/// <param name="HighestGradient">Gradient above which a level does not count for the median: temperature seldom rises with depth.</param>
/// <param name="HighestAtTop">Gradient above which the first levels of a run are not taken as their own median.</param>
public sealed record MeddLimits(
    IReadOnlyList<double> Steepest,
    IReadOnlyList<double> SteepestTurn,
    IReadOnlyList<double> Distance,
    double SmallestExtent,
    double LargestExtent,
    double LowestGradient = double.NegativeInfinity,
    double HighestGradient = double.PositiveInfinity,
    double HighestAtTop = double.PositiveInfinity)
{
    /// <summary>Temperature (degrees Celsius) where density is known too.</summary>
    public static MeddLimits Temperature { get; } = new(
        [5, 3.5, 0.5, 0.15, 0.05, 0.0004], [0.08, 0.08, 0.03, 0.01, 0.003, 0.0004], [0.15, 0.15, 0.1, 0.1], 4, 10, HighestGradient: 0.5, HighestAtTop: 0.1);

    /// <summary>Temperature where there is no salinity, more than 10 degrees from the equator.</summary>
    public static MeddLimits TemperatureAlone { get; } = Temperature with { Distance = [0.22, 0.22, 0.15, 0.1] };

    /// <summary>Temperature where there is no salinity, within 10 degrees of the equator.</summary>
    public static MeddLimits TemperatureAtEquator { get; } = Temperature with { Distance = [0.6, 0.18, 0.15, 0.1] };

    /// <summary>Practical salinity.</summary>
    public static MeddLimits Salinity { get; } = new(
        [1, 1, 0.08, 0.02, 0.004, 0.0002], [0.01, 0.01, 0.005, 0.0001, 0.0002, 0.0002], [0.08, 0.08, 0.07, 0.07], 1, 5);

    /// <summary>Potential density (kg m-3).</summary>
    public static MeddLimits Density { get; } = new(
        [1.5, 0.07, 0.07, 0.005, 0.005, 0.0004], [0.006, 0.006, 0.001, 0.0004, 0.0004, 0.0004], [0.08, 0.08, 0.04, 0.04], 1, 6, LowestGradient: -0.001);
}
