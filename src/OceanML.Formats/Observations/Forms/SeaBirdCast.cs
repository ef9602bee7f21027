using System.Globalization;
using System.Text.RegularExpressions;
using OceanML.Core;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Observations;

/// <summary>
/// A cast of a Sea-Bird instrument (.cnv, Seasoft data processing manual): time from the start in the header and the elapsed time of each
/// scan, position from NMEA or from what the operator typed, names such as t090C under those of the collection.
/// </summary>
internal static partial class SeaBirdCast
{
    private static readonly string[] LatitudeKeys = ["NMEA Latitude", "Latitude", "Lat", "Start Latitude", "Latitude (deg min)"];
    private static readonly string[] LongitudeKeys = ["NMEA Longitude", "Longitude", "Lon", "Long", "Start Longitude", "Longitude (deg min)"];
    private static readonly string[] CruiseKeys = ["Cruise", "Cruise ID", "Cruise Name", "Expedition", "Campagne"];
    private static readonly string[] ShipKeys = ["Ship", "Vessel", "Platform", "Navire"];
    private static readonly string[] StationKeys = ["Station", "Station Number", "Station ID", "Station Name", "Sta", "Stn"];
    private static readonly string[] CastKeys = ["Cast", "Cast Number", "Cast No"];

    /// <summary>The cast as an observation table.</summary>
    /// <exception cref="OceanException">The rows are binary.</exception>
    public static ShapedTable Shape(Table table, TextHeader header)
    {
        if (header.Value("file_type") == "binary") throw OceanException.BadInput($"{table.Label}: its rows are binary; convert it to ASCII with Sea-Bird's data processing");
        if (int.TryParse(header.Value("nvalues"), NumberStyles.None, CultureInfo.InvariantCulture, out var expected) && expected > table.RowCount)
            throw OceanException.BadInput($"{table.Label}: is cut off: it has {table.RowCount} of {expected} scans");
        var warnings = new List<string>();
        var columns = new List<Column>();
        var (times, replaced) = SeaBirdTime.Of(table, header, warnings);
        if (times is not null) columns.Add(new TimeColumn("time", times, new ColumnMetadata(StandardName: "time")));
        AddPosition(columns, table, header, warnings);
        var (platform, profile) = Identity(header);
        if (platform is not null) columns.Insert(0, Constant("platform", platform, table.RowCount));
        if (profile is not null) columns.Insert(platform is null ? 0 : 1, Constant("profile", profile, table.RowCount));
        var names = new SourceNames();
        foreach (var column in columns) names.Reserve(column.Name);
        var bad = BadScans(table, header);
        foreach (var column in table.Columns.OfType<NumberColumn>())
        {
            if (column.Name == "flag" || replaced.Contains(column.Name)) continue;
            var name = Name(column.Name, column.Metadata.Unit, names);
            var metadata = column.Metadata with { Unit = column.Metadata.Unit == "db" ? "dbar" : column.Metadata.Unit, LongName = LongName(header, column.Name), Source = column.Name };
            columns.Add(new NumberColumn(name, column.Values, metadata));
            if (bad is not null && name is not ("latitude" or "longitude"))
                columns.Add(new TextColumn(name + "_qc", bad, new ColumnMetadata(FlagScheme: FlagScheme.Argo.Name)));
        }

        if (bad is not null) warnings.Add($"{bad.Count(flag => flag is not null)} scans are marked bad by Sea-Bird's processing; their values are kept, with the flag 4 (bad)");
        return new ShapedTable(new Table(columns, table.Metadata)) { Warnings = warnings };
    }

    // Two sensors of a quantity differ in a digit: t090C and t190C, sal00 and sal11; or a 1 is added: flECO-AFL1.
    private static string Name(string own, string? unit, SourceNames names)
    {
        if (SourceNames.Canonical(own, unit) is not null) return names.Take(own, own, unit);
        foreach (var first in (ReadOnlySpan<string>)[Ones().Replace(own, match => new string('0', match.Length), 1), own.EndsWith('1') ? own[..^1] : own])
        {
            if (first == own || SourceNames.Canonical(first, unit) is not { } canonical) continue;
            return names.Take(null, canonical + "_2");
        }

        return names.Take(null, own);
    }

