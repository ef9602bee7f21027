namespace OceanML.Colocation;

/// <summary>How matchups are made, without influence on which they are.</summary>
public sealed record MatchupOptions
{
    /// <summary>Number of threads.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether to make the table of failed candidates.</summary>
    public bool KeepRejected { get; init; }

    /// <summary>Whether to keep the pixels of every matchup, for a multi-matchup file.</summary>
    public bool KeepPixels { get; init; }

    /// <summary>Called after each field, for a progress bar.</summary>
    public Action? Opened { get; init; }
}
