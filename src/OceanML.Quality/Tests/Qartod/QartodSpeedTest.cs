using OceanML.Core;

namespace OceanML.Quality;

/// <summary>A position reached faster from the one before than the platform can move is suspect or fails: the position or the time is wrong.</summary>
/// <param name="suspect">Speed (m/s) above which a position is suspect; NaN for none.</param>
/// <param name="fail">Speed above which it fails; NaN for none.</param>
public sealed class QartodSpeedTest(double suspect = 1, double fail = 3) : QualityTest("qartod-speed", 0, "position reached faster than the platform moves")
{
    /// <inheritdoc/>
    public override SequenceAxis? Axis => SequenceAxis.Series;

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        var fixes = new Fixes(sequence);
        var flags = new char[fixes.Count];
        Evaluate(fixes.Latitudes, fixes.Longitudes, fixes.Times, suspect, fail, flags);
        fixes.RaisePositions(flags);
    }

    /// <summary>Flags of positions. The first is not evaluated; one without position, and the one after it, is missing.</summary>
    /// <param name="latitudes">Degrees; NaN where missing.</param>
    /// <param name="longitudes">Degrees; NaN where missing.</param>
    /// <param name="times">Times, microseconds UTC.</param>
    /// <param name="suspect">Speed (m/s) above which a position is suspect.</param>
    /// <param name="fail">Speed above which it fails.</param>
    /// <param name="flags">Receives QARTOD flags, one per position.</param>
    /// <remarks>Distances are those of <see cref="Sphere"/>, within 0.6 % of the ellipsoid.</remarks>
    public static void Evaluate(
        ReadOnlySpan<double> latitudes, ReadOnlySpan<double> longitudes, ReadOnlySpan<long> times, double suspect, double fail, Span<char> flags)
    {
        for (var i = 0; i < latitudes.Length; i++)
        {
            var here = !double.IsNaN(latitudes[i] + longitudes[i]);
            if (i == 0)
            {
                flags[i] = here ? QartodFlag.Unknown : QartodFlag.Missing;
                continue;
            }

            var metres = Sphere.DistanceKm(latitudes[i - 1], longitudes[i - 1], latitudes[i], longitudes[i]) * 1000;
            var speed = metres / Math.Abs((times[i] - times[i - 1]) * 1e-6);
            flags[i] = double.IsNaN(metres) ? QartodFlag.Missing : speed > fail ? QartodFlag.Fail : speed > suspect ? QartodFlag.Suspect : QartodFlag.Good;
        }
    }
}
