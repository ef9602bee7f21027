using OceanML.Core;

namespace OceanML.Formats.Readiness;

/// <summary>Makes a data dictionary: what every variable of a file means.</summary>
public static class DataDictionary
{
    /// <summary>One entry per variable, in file order.</summary>
    public static IReadOnlyList<DictionaryEntry> Of(DatasetFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return [.. facts.Variables.Select(variable => new DictionaryEntry(
            variable.Name,
            variable.Role.ToString().ToLowerInvariant(),
            variable.Type,
            Meaning(variable),
            UnitText.IsWritten(variable.Unit) ? variable.Unit! : "",
            variable.StandardName ?? (variable.Entry?.StandardName is { } known && variable.Role is VariableRole.Data or VariableRole.Coordinate ? $"({known})" : ""),
            Flags(facts, variable),
            variable.Minimum ?? "",
            variable.Maximum ?? "",
            variable.Missing,
            variable.Source ?? ""))];
    }

    private static string Meaning(VariableFacts variable)
    {
        if (variable.LongName is { Length: > 0 } said) return said;
        var subject = variable.Role switch
        {
            VariableRole.Uncertainty => VariableNames.Subject(variable.Name),
            VariableRole.Flag => variable.Name.EndsWith("_qc", StringComparison.OrdinalIgnoreCase) ? variable.Name[..^3] : null,
            VariableRole.Label => variable.Name.Replace("_label_confidence", "", StringComparison.Ordinal).Replace("_label", "", StringComparison.Ordinal),
            VariableRole.Origin => variable.Name.Replace("_origin", "", StringComparison.Ordinal),
            _ => null,
        };
        return (variable.Role, subject) switch
        {
            (VariableRole.Uncertainty, { } of) => $"Uncertainty of {of}, in its unit",
            (VariableRole.Flag, { } of) => $"Quality flag of {of}",
            (VariableRole.Label, { } of) => variable.Name.EndsWith("_confidence", StringComparison.Ordinal) ? $"Confidence of the label of {of}, 0 to 1" : $"Expert label of {of}",
            (VariableRole.Origin, { } of) => $"Whether {of} was measured, estimated or simulated",
            (VariableRole.Split, _) => "Part of the split",
            _ => variable.Entry?.LongName ?? variable.StandardName?.Replace('_', ' ') ?? "",
        };
    }

    private static string Flags(DatasetFacts facts, VariableFacts variable)
    {
        if (variable.Role == VariableRole.Flag) return variable.FlagScheme is { } scheme && FlagScheme.All.FirstOrDefault(known => known.Name == scheme) is { } found ? $"{scheme} ({found.Source})" : variable.FlagScheme ?? "";
        if (variable.Role != VariableRole.Data) return "";
        return facts.Variables.FirstOrDefault(other => other.Role == VariableRole.Flag && other.Name.Equals(variable.Name + "_qc", StringComparison.OrdinalIgnoreCase))?.Name ?? "";
    }
}
