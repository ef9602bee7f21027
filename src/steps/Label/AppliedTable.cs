using OceanML.Core;
using OceanML.Quality.Labels;

namespace OceanML.Steps;

/// <summary>The events with what became of each; still a table of events.</summary>
internal static class AppliedTable
{
    public static Table Of(LabelResult result) => LabelEventTable.Write([.. result.Outcomes.Select(outcome => outcome.Event)]).With(
        new NumberColumn("rows", [.. result.Outcomes.Select(outcome => (double)outcome.Rows)], kind: NumberKind.Int64),
        new NumberColumn("values", [.. result.Outcomes.Select(outcome => (double)outcome.Values)], kind: NumberKind.Int64),
        new TextColumn("outcome", [.. result.Outcomes.Select(outcome => outcome.Why ?? "labelled")]));
}
