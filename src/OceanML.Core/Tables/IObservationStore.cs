namespace OceanML.Core;

/// <summary>
/// Observations that need not fit into memory: a directory of Parquet files, say. Rows are numbered from 0 in a fixed order, and that number
/// identifies an observation.
/// </summary>
public interface IObservationStore
{
    /// <summary>The file or folder, as the user named it.</summary>
    string Source { get; }

    /// <summary>Number of observations.</summary>
    long Count { get; }

    /// <summary>What a user should know of it, one sentence each: files left out, columns that cannot be read.</summary>
    IReadOnlyList<string> Warnings => [];

    /// <summary>
    /// Where and when the observations of a span of time are: columns <c>observation</c> (its number), <c>time</c>, <c>latitude</c>, <c>longitude</c>, and
    /// <c>time_qc</c> and <c>position_qc</c> where they exist, in order of time, then of number.
    /// </summary>
    /// <param name="earliest">First time, microseconds since 1970 UTC, inclusive.</param>
    /// <param name="latest">Last time, inclusive.</param>
    Table Between(long earliest, long latest);

    /// <summary>The same columns of all observations, also those without time, batch by batch in order of number.</summary>
    IEnumerable<Table> Coordinates();

    /// <summary>All columns of some observations.</summary>
    /// <param name="observations">Their numbers; the result has its rows in this order, repeated numbers included.</param>
    Table Take(IReadOnlyList<long> observations);
}
