namespace OceanML.Learning;

/// <summary>What was found for one explained output.</summary>
/// <param name="Name">The output.</param>
/// <param name="Unit">Unit of the importance; null where unknown.</param>
/// <param name="Importance">Features, by subset, then groups.</param>
/// <param name="Groups">Which of them are groups.</param>
public sealed record ExplainedPart(string Name, string? Unit, IReadOnlyList<FeatureImportance> Importance, IReadOnlyCollection<FeatureImportance> Groups)
{
    /// <summary>Whether an entry is of the list of groups; a group may have one feature.</summary>
    public bool IsGroup(FeatureImportance one) => Groups.Contains(one);
}
