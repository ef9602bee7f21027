namespace OceanML.Figures;

/// <summary>Values whose flags say the same.</summary>
/// <param name="Name">What the flags say: good, doubtful, bad, estimated, not checked.</param>
/// <param name="Values">The values.</param>
/// <param name="Along">Depth, pressure or time of each.</param>
/// <param name="Colour">Colour as <c>#RRGGBB</c>.</param>
/// <param name="Symbol">GMT symbol with its size.</param>
/// <param name="IsFault">Whether the flag says doubtful or bad.</param>
/// <param name="IsOpen">Whether symbols are drawn open.</param>
public sealed record FlaggedPoints(string Name, double[] Values, double[] Along, string Colour, string Symbol, bool IsFault, bool IsOpen = false);
