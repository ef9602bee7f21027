using OceanML.Core;

namespace OceanML.Quality;

/// <summary>How alike observations must be to count as one and the same.</summary>
public sealed record DuplicateOptions
{
    /// <summary>A kilometre and an hour.</summary>
    public static readonly DuplicateOptions Default = new();

    /// <summary>Largest distance of near duplicates, km.</summary>
    public double DistanceKm { get; init; } = 1;

    /// <summary>Largest difference in time of near duplicates, microseconds.</summary>
    public long Microseconds { get; init; } = 3600 * Timestamp.PerSecond;

    /// <summary>Largest difference in depth (m) or pressure (dbar) of near duplicates.</summary>
    public double Vertical { get; init; } = 1;

    /// <summary>Largest relative difference of values that count as equal: sources round differently.</summary>
    public double Relative { get; init; } = 1e-3;
}
