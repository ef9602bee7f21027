using System.Globalization;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>
/// What one granule and the observations near it have in common, as a small table that travels from <c>extract</c> to <c>assemble</c>: per candidate the
/// observation, time step, pixel and macro-pixel, or the reason why there is none; in the table's metadata the granule, its SHA-256 and the windows used.
/// </summary>
/// <param name="Granule">Name of the granule.</param>
/// <param name="Checksum">SHA-256 of its bytes where observations lie in it, lower-case hexadecimal; null where nothing has to be read from it.</param>
/// <param name="Observations">Number of observations there were.</param>
/// <param name="Table">The manifest.</param>
public sealed record GranuleManifest(string Granule, string? Checksum, long Observations, Table Table)
{
    private const string Version = "1";

    /// <summary>Whether pixels of the granule have to be read for it.</summary>
    public bool NeedsGranule => Checksum is not null;

    /// <summary>Number of observations with a pixel in the granule, counted once per time step.</summary>
    public int Located => Table.Texts("reason").Count(reason => reason is null);

    /// <summary>A manifest from the table it was written as.</summary>
    /// <exception cref="OceanException">Not a manifest, or of another version.</exception>
    public static GranuleManifest Of(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!table.Metadata.TryGetValue("manifest", out var version)) throw OceanException.BadInput($"{table.Label}: is not a manifest of oceanml-colocate extract");
        if (version != Version) throw OceanException.BadInput($"{table.Label}: is a manifest of version {version}; this program reads version {Version}, so extract again");
        var sha256 = Text(table, "sha256");
        return new GranuleManifest(Text(table, "granule"), sha256.Length > 0 ? sha256 : null, long.Parse(Text(table, "observations"), CultureInfo.InvariantCulture), table);
    }

    /// <summary>The protocol with the windows that this manifest was extracted with.</summary>
    /// <param name="protocol">A protocol; its windows are replaced.</param>
    public MatchupProtocol WithWindows(MatchupProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        var window = Text(Table, "window").Split(' ');
        var radius = Text(Table, "radius_km");
        return protocol with
        {
            Window = new TimeWindow(long.Parse(window[0], CultureInfo.InvariantCulture), long.Parse(window[1], CultureInfo.InvariantCulture), window[2] == "steps"),
            Shape = MacroPixelShape.Parse(Text(Table, "macro_pixel")),
            RadiusKm = radius.Length == 0 ? null : double.Parse(radius, CultureInfo.InvariantCulture),
            Edges = Enum.Parse<EdgePolicy>(Text(Table, "edges")),
            GoodFlagsOnly = Text(Table, "flags") == "good",
        };
    }

    /// <summary>What <see cref="WithWindows"/> reads, to compare manifests by.</summary>
    public static IReadOnlyDictionary<string, string> Windows(MatchupProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        var culture = CultureInfo.InvariantCulture;
        return new Dictionary<string, string>
        {
            ["window"] = string.Create(culture, $"{protocol.Window.Before} {protocol.Window.After} {(protocol.Window.InSteps ? "steps" : "microseconds")}"),
            ["macro_pixel"] = protocol.Shape.Text,
            ["radius_km"] = protocol.RadiusKm?.ToString("R", culture) ?? "",
            ["edges"] = protocol.Edges.ToString(),
            ["flags"] = protocol.GoodFlagsOnly ? "good" : "all",
        };
    }

    internal static GranuleManifest Of(LocatedGranule located, long observations, string? checksum, MatchupProtocol protocol)
    {
        var culture = CultureInfo.InvariantCulture;
        var metadata = new Dictionary<string, string>(Windows(protocol))
        {
            ["manifest"] = Version,
            ["granule"] = located.Name,
            ["product"] = located.Product,
            ["sha256"] = checksum ?? "",
            ["variables"] = string.Join(' ', located.Variables),
            ["period"] = located.Period.ToString(culture),
            ["observations"] = observations.ToString(culture),
            ["nearest_miss_km"] = located.NearestMissKm.ToString("R", culture),
            ["nearest_miss_time"] = located.NearestMissTime.ToString(culture),
        };
        var candidates = located.Candidates.OrderBy(candidate => candidate.Observation).ThenBy(candidate => candidate.Time).ToList();
        NumberColumn Whole(string name, Func<Candidate, double> value, string longName) =>
            new(name, [.. candidates.Select(value)], new ColumnMetadata("1", LongName: longName), NumberKind.Int64);
        NumberColumn Number(string name, Func<Candidate, double> value, string unit, string longName) =>
            new(name, [.. candidates.Select(value)], new ColumnMetadata(unit, LongName: longName));
        TimeColumn Time(string name, Func<Candidate, long> value, string longName) =>
            new(name, [.. candidates.Select(value)], new ColumnMetadata(LongName: longName));

        double Boxed(Candidate candidate, Func<PixelBox, int> value) => candidate.Reason is null ? value(candidate.Footprint.Box) : double.NaN;
        var table = new Table(
            [
                Whole("observation", candidate => candidate.Observation, "number of the observation, from 0"),
                Time("time", candidate => candidate.ObservationTime, "when it was made"),
                Number("latitude", candidate => candidate.Position.Latitude, "degrees_north", "where it was made"),
                Number("longitude", candidate => candidate.Position.Longitude, "degrees_east", "where it was made"),
                new TextColumn("reason", [.. candidates.Select(candidate => candidate.Reason)], new ColumnMetadata(LongName: "why there is no matchup; empty where the pixels decide")),
                Whole("time_step", candidate => candidate.Time, "index on the time axis of the granule; -1 where it has none"),
                Time("field_start", candidate => candidate.Interval?.Start ?? Timestamp.Missing, "start of what the time step covers"),
                Time("field_end", candidate => candidate.Interval?.End ?? Timestamp.Missing, "end of what the time step covers"),
                Number("dt", candidate => candidate.Seconds, "s", "field time minus observation time"),
                Whole("pixel_row", candidate => candidate.Pixel.IsFound ? candidate.Pixel.Row : double.NaN, "row of the nearest pixel, from 0"),
                Whole("pixel_column", candidate => candidate.Pixel.IsFound ? candidate.Pixel.Column : double.NaN, "column of the nearest pixel, from 0"),
                Number("pixel_latitude", candidate => candidate.Centre.Latitude, "degrees_north", "its centre"),
                Number("pixel_longitude", candidate => candidate.Centre.Longitude, "degrees_east", "its centre, as in the granule"),
                Number("distance_km", candidate => candidate.Pixel.DistanceKm, "km", "distance to the nearest pixel"),
                Whole("box_row", candidate => Boxed(candidate, box => box.Row), "first row of the macro-pixel; negative beyond the edge"),
                Whole("box_column", candidate => Boxed(candidate, box => box.Column), "first column of the macro-pixel"),
                Whole("box_rows", candidate => Boxed(candidate, box => box.Rows), "rows of the macro-pixel"),
                Whole("box_columns", candidate => Boxed(candidate, box => box.Columns), "columns of the macro-pixel"),
                new TextColumn("box_members", [.. candidates.Select(candidate => candidate.Reason is null ? Hexadecimal(candidate.Footprint.Members) : null)], new ColumnMetadata(LongName: "which pixels of the rectangle belong, as bits; empty where all do")),
            ],
            metadata);
        return new GranuleManifest(located.Name, checksum, observations, table);
    }

    internal LocatedGranule ToLocated(int number)
    {
        var culture = CultureInfo.InvariantCulture;
        var located = new LocatedGranule
        {
            Name = Granule,
            Product = Text(Table, "product"),
            Variables = Text(Table, "variables").Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Period = int.Parse(Text(Table, "period"), culture),
            NearestMissKm = double.Parse(Text(Table, "nearest_miss_km"), culture),
            NearestMissTime = long.Parse(Text(Table, "nearest_miss_time"), culture),
        };
        var (observations, times, latitudes, longitudes) = (Table.Numbers("observation"), Table.Times("time"), Table.Numbers("latitude"), Table.Numbers("longitude"));
        var (reasons, steps, starts, ends) = (Table.Texts("reason"), Table.Numbers("time_step"), Table.Times("field_start"), Table.Times("field_end"));
        var (rows, columns, distances) = (Table.Numbers("pixel_row"), Table.Numbers("pixel_column"), Table.Numbers("distance_km"));
        var (centreLatitudes, centreLongitudes) = (Table.Numbers("pixel_latitude"), Table.Numbers("pixel_longitude"));
        var (boxRow, boxColumn, boxRows, boxColumns) = (Table.Numbers("box_row"), Table.Numbers("box_column"), Table.Numbers("box_rows"), Table.Numbers("box_columns"));
        var members = Table.Texts("box_members");
        for (var i = 0; i < Table.RowCount; i++)
        {
            var step = (int)steps[i];
            located.Candidates.Add(new Candidate
            {
                Observation = (long)observations[i],
                ObservationTime = times[i],
                Position = (latitudes[i], longitudes[i]),
                Field = number,
                Time = step,
                Interval = step < 0 ? null : new TimeInterval(starts[i], ends[i]),
                Pixel = double.IsNaN(rows[i]) ? PixelLocation.None(distances[i]) : new PixelLocation((int)rows[i], (int)columns[i], distances[i]),
                Centre = (centreLatitudes[i], centreLongitudes[i]),
                Reason = reasons[i],
                Footprint = reasons[i] is not null
                    ? default
                    : new Footprint(
                        new PixelBox(Math.Max(0, step), (int)boxRow[i], (int)boxColumn[i], (int)boxRows[i], (int)boxColumns[i]),
                        Bits(members[i], (int)(boxRows[i] * boxColumns[i]))),
            });
        }

        return located;
    }

    private static string Text(Table table, string key) =>
        table.Metadata.TryGetValue(key, out var text) ? text : throw OceanException.BadInput($"{table.Label}: the manifest lacks '{key}'; extract again");

    private static string? Hexadecimal(bool[]? members)
    {
        if (members is null) return null;
        var bytes = new byte[(members.Length + 7) / 8];
        for (var i = 0; i < members.Length; i++) bytes[i / 8] |= (byte)((members[i] ? 0x80 : 0) >> (i % 8));
        return Convert.ToHexStringLower(bytes);
    }

    private static bool[]? Bits(string? hexadecimal, int count)
    {
        if (string.IsNullOrEmpty(hexadecimal)) return null;
        var bytes = Convert.FromHexString(hexadecimal);
        var members = new bool[count];
        for (var i = 0; i < count; i++) members[i] = (bytes[i / 8] & (0x80 >> (i % 8))) != 0;
        return members;
    }
}
