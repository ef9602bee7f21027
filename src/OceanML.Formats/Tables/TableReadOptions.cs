namespace OceanML.Formats.Tables;

/// <summary>How to read a table file.</summary>
public sealed record TableReadOptions
{
    /// <summary>Nothing declared: the file speaks for itself.</summary>
    public static readonly TableReadOptions Default = new();

    /// <summary>
    /// Texts or numbers that stand for a missing value besides the empty field, NaN, NA, N/A and NULL, e.g. <c>-999</c>; a number
    /// matches however it is written (-999, -999.0). They hold for text files and Parquet alike.
    /// </summary>
    public IReadOnlyList<string> MissingValues { get; init; } = [];

    /// <summary>For text files: every column as text, as it is written, so that 0042 and 2024-06-08 say as much as they do in the file.</summary>
    public bool AsText { get; init; }

    /// <summary>Worker threads; the result does not depend on it.</summary>
    public int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 4);
}