    private static void AddPosition(List<Column> columns, Table table, TextHeader header, List<string> warnings)
    {
        if (CoordinateColumns.Find(table, "latitude") is not null && CoordinateColumns.Find(table, "longitude") is not null) return;
        var (latitude, longitude) = (Angle(header, LatitudeKeys, true), Angle(header, LongitudeKeys, false));
        if (double.IsNaN(latitude) || double.IsNaN(longitude))
        {
            // Operators also type the position alone: ** 04 06.34 N and, on the next line, ** 038 00.80 W.
            var typed = header.Lines.Where(line => line.StartsWith("**", StringComparison.Ordinal)).Select(line => line[2..].Trim()).Where(line => Typed().IsMatch(line)).ToList();
            var (north, east) = (typed.FindAll(line => PositionText.TryParse(line, true, out _)), typed.FindAll(line => PositionText.TryParse(line, false, out _)));
            if (north is not [var first] || east is not [var second]) return;
            PositionText.TryParse(first, true, out latitude);
            PositionText.TryParse(second, false, out longitude);
            warnings.Add($"the position is what the operator typed into the header: {first}, {second}");
        }

        columns.Add(new NumberColumn("latitude", Filled(latitude, table.RowCount), new ColumnMetadata("degrees_north", "latitude")));
        columns.Add(new NumberColumn("longitude", Filled(longitude, table.RowCount), new ColumnMetadata("degrees_east", "longitude")));
    }

    private static double Angle(TextHeader header, string[] keys, bool isLatitude)
    {
        foreach (var key in keys)
        {
            if (header.Value(key) is { } text && PositionText.TryParse(text, isLatitude, out var degrees)) return degrees;
        }

        return double.NaN;
    }

    // The name of the raw file is the cast's name where nobody typed one.
    private static (string? Platform, string? Profile) Identity(TextHeader header)
    {
        var (ship, cruise) = (First(header, ShipKeys), First(header, CruiseKeys));
        var station = First(header, StationKeys);
        var parts = new[] { cruise, station, First(header, CastKeys) }.OfType<string>().ToList();
        var file = header.Value("FileName") is { } path ? Path.GetFileNameWithoutExtension(path.Split('\\', '/')[^1]) : null;
        return (ship ?? cruise, station is not null ? string.Join('_', parts) : file);
    }

    private static string? First(TextHeader header, string[] keys) => keys.Select(header.Value).FirstOrDefault(value => value is not null);

    // The value that marks bad scans means a missing value elsewhere, so the column of flags holds nothing where it is set.
    private static string?[]? BadScans(Table table, TextHeader header)
    {
        if (header.Value("bad_flag") is null || table.Find("flag") is not NumberColumn flags || !Array.Exists(flags.Values, double.IsNaN)) return null;
        return Array.ConvertAll(flags.Values, value => double.IsNaN(value) ? "4" : null);
    }

    private static string? LongName(TextHeader header, string name)
    {
        var line = header.Entries.FirstOrDefault(entry => entry.Key.StartsWith("name ", StringComparison.Ordinal) && entry.Value.StartsWith(name + ":", StringComparison.Ordinal)).Value;
        return line?[(name.Length + 1)..].Trim();
    }

    private static TextColumn Constant(string name, string value, int rows) => new(name, [.. Enumerable.Repeat(value, rows)]);

    private static double[] Filled(double value, int rows)
    {
        var values = new double[rows];
        Array.Fill(values, value);
        return values;
    }

    [GeneratedRegex("1+")]
    private static partial Regex Ones();

    [GeneratedRegex(@"^\d{1,3}[\s°]+\d{1,2}(\.\d+)?['′]?\s*[NSEW]$")]
    private static partial Regex Typed();
}
