namespace OceanML.Validation;

/// <summary>One event: rows of a series from the first to the last.</summary>
/// <param name="First">First row.</param>
/// <param name="Last">Last row.</param>
public readonly record struct EventRun(int First, int Last);
