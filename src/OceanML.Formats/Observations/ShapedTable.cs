using OceanML.Core;

namespace OceanML.Formats.Observations;

/// <summary>A table of a known convention, brought to one row per observation with flags beside their variables.</summary>
/// <param name="Table">Coordinates and variables under the names of the collection where they are known.</param>
internal sealed record ShapedTable(Table Table)
{
    /// <summary>Rows in the file; a line with several levels counts once per level.</summary>
    public int RowsRead { get; init; } = Table.RowCount;

    /// <summary>Rows that are not in the table, by reason.</summary>
    public IReadOnlyDictionary<string, int> Rejected { get; init; } = new Dictionary<string, int>();

    /// <summary>Single values that were not taken over.</summary>
    public IReadOnlyList<RejectedValues> RejectedValues { get; init; } = [];

    /// <summary>What the user should know, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Values of rows that are not in the table, by variable and by the reason of the row.</summary>
    public IReadOnlyList<RejectedValues> ValuesOfRejectedRows { get; init; } = [];
}
