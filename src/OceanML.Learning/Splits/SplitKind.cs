namespace OceanML.Learning;

/// <summary>What is kept together when rows are divided into those a model learns from and those it is judged on.</summary>
public enum SplitKind
{
    /// <summary>Platforms, cruises or sites: says what to expect of one that was never seen.</summary>
    Group,

    /// <summary>Years, which may begin in any month: says what to expect of a year that was never seen.</summary>
    Year,

    /// <summary>Stretches of time between given dates, or the earliest and latest shares of the time.</summary>
    Period,

    /// <summary>Blocks of time of equal length, such as weeks.</summary>
    Time,

    /// <summary>Cells of equal size on the Earth: says what to expect of a region that was never seen.</summary>
    Space,

    /// <summary>Events, each with the time around it up to half way to the next one.</summary>
    Event,

    /// <summary>What a column says.</summary>
    Column,

    /// <summary>Nothing: rows at random. Rows of one platform resemble each other, so scores are too good.</summary>
    Random,
}
