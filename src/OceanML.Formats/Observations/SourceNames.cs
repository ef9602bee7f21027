using OceanML.Core;
using OceanML.Formats.Vocabularies;

namespace OceanML.Formats.Observations;

/// <summary>
/// Gives the columns of one file their names: that of the vocabulary where a source's name is known, else the source's own. Two columns
/// never get one name; a second sensor of the same quantity gets <c>_2</c>.
/// </summary>
internal sealed class SourceNames
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>The name of a column, from now on taken.</summary>
    /// <param name="known">The name by which the vocabulary may know it; null to keep the own one.</param>
    /// <param name="own">Its own name, for what is not known.</param>
    /// <param name="unit">Its unit, where the name alone would mislead.</param>
    /// <param name="standardName">Its CF standard name, likewise.</param>
    public string Take(string? known, string own, string? unit = null, string? standardName = null)
    {
        var name = known is null ? own : Canonical(known, unit, standardName) ?? own;
        var candidate = name;
        for (var n = 2; !taken.Add(candidate); n++) candidate = $"{name}_{n}";
        return candidate;
    }

    /// <summary>Takes a name as it is.</summary>
    public void Reserve(string name) => taken.Add(name);

    /// <summary>
    /// The vocabulary's name of a source's name, or null. One name may stand for different quantities in different sources (DOX1 in ml l-1
    /// and in umol l-1): where the unit is not that of the entry, the entry of the CF standard name is right.
    /// </summary>
    public static string? Canonical(string name, string? unit = null, string? standardName = null)
    {
        var vocabulary = VocabularyFile.Load();
        var byName = vocabulary.Find(name);
        var byStandard = standardName is null || standardName.StartsWith("sea_surface", StringComparison.Ordinal) ? null : vocabulary.Find(standardName);
        if (byName is null || byStandard is null || byName == byStandard) return byName?.Name;
        return UnitText.Differ(unit, byName.Unit) ? byStandard.Name : byName.Name;
    }
}
