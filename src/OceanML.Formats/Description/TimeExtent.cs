namespace OceanML.Formats.Description;

/// <summary>When the data are from.</summary>
/// <param name="Start">Start, microseconds since 1970 UTC.</param>
/// <param name="End">End, microseconds since 1970 UTC.</param>
/// <param name="Steps">Number of times that are known.</param>
/// <param name="Source">Where they were read: a variable, the global attributes, a column.</param>
public sealed record TimeExtent(long Start, long End, long Steps, string Source);
