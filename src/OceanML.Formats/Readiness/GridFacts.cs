namespace OceanML.Formats.Readiness;

/// <summary>The steps of a grid's axes.</summary>
/// <param name="LatitudeStep">Usual distance of two rows, degrees; NaN where not regular axes.</param>
/// <param name="LongitudeStep">Usual distance of two columns, degrees.</param>
/// <param name="IsRegular">Whether all steps equal the usual one, to 1 %.</param>
/// <param name="Times">Number of times.</param>
/// <param name="TimeStep">Usual distance of two times, microseconds; null with fewer than two.</param>
/// <param name="TimeRegular">Share of the steps that equal the usual one (months and years count as equal), 0 to 1.</param>
/// <param name="TimeBackwards">Number of times that are not later than the one before.</param>
public sealed record GridFacts(double LatitudeStep, double LongitudeStep, bool IsRegular, int Times, long? TimeStep, double TimeRegular, int TimeBackwards)
{
    /// <summary>Times per season, as <see cref="SamplingFacts.BySeason"/>.</summary>
    public IReadOnlyList<int> BySeason { get; init; } = [];
}
