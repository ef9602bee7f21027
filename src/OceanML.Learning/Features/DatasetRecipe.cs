using System.Text.RegularExpressions;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>What a training table is made of.</summary>
public sealed record DatasetRecipe
{
    /// <summary>Columns of the table that are features as they are.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Features to derive, in order; a later one may use an earlier one.</summary>
    public IReadOnlyList<FeatureRequest> Derive { get; init; } = [];

    /// <summary>Columns to predict.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>How far ahead the targets lie; empty: at the time of the row.</summary>
    public IReadOnlyList<TimeSpan> Leads { get; init; } = [];

    /// <summary>Events to predict, or null.</summary>
    public EventRule? Event { get; init; }

    /// <summary>How rows make series or grids.</summary>
    public FeatureOptions Rows { get; init; } = new();

    /// <summary>Whether rows that lack a feature are kept, for learners that take missing values.</summary>
    public bool KeepMissing { get; init; }

    /// <summary>How to split, or null.</summary>
    public SplitPlan? Split { get; init; }

    /// <summary>Column of the groups; null for <c>platform</c>.</summary>
    public string? GroupColumn { get; init; }

    /// <summary>What part of the group's text counts.</summary>
    public Regex? GroupPattern { get; init; }

    /// <summary>Seed of the split.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Climatologies from a file, or null.</summary>
    public ClimatologySet? Climatologies { get; init; }
}
