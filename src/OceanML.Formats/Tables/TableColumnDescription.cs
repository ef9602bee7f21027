using OceanML.Core;

namespace OceanML.Formats.Tables;

/// <summary>One column of a table file.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Kind">number, integer, boolean, text, time.</param>
/// <param name="Metadata">Unit, CF names, flag scheme, source where the file says so.</param>
/// <param name="MissingCount">Rows without a value (NaN counts as missing).</param>
/// <param name="Minimum">Smallest value as text: numbers in shortest form, times in ISO 8601; null without values.</param>
/// <param name="Maximum">Largest value as text.</param>
public sealed record TableColumnDescription(
    string Name,
    string Kind,
    ColumnMetadata Metadata,
    long MissingCount,
    string? Minimum,
    string? Maximum);
