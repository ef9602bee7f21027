namespace OceanML.Quality.Labels;

/// <summary>What became of an event.</summary>
/// <param name="Event">The event.</param>
/// <param name="Rows">Rows that lie in it: platform, time, depth and box.</param>
/// <param name="Values">Values that it labelled, over all its variables.</param>
/// <param name="Why">Where it labelled nothing: why not; null otherwise.</param>
public sealed record EventOutcome(LabelEvent Event, long Rows, long Values, string? Why);
