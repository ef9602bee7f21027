using OceanML.Core;

namespace OceanML.Formats.Observations;

/// <summary>A file of Argo profiles as an observation table, with the account of what was left out.</summary>
/// <param name="Table">One row per level that has at least one value.</param>
/// <param name="Profiles">Number of profiles in the file, each vertical sampling scheme counted.</param>
/// <param name="Levels">Number of levels in the file: profiles times the longest profile.</param>
/// <param name="EmptyLevels">Levels without any value of the variables read, not in the table.</param>
/// <param name="UnusableTimes">Rows whose time was flagged bad or missing, and is missing in the table.</param>
/// <param name="UnusablePositions">Rows whose position was flagged bad or missing, and is missing in the table.</param>
public sealed record ArgoReading(Table Table, int Profiles, int Levels, int EmptyLevels, int UnusableTimes, int UnusablePositions)
{
    /// <summary>Pressures of empty levels.</summary>
    public int PressuresOfEmptyLevels { get; init; }

    /// <summary>Flags that are none of Argo's scheme; they read 0, no quality control.</summary>
    public int ForeignFlags { get; init; }

    /// <summary>What was done to foreign flags.</summary>
    public string ForeignFlagsSentence => $"{ForeignFlags} quality flags are none of Argo's scheme (0 to 5, 8, 9) and count as 0, no quality control";

    /// <summary>Parameters of the file that the vocabulary does not know, not in the table.</summary>
    public IReadOnlyList<string> NotRead { get; init; } = [];
}
