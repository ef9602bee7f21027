using System.Text.RegularExpressions;
using OceanML.Core;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Observations;

/// <summary>
/// A spreadsheet of Ocean Data View (cruise, station, type, time, position, then variables, each with its flag QF or QV), and SOCCOM's
/// FloatViz, which is one. What is said of a station may stand in its first row alone.
/// </summary>
internal static partial class OdvSpreadsheet
{
    private static readonly string[] OfStation = ["Cruise", "Station", "Type"];

    /// <summary>The file as an observation table.</summary>
    public static ShapedTable Shape(Table table, TextHeader header)
    {
        var floatViz = header.Lines.Any(line => line.StartsWith("//WMO ID", StringComparison.OrdinalIgnoreCase) || line.StartsWith("//MBARI ID", StringComparison.OrdinalIgnoreCase));
        var first = FirstVariable(table);
        var filled = table.Columns.Select((column, i) => i < first ? Filled(column, table) : column).ToList();
        var stations = new Table(filled.Take(first).Select(column => IsoTime().IsMatch(column.Name) ? column.With("time") : column), table.Metadata);
        var (times, replaced) = ObservationTimes.Find(stations);
        var (cruise, station) = (TableObservations.Texts(filled[0]), TableObservations.Texts(filled[1]));
        var platform = header.Value("WMO ID") is { Length: > 0 } wmo && wmo.All(char.IsAsciiDigit) ? [.. Enumerable.Repeat<string?>(wmo, table.RowCount)] : cruise;
        var columns = new List<Column>
        {
            new TextColumn("platform", platform),
            new TextColumn("profile", [.. platform.Zip(station, (a, b) => a is null || b is null ? a ?? b : $"{a}_{(floatViz ? b.PadLeft(3, '0') : b)}")]),
            new TimeColumn("time", times, new ColumnMetadata(StandardName: "time")),
        };
        var names = new SourceNames();
        foreach (var column in columns) names.Reserve(column.Name);
        string? previous = null;
        for (var i = 2; i < filled.Count; i++)
        {
            var column = filled[i];
            if (replaced.Contains(column.Name) || IsoTime().IsMatch(column.Name)) continue;
            if (Flag().Match(column.Name) is { Success: true } flag)
            {
                // Behind the position the flag is that of both coordinates.
                if (previous is null) continue;
                var name = previous is "latitude" or "longitude" ? "position_qc" : previous + "_qc";
                if (columns.Exists(known => known.Name == name)) continue;
                columns.Add(new TextColumn(name, FlagColumns.Texts(column), new ColumnMetadata(FlagScheme: SchemeOf(flag.Groups[1].Value).Name)));
                names.Reserve(name);
                continue;
            }

            var own = Bare(column.Name);
            previous = own.Equals("Type", StringComparison.OrdinalIgnoreCase) ? names.Take(null, "station_type") : names.Take(Position(own) ?? Known(column.Name, own), own, column.Metadata.Unit);
            var metadata = column.Metadata with { Source = column.Name };

            // Numbers that name a station (EDMO_code) are no measurements.
            columns.Add(i < first && column is NumberColumn && Position(own) is null && previous != "bottom_depth"
                ? new TextColumn(previous, TableObservations.Texts(column), metadata)
                : column.With(previous, metadata));
            if (IsEstimated(own)) columns.Add(new TextColumn(previous + "_origin", [.. Enumerable.Repeat("estimated", table.RowCount)]));
        }

        return EmptyRows.Without(new Table(columns, table.Metadata));
    }

    // The vocabulary knows some names with their unit alone: Chl_a[mg/m^3].
    private static string Known(string written, string own) => SourceNames.Canonical(written) is not null ? written : own;

    // Variables begin behind the position and what is said of the station.
    private static int FirstVariable(Table table)
    {
        var last = 2;
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var bare = Bare(table.Columns[i].Name);
            if (Position(bare) is not null || bare is "LOCAL_CDI_ID" or "EDMO_code" or "Bot. Depth") last = i;
        }

        if (last + 1 < table.Columns.Count && Flag().IsMatch(table.Columns[last + 1].Name)) last++;
        return last + 1;
    }

    private static string? Position(string bare) => bare.ToUpperInvariant() switch { "LON" or "LONGITUDE" => "longitude", "LAT" or "LATITUDE" => "latitude", _ => null };

    // Carbonate variables that FloatViz computes from others by LIAR and CO2SYS.
    private static bool IsEstimated(string own) => own.EndsWith("_LIAR", StringComparison.OrdinalIgnoreCase) || own.EndsWith("_CANYON", StringComparison.OrdinalIgnoreCase);

    private static FlagScheme SchemeOf(string named) => named.ToUpperInvariant() switch
    {
        "SEADATANET" => FlagScheme.SeaDataNet,
        "ARGO" => FlagScheme.Argo,
        "WOCEBOTTLE" or "WOCESAMPLE" => FlagScheme.Woce,
        "WOCECTD" => FlagScheme.WoceCtd,
        "QARTOD" or "IODE" => FlagScheme.Iode,
        _ => FlagScheme.OdvGeneric,
    };

    // Empty cells of a station repeat the row above, unless a new station begins.
    private static Column Filled(Column column, Table table)
    {
        if (!Enumerable.Range(1, Math.Max(0, column.Length - 1)).Any(column.IsMissing)) return column;
        var rows = new int[column.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            var begins = OfStation.Any(name => table.Find(name)?.IsMissing(row) == false);
            rows[row] = row == 0 || begins || !column.IsMissing(row) ? row : rows[row - 1];
        }

        return column.Take(rows);
    }

    private static string Bare(string name) => Unit().Replace(name, "").Trim();

    [GeneratedRegex(@"\s*\[[^\[\]]*\]\s*$")]
    private static partial Regex Unit();

    [GeneratedRegex(@"^(yyyy-mm-ddThh|time_ISO8601)", RegexOptions.IgnoreCase)]
    private static partial Regex IsoTime();

    // QF, QF_2 (made unique), QV:ODV, QV:SEADATANET, QV:SEADATANET:Depth [m]
    [GeneratedRegex(@"^(?:QF|QV(?::([A-Za-z]+))?)(?::.*)?(?:_\d+)?$")]
    private static partial Regex Flag();
}
