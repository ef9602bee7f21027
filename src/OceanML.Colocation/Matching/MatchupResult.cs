using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>What came of matching a table of observations with fields. Every observation is counted once: Observations = Matched + the sum of Rejected.</summary>
/// <param name="Matchups">
/// One row per matchup in the order of the observations: all their columns, then the pointer to field and pixel, then the statistics.
/// </param>
/// <param name="Candidates">One row per failed candidate with its reason, and one per observation without any candidate; null unless asked for.</param>
/// <param name="Observations">Number of observations.</param>
/// <param name="Matched">Number of observations with at least one matchup.</param>
/// <param name="FieldsMatched">Number of fields with at least one matchup.</param>
/// <param name="Rejected">Number of observations without a matchup, by reason (<see cref="Rejections"/>).</param>
/// <param name="Notes">What the user should know: fields left out, columns renamed.</param>
/// <param name="NearestMissKm">Least distance by which a position missed every pixel, km; infinite where none did.</param>
/// <param name="NearestMissTime">Least time by which an observation missed every time window, microseconds; the largest value where none did.</param>
public sealed record MatchupResult(
    Table Matchups,
    Table? Candidates,
    long Observations,
    long Matched,
    int FieldsMatched,
    IReadOnlyDictionary<string, long> Rejected,
    IReadOnlyList<string> Notes,
    double NearestMissKm,
    long NearestMissTime)
{
    /// <summary>The matchups with their pixels; null unless asked for.</summary>
    public MatchupCube? Cube { get; init; }
}
