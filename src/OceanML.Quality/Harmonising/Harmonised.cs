using OceanML.Core;

namespace OceanML.Quality;

/// <summary>A table with canonical names and units, and the account of how it came to them.</summary>
/// <param name="Table">The table; rows and their order are those of the original.</param>
/// <param name="Columns">One line for each column that was renamed or converted, in the order of the table.</param>
/// <param name="Targets">The columns of the table that hold the values of a column of the original, where they are not one of the same name.</param>
/// <param name="Warnings">What a user should know, one sentence each.</param>
public sealed record Harmonised(
    Table Table,
    IReadOnlyList<HarmonisedColumn> Columns,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Targets,
    IReadOnlyList<string> Warnings);
