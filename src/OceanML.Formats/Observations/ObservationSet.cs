using OceanML.Core;

namespace OceanML.Formats.Observations;

/// <summary>The observations of a file, with the account of the rows that are not among them.</summary>
/// <param name="Table">
/// The observations: <c>time</c>, <c>latitude</c> and <c>longitude</c> (-180..180) in every row, <c>platform</c>, <c>profile</c>,
/// <c>depth</c> or <c>pressure</c> where the file has them, then the variables.
/// </param>
/// <param name="RowsRead">Rows in the file (levels, for profiles).</param>
/// <param name="Rejected">
/// Rows that are not in the table, by reason: <c>no_time</c>, <c>no_position</c>, <c>position_out_of_range</c>, <c>no_value</c>. Together with
/// the rows of the table they make <paramref name="RowsRead"/>.
/// </param>
/// <param name="Duplicates">Rows of the table that repeat an earlier one, see <see cref="ObservationDuplicates"/>; they are in the table.</param>
/// <param name="Warnings">What is doubtful, one sentence each.</param>
public sealed record ObservationSet(
    Table Table,
    int RowsRead,
    IReadOnlyDictionary<string, int> Rejected,
    int Duplicates,
    IReadOnlyList<string> Warnings)
{
    /// <summary>
    /// Single values that stand in the file and are missing in the table, by variable and reason; their rows are there. Values that the file
    /// itself declares missing are not among them: they are the empty places of the columns.
    /// </summary>
    public IReadOnlyList<RejectedValues> RejectedValues { get; init; } = [];

    /// <summary>Values of rows that are not in the table, by variable and by the reason of the row; empty rows hold none.</summary>
    public IReadOnlyList<RejectedValues> ValuesOfRejectedRows { get; init; } = [];

    /// <summary>Variables of the file that are not in the table because nothing is known of them: intermediate parameters of a sensor.</summary>
    public IReadOnlyList<string> NotRead { get; init; } = [];
}
