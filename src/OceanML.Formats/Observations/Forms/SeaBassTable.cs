using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Observations;

/// <summary>
/// A SeaBASS file (https://seabass.gsfc.nasa.gov/wiki/metadataheaders), or an export of the OCDB in its form: what the rows lack of time,
/// place, cruise and station stands in the header. Values beyond the detection limit are missing, and their flag says so.
/// </summary>
internal static class SeaBassTable
{
    // Standard field names (https://seabass.gsfc.nasa.gov/wiki/stdfields) that elsewhere mean something else, or nothing.
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["Wt"] = "temperature",
        ["sal"] = "salinity",
        ["At"] = "air_temperature",
        ["wind"] = "wind_speed",
        ["cond"] = "conductivity",
        ["sigma_theta"] = "density_anomaly",
        ["Tot_Chl_a"] = "chlorophyll",
        ["CHL"] = "chlorophyll",
        ["SPM"] = "suspended_matter",
        ["POC"] = "poc",
        ["PAR"] = "par",
        ["NO3"] = "nitrate_concentration",
        ["PO4"] = "phosphate_concentration",
        ["SiO4"] = "silicate_concentration",
        ["NH4"] = "ammonium",
        ["Kd490"] = "kd490",
        ["bbp700"] = "bbp700",
        ["aot_550"] = "aot550",
    };

    /// <summary>The file as an observation table.</summary>
    /// <exception cref="OceanException">A spectrum without a place, or a header that gives a region where rows need a place.</exception>
    public static ShapedTable Shape(Table table, TextHeader header)
    {
        if (IsConstant(table, header))
            throw OceanException.NoObservations($"{table.Label}: is a table of constants by wavelength ({string.Join(", ", table.Names)}), measured at no place (its header says 0, 0); not observations");
        var columns = new List<Column>();
        AddTime(columns, table, header);
        AddPosition(columns, table, header);
        Add(columns, table, "platform", header.Value("cruise") ?? header.Value("experiment"), "cruise");
        Add(columns, table, "profile", Profile(table, header), "profile");
        var names = new SourceNames();
        foreach (var column in columns.Concat(table.Columns)) names.Reserve(column.Name);
        var rejected = new List<RejectedValues>();
        foreach (var column in table.Columns)
        {
            // A column of stations without any tells nothing.
            if (column.Name.Equals("station", StringComparison.OrdinalIgnoreCase) && Enumerable.Range(0, column.Length).All(column.IsMissing)) continue;
            var named = Fields.TryGetValue(column.Name, out var known) && !table.Has(known) && column is NumberColumn
                ? column.With(names.Take(null, known), column.Metadata with { Source = column.Name })
                : column;
            columns.AddRange(named is NumberColumn number ? WithinLimits(number, header, rejected) : [named]);
        }

        return new ShapedTable(new Table(columns, table.Metadata)) { RejectedValues = rejected };
    }

    // Solar irradiance and water absorption are distributed in the same form, with a place of 0, 0.
    private static bool IsConstant(Table table, TextHeader header) =>
        CoordinateColumns.Find(table, "latitude") is null && table.Has("wavelength")
        && new[] { "north_latitude", "south_latitude", "east_longitude", "west_longitude" }.All(key => Number(header, key) is null or 0);

    private static void AddTime(List<Column> columns, Table table, TextHeader header)
    {
        if (HasDate(table) || header.Value("start_date") is not { } date) return;
        if (CoordinateColumns.Find(table, "time") is { } clock)
        {
            if (header.Value("end_date") is { } last && last != date)
                throw OceanException.NoObservations($"{table.Label}: its rows have times without dates, and the header goes from {date} to {last}; a column 'date' is needed");
            columns.Add(new TextColumn("date", [.. Enumerable.Repeat<string?>(date, clock.Length)]));
            return;
        }

        if (!Timestamp.TryParse(date, out var day)) throw OceanException.BadInput($"{table.Label}: /start_date={date} is no date of the form yyyymmdd");
        var start = TimeOnly.TryParse(header.Value("start_time"), CultureInfo.InvariantCulture, out var time) ? day + (time.Ticks / TimeSpan.TicksPerMicrosecond) : day;
        columns.Add(new TimeColumn("time", [.. Enumerable.Repeat(start, table.RowCount)], new ColumnMetadata(StandardName: "time", Source: "header: start_date, start_time")));
    }

    private static bool HasDate(Table table) => CoordinateColumns.Find(table, "date", "year", "yyyy", "date_time", "datetime") is not null || CoordinateColumns.Find(table, "time") is TimeColumn;

    private static void AddPosition(List<Column> columns, Table table, TextHeader header)
    {
        foreach (var (coordinate, one, other) in (ReadOnlySpan<(string, string, string)>)[("latitude", "north_latitude", "south_latitude"), ("longitude", "east_longitude", "west_longitude")])
        {
            if (CoordinateColumns.Find(table, coordinate) is not null || Number(header, one) is not { } first || Number(header, other) is not { } second) continue;

            // A cast drifts a little; a cruise is no place.
            if (Math.Abs(first - second) > 0.1)
                throw OceanException.NoObservations($"{table.Label}: its rows have no {coordinate}, and the header gives a region, {Text(second)} to {Text(first)}; columns 'lat' and 'lon' are needed");
            var values = new double[table.RowCount];
            Array.Fill(values, (first + second) / 2);
            columns.Add(new NumberColumn(coordinate, values, new ColumnMetadata(coordinate == "latitude" ? "degrees_north" : "degrees_east", coordinate, Source: $"header: {one}")));
        }
    }

    // A column of the rows comes before the header, unless it is empty.
    private static void Add(List<Column> columns, Table table, string name, string? value, string field)
    {
        if (table.Has(name)) return;
        if (table.Columns.FirstOrDefault(column => column.Name.Equals(field, StringComparison.OrdinalIgnoreCase)) is { } own && Enumerable.Range(0, own.Length).Any(row => !own.IsMissing(row)))
            columns.Add(new TextColumn(name, TableObservations.Texts(own)));
        else if (value is not null)
            columns.Add(new TextColumn(name, [.. Enumerable.Repeat(value, table.RowCount)]));
    }

    // A file with depths and one station is a cast.
    private static string? Profile(Table table, TextHeader header)
    {
        if (CoordinateColumns.Find(table, "depth") is null && CoordinateColumns.Find(table, "pressure") is null || CoordinateColumns.Find(table, "latitude") is not null) return null;
        return header.Value("station") is { } station ? string.Join('_', new[] { header.Value("cruise"), station }.OfType<string>()) : header.Value("data_file_name");
    }

    private static IEnumerable<Column> WithinLimits(NumberColumn column, TextHeader header, List<RejectedValues> rejected)
    {
        string?[]? flags = null;
        var values = column.Values;
        foreach (var (key, flag) in (ReadOnlySpan<(string, string)>)[("below_detection_limit", "6"), ("above_detection_limit", "7")])
        {
            if (Number(header, key) is not { } mark) continue;
            var count = values.AsSpan().Count(mark);
            if (count == 0) continue;
            flags ??= new string?[values.Length];
            values = [.. values];
            for (var row = 0; row < values.Length; row++)
            {
                if (values[row] == mark) (values[row], flags[row]) = (double.NaN, flag);
            }

            rejected.Add(new RejectedValues(column.Name, key, count));
        }

        return flags is null
            ? [column]
            : [new NumberColumn(column.Name, values, column.Metadata, NumberKind.Float64), new TextColumn(column.Name + "_qc", flags, new ColumnMetadata(FlagScheme: FlagScheme.SeaDataNet.Name))];
    }

    private static double? Number(TextHeader header, string key) =>
        header.Value(key) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
