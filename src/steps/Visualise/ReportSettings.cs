namespace OceanML.Steps;

/// <summary>What all figures of a report share.</summary>
/// <param name="Log10">Logarithmic axes and scores.</param>
/// <param name="Unit">Unit where the tables say none.</param>
/// <param name="GroupBy">Column of the platform.</param>
/// <param name="GroupPattern">Part of it that counts.</param>
/// <param name="Seed">Seed of the resampling.</param>
internal sealed record ReportSettings(bool Log10, string? Unit, string? GroupBy, string? GroupPattern, int Seed);
