namespace OceanML.Formats.Tables;

/// <summary>What a table file holds, without its data.</summary>
/// <param name="Format">Parquet or text.</param>
/// <param name="Dialect">For text: delimiter, encoding, decimal sign, lines skipped, in words; for Parquet the writer's name.</param>
/// <param name="RowCount">Number of rows.</param>
/// <param name="Columns">The columns, in file order.</param>
/// <param name="Metadata">Key-value metadata of the file.</param>
/// <param name="Warnings">What was left out or is doubtful, one sentence each.</param>
public sealed record TableDescription(
    TableFormat Format,
    string Dialect,
    long RowCount,
    IReadOnlyList<TableColumnDescription> Columns,
    IReadOnlyDictionary<string, string> Metadata,
    IReadOnlyList<string> Warnings);
