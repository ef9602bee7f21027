using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Observations;

/// <summary>
/// WHP exchange format of hydrographic cruises (https://exchange-format.readthedocs.io): water samples of many stations, or one CTD cast.
/// A profile is a cruise, a station and a cast; DEPTH is the depth of the sea floor, not that of the sample; <c>v_FLAG_W</c> is the
/// WOCE flag of <c>v</c>. Where sensor and sample give the same quantity, salinity is the sensor's, which is calibrated and in every row
/// (the sample's is <c>salinity_bottle</c>), and oxygen the sample's, since sensors often are not calibrated (<c>oxygen_ctd</c>).
/// </summary>
internal static class ExchangeTable
{
    private const string FlagSuffix = "_FLAG_W";
    private static readonly string[] IdentityNames = ["EXPOCODE", "SECT_ID", "STNNBR", "CASTNO", "SAMPNO", "BTLNBR", "DATE", "TIME", "BTL_DATE", "BTL_TIME"];

    /// <summary>The file as an observation table.</summary>
    public static ShapedTable Shape(Table table, TextHeader header)
    {
        if (header.Form == TextForm.ExchangeCtd) table = WithHeader(table, header);
        var scheme = header.Form == TextForm.ExchangeCtd ? FlagScheme.WoceCtd : FlagScheme.Woce;
        var rows = table.RowCount;
        var columns = new List<Column>
        {
            new TextColumn("platform", Texts(table, "EXPOCODE")),
            new TextColumn("profile", Profiles(table)),
            new TimeColumn("time", ExchangeTimes(table), new ColumnMetadata(StandardName: "time")),
        };
        var names = new SourceNames();
        foreach (var column in columns) names.Reserve(column.Name);
        foreach (var column in table.Columns.Where(column => !IdentityNames.Contains(column.Name) && !column.Name.EndsWith(FlagSuffix, StringComparison.Ordinal)))
        {
            var known = column.Name switch
            {
                "DEPTH" => "bottom_depth",
                "SALNTY" when table.Has("CTDSAL") => "salinity_bottle",
                "CTDOXY" when table.Has("OXYGEN") => "oxygen_ctd",
                _ => null,
            };
            var name = known is null ? names.Take(column.Name, column.Name, column.Metadata.Unit) : names.Take(null, known);
            columns.Add(column.With(name, column.Metadata with { Source = column.Name }));
            if (table.Find(column.Name + FlagSuffix) is { } flags)
                columns.Add(Flags(flags, name + "_qc", column.Name.StartsWith("CTD", StringComparison.Ordinal) ? FlagScheme.WoceCtd : scheme));
        }

        // What tells one sample from another, and the flag of its bottle.
        foreach (var name in (ReadOnlySpan<string>)["SECT_ID", "STNNBR", "CASTNO", "SAMPNO", "BTLNBR"])
        {
            if (table.Find(name) is not { } column) continue;
            var own = names.Take(null, name.ToLowerInvariant());
            columns.Add(new TextColumn(own, Texts(table, name), new ColumnMetadata(Source: name)));
            if (table.Find(name + FlagSuffix) is { } flags) columns.Add(Flags(flags, own + "_qc", scheme));
        }

        return new ShapedTable(new Table(columns, table.Metadata)) { Warnings = IsWhole(table.Label) ? [] : ["the last line END_DATA is missing: the file may be cut off"] };
    }

    // The format ends with END_DATA; what follows is prose.
    private static bool IsWhole(string path)
    {
        if (!File.Exists(path)) return true;
        using var stream = File.OpenRead(path);
        var (first, second) = (stream.ReadByte(), stream.ReadByte());
        if (first == 0x1f && second == 0x8b) return true;
        stream.Position = Math.Max(0, stream.Length - (1 << 16));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Contains(TextDialect.Footer, StringComparison.Ordinal);
    }

    private static TextColumn Flags(Column flags, string name, FlagScheme scheme) =>
        new TextColumn(name, FlagColumns.Texts(flags), new ColumnMetadata(FlagScheme: scheme.Name));

    private static long[] ExchangeTimes(Table table)
    {
        // The time of the bottle, where it is given, is better than that of the cast.
        var (date, time) = table.Find("BTL_DATE") is { } bottle && HasValues(bottle) ? ("BTL_DATE", "BTL_TIME") : ("DATE", "TIME");
        var columns = new List<Column>();
        if (table.Find(date) is { } days) columns.Add(days.With("date"));
        if (table.Find(time) is { } clock) columns.Add(clock.With("time"));
        if (columns.Count == 0) throw OceanException.Missing(table.Label, "column", date, table.Names);
        return ObservationTimes.Find(new Table(columns, table.Metadata)).Times;
    }

    private static bool HasValues(Column column) => Enumerable.Range(0, column.Length).Any(row => !column.IsMissing(row));

    private static string?[] Profiles(Table table)
    {
        string?[][] parts = [Texts(table, "EXPOCODE"), Texts(table, "STNNBR"), Texts(table, "CASTNO")];
        return [.. Enumerable.Range(0, table.RowCount).Select(row => string.Join('_', parts.Select(part => part[row]).Where(part => part is not null)) is { Length: > 0 } name ? name : null)];
    }

    private static string?[] Texts(Table table, string name) => table.Find(name) is { } column ? TableObservations.Texts(column) : new string?[table.RowCount];

    // A CTD file says once, above the names, what bottle files repeat in every row.
    private static Table WithHeader(Table table, TextHeader header)
    {
        var added = new List<Column>();
        foreach (var (key, value) in header.Entries)
        {
            if (key == "NUMBER_HEADERS" || table.Has(key)) continue;
            if (key is "LATITUDE" or "LONGITUDE" or "DEPTH" && double.TryParse(value, CultureInfo.InvariantCulture, out var number))
                added.Add(new NumberColumn(key, [.. Enumerable.Repeat(number <= -999 ? double.NaN : number, table.RowCount)], new ColumnMetadata(key == "DEPTH" ? "m" : null)));
            else
                added.Add(new TextColumn(key, [.. Enumerable.Repeat(header.Value(key), table.RowCount)]));
        }

        return new Table([.. added, .. table.Columns], table.Metadata);
    }
}
