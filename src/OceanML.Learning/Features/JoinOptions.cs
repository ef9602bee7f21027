namespace OceanML.Learning;

/// <summary>How rows of a second table find their row of the first.</summary>
/// <param name="By">Any of <c>time</c>, <c>place</c>, and names of columns that must be equal in both.</param>
/// <param name="Within">How far the time of the second may lie from that of the first.</param>
/// <param name="WithinKm">How far its place may lie, km.</param>
/// <param name="Nearest">Whether a later time may be taken too; otherwise the latest one up to the row's time.</param>
/// <param name="Prefix">Put before names that the first table has already, and before the columns that say how far off the match was.</param>
public sealed record JoinOptions(IReadOnlyList<string> By, TimeSpan Within, double WithinKm, bool Nearest, string Prefix);
