using OceanML.Core;

namespace OceanML.Learning;

/// <summary>The columns that say which observation a row is: where, when, of which platform and profile.</summary>
public static class IdentifyingColumns
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "platform", "profile", "profile_id", "cycle", "cruise", "station", "site", "time", "date", "datetime",
        "latitude", "lat", "longitude", "lon", "depth", "pressure", "pres", "row", "id",
    };

    private static readonly string[] Companions = ["_qc", "_origin"];

    /// <summary>
    /// Times, text (flags and origins apart), and numbers with the name of a coordinate or identifier, in the order of the table.
    /// </summary>
    public static IReadOnlyList<string> Of(Table table) => [.. table.Columns.Where(IsIdentifying).Select(column => column.Name)];

    private static bool IsIdentifying(Column column) =>
        column is TimeColumn
        || Names.Contains(column.Name)
        || (column is TextColumn && !Companions.Any(ending => column.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        || (column is NumberColumn { Kind: NumberKind.Int64 } && column.Name.EndsWith("_id", StringComparison.OrdinalIgnoreCase));
}
