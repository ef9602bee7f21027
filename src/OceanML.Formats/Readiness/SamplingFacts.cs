namespace OceanML.Formats.Readiness;

/// <summary>When and where the rows of a table are.</summary>
public sealed record SamplingFacts
{
    /// <summary>Rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows without a time.</summary>
    public int WithoutTime { get; init; }

    /// <summary>Rows without a usable position.</summary>
    public int WithoutPosition { get; init; }

    /// <summary>Platforms; 0 where no column tells them.</summary>
    public int Platforms { get; init; }

    /// <summary>Profiles, or instants of platforms.</summary>
    public int Instants { get; init; }

    /// <summary>Usual distance of two instants of a platform, microseconds; null with fewer than two.</summary>
    public long? Step { get; init; }

    /// <summary>Share of the steps that are within 5 % of the usual one.</summary>
    public double Regular { get; init; }

    /// <summary>Rows earlier than the row before them of the same platform.</summary>
    public int Backwards { get; init; }

    /// <summary>The longest step between two instants of a platform: platform, from, to, in microseconds.</summary>
    public (string Platform, long From, long To)? LongestGap { get; init; }

    /// <summary>Share of the time of the platforms that lies in gaps of more than three usual steps.</summary>
    public double GapShare { get; init; }

    /// <summary>Rows that repeat an earlier one (platform, profile, time, place, level).</summary>
    public int Duplicates { get; init; }

    /// <summary>Rows per season: December to February, March to May, June to August, September to November.</summary>
    public IReadOnlyList<int> BySeason { get; init; } = [];

    /// <summary>First and last instant, microseconds since 1970.</summary>
    public (long First, long Last)? Period { get; init; }
}
