namespace OceanML.Quality;

/// <summary>The largest magnitude of a feature that is good, which may be smaller in deep water. Exceeding is strict.</summary>
/// <param name="Threshold">Limit, in the unit of the feature.</param>
/// <param name="Deep">Limit from <paramref name="DeepFrom"/> down; null where one limit holds everywhere.</param>
/// <param name="DeepFrom">Pressure (dbar) from which the deep limit holds.</param>
/// <param name="Memory">Weight of the past in the cumulative rate of change, 0..1.</param>
/// <param name="IsNormalised">Whether Tukey 53H is divided by the standard deviation of the smoothed values.</param>
public sealed record CoTeDeLimits(double Threshold, double? Deep = null, double DeepFrom = 500, double Memory = 0.8, bool IsNormalised = false)
{
    /// <summary>The limit at a pressure (dbar); the general one where the pressure is unknown.</summary>
    public double At(double pressure) => Deep is { } deep && pressure >= DeepFrom ? deep : Threshold;
}
