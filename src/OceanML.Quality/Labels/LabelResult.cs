using OceanML.Core;

namespace OceanML.Quality.Labels;

/// <summary>A labelled table and an account of it.</summary>
/// <param name="Table">The table; its values are those that came in.</param>
/// <param name="Outcomes">What became of each event, in their order.</param>
/// <param name="Overlaps">Pairs of events that share values, with their number, most first.</param>
/// <param name="Classes">Per variable: label (as it stands beside the value, several joined by <c>|</c>; empty for none) to number of values.</param>
/// <param name="Warnings">What to know, one sentence each.</param>
public sealed record LabelResult(
    Table Table,
    IReadOnlyList<EventOutcome> Outcomes,
    IReadOnlyList<(LabelEvent First, LabelEvent Second, long Values)> Overlaps,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Classes,
    IReadOnlyList<string> Warnings);
