using OceanML.Core;

namespace OceanML.Formats.Observations;

/// <summary>Where and what a fixed station is, for files that do not say.</summary>
internal static class FixedStation
{
    /// <summary>The table with the position in rows that have none, and the name where it has no platform.</summary>
    /// <param name="table">A table.</param>
    /// <param name="position">Degrees north and east; null to leave positions as they are.</param>
    /// <param name="platform">Name of the platform; null to leave it.</param>
    public static Table In(Table table, (double Latitude, double Longitude)? position, string? platform)
    {
        var rows = table.RowCount;
        if (position is { } place)
        {
            var (latitude, longitude) = (Values(table, "latitude"), Values(table, "longitude"));
            var filled = ((double[])[.. latitude.Values], (double[])[.. longitude.Values]);
            for (var row = 0; row < rows; row++)
            {
                if (double.IsNaN(filled.Item1[row]) || double.IsNaN(filled.Item2[row])) (filled.Item1[row], filled.Item2[row]) = place;
            }

            table = table.With(new NumberColumn(latitude.Name, filled.Item1, latitude.Metadata), new NumberColumn(longitude.Name, filled.Item2, longitude.Metadata));
        }

        if (platform is null) return table;
        var names = table.Find("platform") is { } known ? [.. TableObservations.Texts(known).Select(name => name ?? platform)] : Enumerable.Repeat<string?>(platform, rows).ToArray();
        return CoordinateColumns.Find(table, "platform") is { Name: not "platform" } other && Enumerable.Range(0, rows).Any(row => !other.IsMissing(row))
            ? table
            : table.With(new TextColumn("platform", names));
    }

    private static NumberColumn Values(Table table, string coordinate) =>
        CoordinateColumns.Find(table, coordinate, column => column is NumberColumn) as NumberColumn
        ?? (NumberColumn)new NumberColumn(coordinate, [], new ColumnMetadata(coordinate == "latitude" ? "degrees_north" : "degrees_east", coordinate)).Missing(table.RowCount);
}
