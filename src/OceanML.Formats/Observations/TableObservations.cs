using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Observations;

/// <summary>
/// A table with time and position under any usual name as an observation table. Time, latitude, longitude, depth and pressure get their
/// canonical names; every other column keeps its own; platform and profile are added where a column tells them.
/// </summary>
internal static class TableObservations
{
    public static ObservationSet Read(string path, ObservationOptions options)
    {
        var shaped = TextObservations.Read(path, options);
        return From(shaped, options);
    }

    public static ObservationSet From(Table table, ObservationOptions options) => From(new ShapedTable(table), options);

    public static ObservationSet From(ShapedTable shaped, ObservationOptions options)
    {
        var table = FlagColumns.AsText(FixedStation.In(shaped.Table, options.Position, options.Platform));
        var (placed, lost, warnings) = TextForNumbers.Apply(Placed(table, options), Warnings(table));
        var set = Reject(placed, [.. shaped.Warnings, .. warnings, .. FillLookAlikes.Warnings(placed), .. FlagColumns.ForeignFlags(placed), .. NoPlace(placed), .. Zones(table)]);
        var rejected = new SortedDictionary<string, int>(set.Rejected.ToDictionary(), StringComparer.Ordinal);
        foreach (var (reason, rows) in shaped.Rejected) rejected[reason] = rejected.GetValueOrDefault(reason) + rows;
        return set with
        {
            RowsRead = shaped.RowsRead,
            Rejected = rejected,
            RejectedValues = [.. shaped.RejectedValues, .. lost],
            ValuesOfRejectedRows = [.. shaped.ValuesOfRejectedRows, .. set.ValuesOfRejectedRows],
        };
    }

    // A station whose file leaves the columns of its position empty.
    private static IEnumerable<string> NoPlace(Table table)
    {
        if (table.RowCount > 0 && Array.TrueForAll(table.Numbers("latitude"), double.IsNaN))
            yield return "no row has a position; that of a fixed station can be given (--position LATITUDE,LONGITUDE)";
    }

    private static IEnumerable<string> Zones(Table table) =>
        from column in table.Columns
        where column is TimeColumn or TextColumn && TimeZoneNames.Of(column.Name) is { Offset: not 0 }
        select $"column '{column.Name}' is taken to be in the zone {TimeZoneNames.Of(column.Name)!.Value.Zone}, and its times that state no zone of their own are brought to UTC";

    /// <summary>The table with canonical names of time, place, platform and profile, every row kept.</summary>
    /// <exception cref="OceanException">It has no time or no position.</exception>
    public static Table Placed(Table table, ObservationOptions options) => Placed(table, options, ObservationTimes.Find(table));

    /// <summary>The same with times that are known already, and the columns they take the place of.</summary>
    public static Table Placed(Table table, ObservationOptions options, (long[] Times, IReadOnlyList<string> Replaced) known)
    {
        var (times, replaced) = known;
        var latitude = Position(table, "latitude");
        var longitude = Position(table, "longitude");
        var columns = new List<Column>
        {
            new TimeColumn("time", times, new ColumnMetadata(StandardName: "time", LongName: "Time (UTC)")),
            Canonical(latitude, "latitude", latitude.Values, new ColumnMetadata("degrees_north", "latitude")),
            Canonical(longitude, "longitude", [.. longitude.Values.Select(Wrap)], new ColumnMetadata("degrees_east", "longitude")),
        };
        var used = new HashSet<string>(replaced) { latitude.Name, longitude.Name };
        foreach (var vertical in (ReadOnlySpan<string>)["depth", "pressure"])
        {
            if (CoordinateColumns.Find(table, vertical, column => column is NumberColumn number && !used.Contains(column.Name) && !(vertical == "pressure" && AirPressure.Is(number))) is not NumberColumn found)
            {
                // One text among the levels makes the column text; numbers are made of it later.
                if (CoordinateColumns.Find(table, vertical, column => column is TextColumn && !used.Contains(column.Name)) is not TextColumn texts) continue;
                columns.Add(texts.With(vertical, texts.Metadata with { Unit = texts.Metadata.Unit ?? (vertical == "depth" ? "m" : "dbar") }));
                used.Add(texts.Name);
                continue;
            }

            columns.Add(Canonical(found, vertical, found.Values, new ColumnMetadata(vertical == "depth" ? "m" : "dbar")));
            used.Add(found.Name);
        }

        var names = Identity(table, columns, used);
        var wanted = Wanted(table, options, used);
        columns.InsertRange(0, names);
        var taken = columns.Select(column => column.Name).ToHashSet();
        columns.AddRange(table.Columns.Where(column => !used.Contains(column.Name) && wanted(column.Name) && !taken.Contains(column.Name)));
        return new Table(columns, table.Metadata);
    }

    /// <summary>Leaves out the rows that cannot be placed in space and time, and counts them.</summary>
    public static ObservationSet Reject(Table table, IReadOnlyList<string> warnings)
    {
        var (times, latitudes, longitudes) = (table.Times("time"), table.Numbers("latitude"), table.Numbers("longitude"));
        var rejected = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        var kept = new List<int>(table.RowCount);
        for (var row = 0; row < table.RowCount; row++)
        {
            var reason = times[row] == Timestamp.Missing ? "no_time"
                : double.IsNaN(latitudes[row]) || double.IsNaN(longitudes[row]) ? "no_position"
                : Math.Abs(latitudes[row]) > 90 || Math.Abs(longitudes[row]) > 180 ? "position_out_of_range"
                : null;
            if (reason is null) kept.Add(row);
            else if (rejected.TryGetValue(reason, out var rows)) rows.Add(row);
            else rejected.Add(reason, [row]);
        }

        var placed = kept.Count == table.RowCount ? table : table.Take(kept.ToArray());
        var counts = rejected.ToDictionary(pair => pair.Key, pair => pair.Value.Count, StringComparer.Ordinal);
        return new ObservationSet(placed, table.RowCount, new SortedDictionary<string, int>(counts, StringComparer.Ordinal), ObservationDuplicates.Find(placed).Length, warnings)
        {
            ValuesOfRejectedRows = [.. rejected.SelectMany(pair => ValuesIn(table, pair.Value, pair.Key))],
        };
    }

