using OceanML.Core;

namespace OceanML.Formats.Readiness;

/// <summary>What is known of a variable or column.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Role">What it is for.</param>
public sealed record VariableFacts(string Name, VariableRole Role)
{
    /// <summary>Stored type or kind, in words.</summary>
    public string Type { get; init; } = "";

    /// <summary>Unit as written, or null.</summary>
    public string? Unit { get; init; }

    /// <summary>CF standard name, or null.</summary>
    public string? StandardName { get; init; }

    /// <summary>Long name, or null.</summary>
    public string? LongName { get; init; }

    /// <summary>The entry of our vocabulary, by name or standard name; null where unknown.</summary>
    public VocabularyEntry? Entry { get; init; }

    /// <summary>Where the values come from, or null.</summary>
    public string? Source { get; init; }

    /// <summary>Share of values that are missing, 0 to 1; null where not examined.</summary>
    public double? Missing { get; init; }

    /// <summary>Smallest value as text, or null.</summary>
    public string? Minimum { get; init; }

    /// <summary>Largest value as text, or null.</summary>
    public string? Maximum { get; init; }

    /// <summary>Whether the file says what stands for a missing value (<c>_FillValue</c>, or a format that knows missing values).</summary>
    public bool DeclaresMissing { get; init; }

    /// <summary>The flag scheme, or the meanings of the flags as the file gives them; null where it is no flag or says nothing.</summary>
    public string? FlagScheme { get; init; }

    /// <summary>Whether an external vocabulary is named for it (a URI or URN, e.g. of the NERC vocabulary server).</summary>
    public bool HasVocabularyLink { get; init; }

    /// <summary>Whether the unit can be understood by a program.</summary>
    public bool HasReadableUnit => UnitText.IsWritten(Unit) && (Core.Unit.Parse(Unit!) is not null || UnitText.IsSame(Unit, "1") || Unit!.Contains(" since ", StringComparison.Ordinal));
}
