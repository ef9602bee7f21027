using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Archives;

/// <summary>Global attributes of a multi-matchup file: CF and ACDD, without dates of writing, so that the same matchups give the same bytes.</summary>
internal static class MatchupAttributes
{
    public static void Write(NetCdfGroupWriter root, MatchupCube cube)
    {
        var table = cube.Matchups;
        var own = new Dictionary<string, string>(table.Metadata, StringComparer.Ordinal);
        own.Remove(TableFile.FileKey);
        own.Remove(TableFile.WarningsKey);
        var all = new List<(string Name, string Text)>
        {
            ("Conventions", "CF-1.11, ACDD-1.3"),
            ("title", Own("title") is { } title ? $"Matchups: {title}" : "Matchups of observations with satellite or model fields"),
            ("summary", "Observations, each with the pixels of a field round it, their statistics, and the pointer to the granule and pixel they come from."),
            ("source", Products(table)),
            ("history", string.Join('\n', new[] { Own("history"), $"oceanml-colocate: {Own("colocation")}" }.OfType<string>())),
            ("standard_name_vocabulary", "CF Standard Name Table"),
            ("cdm_data_type", "Point"),
        };
        own.Remove("Conventions");
        all.AddRange(own.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (MatchupLayout.Legal(pair.Key), pair.Value)));
        foreach (var (name, text) in all.DistinctBy(pair => pair.Name)) root.Attribute(name, text);
        Extent(root, table);

        string? Own(string key)
        {
            own.Remove(key, out var text);
            return text;
        }
    }

    private static string Products(Table table)
    {
        var products = (table.Find("field_product") as TextColumn)?.Values.OfType<string>().Where(product => product.Length > 0).Distinct().Order(StringComparer.Ordinal).ToList() ?? [];
        return products.Count > 0 ? $"observations, and fields of {string.Join(", ", products)}" : "observations and fields";
    }

    private static void Extent(NetCdfGroupWriter root, Table table)
    {
        if (table.Find("latitude") is NumberColumn { Length: > 0 } latitudes && table.Find("longitude") is NumberColumn longitudes)
        {
            root.Attribute("geospatial_lat_min", NetCdfType.Float64, latitudes.Values.Min()).Attribute("geospatial_lat_max", NetCdfType.Float64, latitudes.Values.Max())
                .Attribute("geospatial_lon_min", NetCdfType.Float64, longitudes.Values.Min()).Attribute("geospatial_lon_max", NetCdfType.Float64, longitudes.Values.Max());
        }

        if (table.Find("time") is not TimeColumn times) return;
        var known = times.Values.Where(time => time != Timestamp.Missing).ToList();
        if (known.Count == 0) return;
        root.Attribute("time_coverage_start", Timestamp.Format(known.Min())).Attribute("time_coverage_end", Timestamp.Format(known.Max()));
    }
}
