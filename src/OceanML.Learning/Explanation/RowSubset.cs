namespace OceanML.Learning;

/// <summary>A part of the rows.</summary>
/// <param name="By">The column or <c>region</c> that divides the rows; empty for all rows.</param>
/// <param name="Value">Its value, or the name of the region; empty for all rows.</param>
/// <param name="Count">Number of rows.</param>
public sealed record RowSubset(string By, string Value, int Count);
