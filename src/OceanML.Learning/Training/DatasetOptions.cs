using System.Text.RegularExpressions;

namespace OceanML.Learning;

/// <summary>Which columns of a table are learned from, and by what rules.</summary>
public sealed record DatasetOptions
{
    /// <summary>Columns that are features, in order.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>Columns that are targets, in order.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>Column that names the group (platform, cruise, site) of a row; null where every row stands for itself.</summary>
    public string? GroupColumn { get; init; }

    /// <summary>What part of the column's text is the group: the first match, or its first group in parentheses; null for all of it.</summary>
    public Regex? GroupPattern { get; init; }

    /// <summary>Whether the one target names a class, in text or numbers, rather than being a quantity.</summary>
    public bool Classes { get; init; }

    /// <summary>Whether a missing feature stays missing (NaN), for learners that take it; otherwise its row is rejected.</summary>
    public bool KeepMissing { get; init; }

    /// <summary>Whether targets are learned as log10.</summary>
    public bool Log10 { get; init; }

    /// <summary>With <see cref="Log10"/>: smallest value of a target, in its unit; smaller ones are raised to it.</summary>
    public double Floor { get; init; } = 0.001;

    /// <summary>With <see cref="Log10"/>: whether negative targets count as missing rather than being raised to the floor.</summary>
    public bool NegativeIsMissing { get; init; }
}
