namespace OceanML.Core;

/// <summary>A variable the collection knows, as it stands in <c>vocabulary.yaml</c>.</summary>
/// <param name="Name">Canonical column name, e.g. <c>chlorophyll</c>.</param>
/// <param name="StandardName">CF standard name, or null.</param>
/// <param name="Unit">Canonical unit.</param>
/// <param name="Minimum">Smallest plausible value, in the unit.</param>
/// <param name="Maximum">Largest plausible value, in the unit.</param>
/// <param name="LongName">Name for figures and reports.</param>
/// <param name="Aliases">The names it has in each source, e.g. argo: CHLA.</param>
public sealed record VocabularyEntry(
    string Name,
    string? StandardName,
    string Unit,
    double Minimum,
    double Maximum,
    string LongName,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Aliases);
