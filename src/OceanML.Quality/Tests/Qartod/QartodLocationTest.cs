using OceanML.Core;

namespace OceanML.Quality;

/// <summary>A position that cannot be, or outside the box the platform belongs in, fails; one too far from the position before is suspect.</summary>
/// <param name="box">Where the platform belongs; null for everywhere.</param>
/// <param name="farthest">Largest distance (m) from the position before; NaN for any.</param>
public sealed class QartodLocationTest(GeoBox? box = null, double farthest = double.NaN)
    : QualityTest("qartod-location", 0, "position that cannot be, outside its box, or too far from the one before")
{
    /// <inheritdoc/>
    public override SequenceAxis? Axis => SequenceAxis.Series;

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        var fixes = new Fixes(sequence);
        var flags = new char[fixes.Count];
        Evaluate(fixes.Latitudes, fixes.Longitudes, box, farthest, flags);
        fixes.RaisePositions(flags);
    }

    /// <summary>Flags of positions. Where only one of latitude and longitude is missing, the position fails.</summary>
    /// <param name="latitudes">Degrees; NaN where missing.</param>
    /// <param name="longitudes">Degrees; NaN where missing.</param>
    /// <param name="box">Where the platform belongs; null for everywhere.</param>
    /// <param name="farthest">Largest distance (m) from the position before; NaN for any.</param>
    /// <param name="flags">Receives QARTOD flags, one per position.</param>
    /// <remarks>Longitudes are possible from -180 to 180. Distances are those of <see cref="Sphere"/>. Edges of the box are inside.</remarks>
    public static void Evaluate(ReadOnlySpan<double> latitudes, ReadOnlySpan<double> longitudes, GeoBox? box, double farthest, Span<char> flags)
    {
        for (var i = 0; i < latitudes.Length; i++)
        {
            var (latitude, longitude) = (latitudes[i], longitudes[i]);
            flags[i] = double.IsNaN(latitude) && double.IsNaN(longitude) ? QartodFlag.Missing
                : !(Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180) ? QartodFlag.Fail
                : box is not null && !box.Contains(latitude, longitude) ? QartodFlag.Fail
                : i > 0 && Sphere.DistanceKm(latitudes[i - 1], longitudes[i - 1], latitude, longitude) * 1000 > farthest ? QartodFlag.Suspect
                : QartodFlag.Good;
        }
    }
}
