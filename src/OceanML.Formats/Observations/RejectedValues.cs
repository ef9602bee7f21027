namespace OceanML.Formats.Observations;

/// <summary>Values of one variable that a reader could not take over, for one reason.</summary>
/// <param name="Variable">Name of the column.</param>
/// <param name="Reason">
/// Why: <c>not_a_number</c> (a text where numbers are), <c>below_detection_limit</c> and <c>above_detection_limit</c> (the file writes a mark
/// instead of a value; the flag says so).
/// </param>
/// <param name="Count">How many.</param>
public sealed record RejectedValues(string Variable, string Reason, int Count);
