namespace OceanML.Validation;

/// <summary>What is one event, and when a forecast of it counts; lengths of time in microseconds.</summary>
/// <param name="Tolerance">A forecast counts within this time before or after.</param>
/// <param name="Gap">Events with no more time than this between them are one.</param>
/// <param name="Minimum">Events shorter than this are none; an event lasts from its first row to the step after its last.</param>
public sealed record EventRules(long Tolerance = 0, long Gap = 0, long Minimum = 0);
