using System.Globalization;
using System.Text.RegularExpressions;
using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Observations;

/// <summary>
/// Collections of SeaDataNet, EMODnet Chemistry and others as Ocean Data View exports them to netCDF: stations with samples, and variables
/// called var1, var2… whose long names say what they are. One row per sample.
/// </summary>
internal static partial class OdvNetCdf
{
    private const string Stations = "N_STATIONS";
    private const string Samples = "N_SAMPLES";
    private static readonly string[] Kept = ["LOCAL_CDI_ID", "EDMO_code", "Bot. Depth", "Type"];

    /// <summary>Whether a file is such an export.</summary>
    public static bool Is(NetCdfFile file) => file.Length(Stations) is not null && file.Length(Samples) is not null;

    /// <summary>Its samples.</summary>
    /// <exception cref="OceanException">It has no time or no position.</exception>
    public static ObservationSet Read(NetCdfFile file, ObservationOptions options)
    {
        var coordinates = CfCoordinates.Find(file);
        if (coordinates is not { Time: { } time, Latitude: { } latitude, Longitude: { } longitude })
            throw OceanException.NoObservations($"{file.Path}: no time, latitude and longitude of its stations");
        var (stations, samples) = ((int)file.Length(Stations)!, (int)file.Length(Samples)!);
        var rows = stations * samples;
        var times = NetCdfPlace.Decode(time, time.Unit!);
        var (north, east) = (latitude.ReadDoubles(), longitude.ReadDoubles());
        var texts = new Dictionary<string, string?[]>(StringComparer.Ordinal);
        var columns = new List<Column>
        {
            new TimeColumn("time", Spread(times, rows, samples), new ColumnMetadata(StandardName: "time")),
            new NumberColumn("latitude", Spread(north, rows, samples), new ColumnMetadata("degrees_north", "latitude"), NumberKind.Float32),
            new NumberColumn("longitude", Spread(east, rows, samples), new ColumnMetadata("degrees_east", "longitude"), NumberKind.Float32),
        };
        var names = new SourceNames();
        foreach (var name in (ReadOnlySpan<string>)["platform", "profile", "time", "latitude", "longitude", "time_qc", "position_qc"]) names.Reserve(name);
        AddStationFlags(columns, file, coordinates, rows, samples);
        var leftOut = new List<string>();
        foreach (var variable in file.Variables.Where(variable => !coordinates.Contains(variable) && !IsFlag(variable)))
        {
            var label = variable.LongName ?? variable.Name;
            var ofStation = variable.Dimensions.Count > 0 && variable.Dimensions[0].Name == Stations && variable.Dimensions.All(dimension => dimension.Name != Samples);
            if (ofStation && variable.Type is NetCdfType.Char or NetCdfType.String) texts[label] = TextsOf(variable, stations);
            if (ofStation && label is "Cruise" or "Station") continue;
            if (ofStation && !Kept.Contains(label)) leftOut.Add(label);
            else if (ofStation || variable.HasDimensions(Stations, Samples)) Add(columns, names, file, variable, label, rows, ofStation ? samples : 1);
        }

        var cruise = texts.GetValueOrDefault("Cruise") ?? new string?[stations];
        var ids = texts.GetValueOrDefault("LOCAL_CDI_ID") ?? [.. cruise.Zip(texts.GetValueOrDefault("Station") ?? new string?[stations], (a, b) => $"{a}_{b}")];
        columns.InsertRange(0, [new TextColumn("platform", Spread(cruise, rows, samples)), new TextColumn("profile", Spread(ids, rows, samples))]);
        var shaped = EmptyRows.Without(new Table(columns, new Dictionary<string, string> { [Tables.TableFile.FileKey] = file.Path }));
        return TableObservations.From(
            shaped with { Warnings = leftOut.Count == 0 ? [] : [$"left out, what the file says of its stations beside place and time: {string.Join(", ", leftOut)}"] },
            options);
    }

    private static void Add(List<Column> columns, SourceNames names, NetCdfFile file, NetCdfVariable variable, string label, int rows, int samples)
    {
        var known = Codes(variable).Select(code => SourceNames.Canonical(code, variable.Unit)).FirstOrDefault(code => code is not null)
            ?? SourceNames.Canonical(label, variable.Unit);
        var name = names.Take(null, known ?? NotAName().Replace(label, "_").Trim('_'));
        var metadata = new ColumnMetadata(variable.Unit, variable.StandardName, label, Source: variable.Name);
        if (label == "EDMO_code")
            columns.Add(new TextColumn(name, Spread(Array.ConvertAll(variable.ReadDoubles(NetCdfDecoding.Measured), code => double.IsNaN(code) ? null : code.ToString(CultureInfo.InvariantCulture)), rows, samples), metadata));
        else if (variable.Type is NetCdfType.Char or NetCdfType.String)
            columns.Add(new TextColumn(name, Spread(TextsOf(variable, rows / samples), rows, samples), metadata));
        else
            columns.Add(new NumberColumn(name, Spread(variable.ReadDoubles(NetCdfDecoding.Measured), rows, samples), metadata, variable.Type == NetCdfType.Float32 ? NumberKind.Float32 : NumberKind.Float64));
        if (file.Find(variable.Name + "_qc") is { } flags && variable.Type.IsNumeric())
            columns.Add(new TextColumn(name + "_qc", Spread(PointFlags.Texts(flags, file), rows, samples), new ColumnMetadata(FlagScheme: PointFlags.SchemeOf(flags, file))));
    }

    private static void AddStationFlags(List<Column> columns, NetCdfFile file, CfCoordinates coordinates, int rows, int samples)
    {
        foreach (var (name, variable) in new[] { ("time_qc", coordinates.Time!), ("position_qc", coordinates.Latitude!) })
        {
            if (file.Find(variable.Name + "_qc") is not { } flags) continue;
            columns.Add(new TextColumn(name, Spread(PointFlags.Texts(flags, file), rows, samples), new ColumnMetadata(FlagScheme: PointFlags.SchemeOf(flags, file))));
        }
    }

    // Codes: SDN:P01::TEMPPR01 SDN:P06::UPAA, of the parameter and its unit.
    private static IEnumerable<string> Codes(NetCdfVariable variable) =>
        Code().Matches(variable.Attributes.Text("comment") + " " + variable.Attributes.Text("sdn_parameter_urn")).Select(match => match.Groups[1].Value);

    private static bool IsFlag(NetCdfVariable variable) => variable.Name.EndsWith("_qc", StringComparison.Ordinal);

    private static string?[] TextsOf(NetCdfVariable variable, int count) => variable.Dimensions.Count > 1 || variable.Type == NetCdfType.String
        ? [.. variable.ReadTexts().Select(text => string.IsNullOrWhiteSpace(text) ? null : text.Trim())]
        : [.. variable.ReadCharacters().Select(letter => letter is ' ' or '\0' ? null : letter.ToString()).Take(count)];

    private static T[] Spread<T>(T[] values, int rows, int samples)
    {
        if (samples == 1) return values;
        var spread = new T[rows];
        for (var row = 0; row < rows; row++) spread[row] = values[row / samples];
        return spread;
    }

    [GeneratedRegex(@"SDN:P(?:01|02|35)::([A-Z0-9]+)")]
    private static partial Regex Code();

    [GeneratedRegex(@"[^A-Za-z0-9]+")]
    private static partial Regex NotAName();
}
