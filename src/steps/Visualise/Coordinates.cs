using OceanML.Core;

namespace OceanML.Steps;

/// <summary>The columns of time and position of a table, by the names that are in use.</summary>
internal static class Coordinates
{
    private static readonly string[] LatitudeNames = ["latitude", "lat", "nav_lat"];
    private static readonly string[] LongitudeNames = ["longitude", "lon", "long", "lng", "nav_lon"];
    private static readonly string[] TimeNames = ["time", "date", "datetime", "date_time", "juld", "timestamp"];

    public static double[] Latitude(Table table) => table.Numbers(Find(table, "latitude", LatitudeNames, "degrees_north"));

    public static double[] Longitude(Table table) => table.Numbers(Find(table, "longitude", LongitudeNames, "degrees_east"));

    public static long[] Time(Table table)
    {
        var name = table.Columns.OfType<TimeColumn>().Select(column => column.Name).FirstOrDefault(name => TimeNames.Contains(name, StringComparer.OrdinalIgnoreCase))
            ?? table.Columns.OfType<TimeColumn>().Select(column => column.Name).FirstOrDefault();
        return name is not null ? table.Times(name) : throw OceanException.Missing(table.Label, "time column", "time", table.Names);
    }

    private static string Find(Table table, string what, string[] names, string unit) =>
        names.SelectMany(name => table.Names.Where(column => string.Equals(column, name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault()
        ?? table.Columns.FirstOrDefault(column => column.Metadata.StandardName == what || column.Metadata.Unit == unit)?.Name
        ?? throw OceanException.Missing(table.Label, $"{what} column", what, table.Names);
}
