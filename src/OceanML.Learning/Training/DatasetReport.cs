namespace OceanML.Learning;

/// <summary>What became of the rows and columns of a table on their way into a <see cref="Dataset"/>.</summary>
public sealed record DatasetReport
{
    /// <summary>Rows of the table.</summary>
    public int Rows { get; init; }

    /// <summary>Rows left out, by reason.</summary>
    public IReadOnlyDictionary<string, int> Rejected { get; init; } = new SortedDictionary<string, int>();

    /// <summary>What the user should know, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Target values raised to the floor before log10.</summary>
    public int Floored { get; init; }

    /// <summary>Negative target values, raised to the floor or counted as missing.</summary>
    public int Negative { get; init; }

    /// <summary>Rows with every target.</summary>
    public int Complete { get; init; }

    /// <summary>Rows whose features are equal to those of a row of another group.</summary>
    public int SharedAcrossGroups { get; init; }
}