    /// <summary>The values that some rows hold, by variable.</summary>
    public static IEnumerable<RejectedValues> ValuesIn(Table table, IReadOnlyList<int> rows, string reason) =>
        from column in table.Columns.OfType<NumberColumn>()
        where column.Name is not ("latitude" or "longitude")
        let count = rows.Count(row => !double.IsNaN(column.Values[row]))
        where count > 0
        select new RejectedValues(column.Name, reason, count);

    /// <summary>The column of latitudes or longitudes.</summary>
    public static NumberColumn Position(Table table, string coordinate) =>
        CoordinateColumns.Find(table, coordinate, column => column is NumberColumn) as NumberColumn
        ?? (CoordinateColumns.Find(table, coordinate) is { } text
            ? throw OceanException.BadInput($"{table.Label}: column '{text.Name}' does not hold numbers; write {coordinate} in decimal degrees")
            : throw OceanException.NoObservations($"{OceanException.MissingText(table.Label, "column", coordinate, table.Names)}; the position of a fixed station can be given (--position LATITUDE,LONGITUDE)"));

    // 0..360 becomes -180..180; what is neither stays as it is and is rejected as out of range.
    public static double Wrap(double longitude) => longitude is > 180 and <= 360 ? longitude - 360 : longitude;

    // A unit that is another one (feet, psi) stays; what is a spelling of the usual one, or none, becomes it.
    private static NumberColumn Canonical(NumberColumn source, string name, double[] values, ColumnMetadata metadata) =>
        new(name, values, source.Metadata with { Unit = name is "depth" or "pressure" && UnitText.Differ(source.Metadata.Unit, metadata.Unit) ? source.Metadata.Unit : metadata.Unit ?? source.Metadata.Unit, StandardName = metadata.StandardName ?? source.Metadata.StandardName }, NumberKind.Float64);

    // platform and profile: renamed where only the case differs, copied as text where the name is another; a platform that is
    // nowhere is what stands before the last underscore of the profile (6903247_010).
    private static List<Column> Identity(Table table, List<Column> columns, HashSet<string> used)
    {
        var names = new List<Column>();
        var taken = columns.Select(column => column.Name).ToHashSet();
        foreach (var identity in (ReadOnlySpan<string>)["platform", "profile"])
        {
            if (CoordinateColumns.Find(table, identity, column => column is not TimeColumn && !used.Contains(column.Name)) is not { } source) continue;
            names.Add(new TextColumn(identity, Texts(source), source.Metadata));
            if (source.Name.Equals(identity, StringComparison.OrdinalIgnoreCase)) used.Add(source.Name);
        }

        if (names is [TextColumn { Name: "profile" } profile] && Array.Exists(profile.Values, value => value?.Contains('_', StringComparison.Ordinal) == true))
            names.Insert(0, PlatformOf(profile));
        return names;
    }

    /// <summary>The platform as the part of a profile's name before its last underscore.</summary>
    public static TextColumn PlatformOf(TextColumn profile) =>
        new("platform", [.. profile.Values.Select(value => value?.LastIndexOf('_') is { } end and > 0 ? value[..end] : value)]);

    /// <summary>The values of a column as texts; null where missing.</summary>
    public static string?[] Texts(Column column) => column is TextColumn text ? text.Values
        : column is TimeColumn time ? Array.ConvertAll(time.Values, value => value == Timestamp.Missing ? null : Timestamp.Format(value))
        : [.. ((NumberColumn)column).Values.Select(value => double.IsNaN(value) ? null : value.ToString(CultureInfo.InvariantCulture))];

    private static Func<string, bool> Wanted(Table table, ObservationOptions options, HashSet<string> used)
    {
        if (options.Variables is null) return _ => true;
        var rest = table.Names.Where(name => !used.Contains(name)).ToList();

        // What a file calls TEMP may be asked for as TEMP, although its column is called temperature now.
        var asked = options.Variables.SelectMany(name => rest.Contains(name) ? [name] : table.Columns.Where(column => rest.Contains(column.Name) && IsCalled(column, name)).Select(column => column.Name).DefaultIfEmpty(name));
        var chosen = TablePatterns.Match(table.Label, rest, asked).ToHashSet();

        // What belongs to a variable comes with it.
        return name => chosen.Contains(name) || chosen.Any(variable => name.StartsWith(variable + "_", StringComparison.Ordinal)
            && name[(variable.Length + 1)..] is "qc" or "label" or "origin" or "sigma" or "mode");
    }

    private static bool IsCalled(Column column, string name) =>
        column.Metadata.Source == name || (SourceNames.Canonical(name) is { } canonical && canonical == column.Name);

    private static string[] Warnings(Table table) =>
        table.Metadata.TryGetValue(TableFile.WarningsKey, out var warnings) ? warnings.Split('\n') : [];
}
