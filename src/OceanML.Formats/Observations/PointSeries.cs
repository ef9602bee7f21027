using System.Globalization;
using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Observations;

/// <summary>
/// Points, time series and profiles in netCDF with CF coordinates (moorings of the In Situ TAC and IMOS, flat Argo extracts, stations) as
/// a table: one row per combination of the dimensions of time, position and level. A short dimension more (channels of an instrument)
/// becomes columns.
/// </summary>
internal sealed class PointSeries
{
    // Beyond this a dimension of its own is no set of channels.
    private const int MostChannels = 64;

    private readonly NetCdfFile file;
    private readonly CfCoordinates coordinates;
    private readonly NetCdfVariable time;
    private readonly string timeUnits;
    private readonly (double Latitude, double Longitude)? place;
    private readonly PointAxes axes;
    private readonly SourceNames names = new();
    private readonly List<string> foreign = [];

    private PointSeries(NetCdfFile file, ObservationOptions options)
    {
        this.file = file;
        coordinates = CfCoordinates.Find(file);
        (time, timeUnits) = coordinates.Time is { } found ? (found, found.Unit!)
            : NetCdfPlace.Times(file) ?? throw OceanException.NoObservations($"{file.Path}: no time variable (one with units such as 'days since 1950-01-01'); it has {Names()}");
        if (coordinates.Latitude is null || coordinates.Longitude is null)
        {
            place = NetCdfPlace.Of(file) ?? options.Position
                ?? throw OceanException.NoObservations($"{file.Path}: no latitude and longitude, neither as variables nor as attributes; it has {Names()}");
        }

        NetCdfVariable?[] all = [time, coordinates.Latitude, coordinates.Longitude, coordinates.Vertical];
        axes = new PointAxes(file, coordinates, [.. all.OfType<NetCdfVariable>()]);
    }

    public static ObservationSet Read(NetCdfFile file, ObservationOptions options) => new PointSeries(file, options).ReadAll(options);

    private ObservationSet ReadAll(ObservationOptions options)
    {
        var (columns, skipped) = (new List<Column>(), new List<string>());
        foreach (var coordinate in (ReadOnlySpan<string>)["time", "latitude", "longitude"]) names.Reserve(coordinate);

        // A variable comes before its flags, so that both get names that belong together.
        var own = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in file.Variables.OrderBy(variable => PointFlags.Belonging(variable.Name) is null ? 0 : 1))
        {
            var before = columns.Count;
            columns.AddRange(Columns(variable, own));
            if (columns.Count == before && variable.Dimensions.Any(axes.Contains)) skipped.Add(variable.Name);
        }

        columns = [.. columns.OrderBy(column => Place(column.Name, own))];
        if (place is { } fixedPlace)
        {
            columns.Add(new NumberColumn("latitude", Filled(fixedPlace.Latitude), new ColumnMetadata("degrees_north", "latitude")));
            columns.Add(new NumberColumn("longitude", Filled(fixedPlace.Longitude), new ColumnMetadata("degrees_east", "longitude")));
        }

        if (Platform() is { } platform && columns.TrueForAll(column => column.Name != "platform"))
        {
            var texts = new string?[axes.Rows];
            Array.Fill(texts, platform);
            columns.Insert(0, new TextColumn("platform", texts));
        }

        AddProfiles(columns);
        var set = TableObservations.From(new Table(columns, Metadata()), options);
        if (skipped.Count > 0) set = set with { Warnings = [.. set.Warnings, $"left out, because they have dimensions of their own: {string.Join(", ", skipped)}"] };
        if (foreign.Count > 0)
            set = set with { Warnings = [.. set.Warnings, $"the flags in {string.Join(", ", foreign)} follow no known scheme, and their flag_meanings do not say which values are good: they are kept as numbers (v{PointFlags.ForeignSuffix}), and no value is left out because of them"] };
        return WithoutEmptyRows(set);
    }

    // Columns in the order of the variables in the file, each with its flags behind it.
    private int Place(string column, Dictionary<string, string> own)
    {
        var variable = own.GetValueOrDefault(column, column);
        var index = 0;
        foreach (var candidate in file.Variables)
        {
            if (candidate.Name == variable) return index;
            index++;
        }

        return index;
    }

    // A level that no instrument of a mooring reached is not an observation.
    private static ObservationSet WithoutEmptyRows(ObservationSet set)
    {
        var shaped = EmptyRows.Without(set.Table);
        if (shaped.Rejected.Count == 0) return set;
        var rejected = new SortedDictionary<string, int>(set.Rejected.ToDictionary(), StringComparer.Ordinal);
        foreach (var (reason, count) in shaped.Rejected) rejected[reason] = rejected.GetValueOrDefault(reason) + count;
        return set with
        {
            Table = shaped.Table,
            Rejected = rejected,
            ValuesOfRejectedRows = [.. set.ValuesOfRejectedRows, .. shaped.ValuesOfRejectedRows],
            Duplicates = ObservationDuplicates.Find(shaped.Table).Length,
        };
    }

    private List<Column> Columns(NetCdfVariable variable, Dictionary<string, string> own)
    {
        var isText = variable.Type == NetCdfType.Char && variable.Dimensions.Count > 0 && !axes.Contains(variable.Dimensions[^1]) && variable.Dimensions[^1].Length > 1;
        var dimensions = (isText ? variable.Dimensions.SkipLast(1) : variable.Dimensions).Where(dimension => dimension.Length != 1).ToList();
        var others = dimensions.Where(dimension => !axes.Contains(dimension)).ToList();
        if (dimensions.Count == 0 && !IsCoordinate(variable) && axes.Rows > 1 && !isText && !IsFlagOfCoordinate(variable)) return [];
        if (others.Count > 0)
            return others is [var channels] && channels.Length <= MostChannels && dimensions.Count > 1 && variable.Type.IsNumeric() ? Channels(variable, dimensions, channels, own) : [];
        if (!isText && variable.Type is not (NetCdfType.Char or NetCdfType.String) && !variable.Type.IsNumeric()) return [];
        var name = NameOf(variable, own);
        own.TryAdd(name, PointFlags.Belonging(variable.Name)?.Variable ?? variable.Name);
        return [Column(variable, name, axes.Index(dimensions), isText)];
    }

    private Column Column(NetCdfVariable variable, string name, int[] index, bool isText)
    {
        var metadata = MetadataOf(variable, name);
        if (ReferenceEquals(variable, time))
        {
            var times = NetCdfPlace.Decode(variable, timeUnits);
            return new TimeColumn(name, Array.ConvertAll(index, at => times[at]), metadata);
        }

        if (variable.Type == NetCdfType.String || isText)
        {
            var texts = variable.ReadTexts();
            return new TextColumn(name, Array.ConvertAll(index, at => texts[at]), metadata);
        }

        if (variable.Type == NetCdfType.Char)
        {
            var letters = variable.ReadCharacters();
            return new TextColumn(name, Array.ConvertAll(index, at => letters[at] is ' ' or '\0' ? null : letters[at].ToString()), metadata);
        }

        if (name.EndsWith("_qc", StringComparison.Ordinal))
        {
            var flags = PointFlags.Texts(variable, file);
            return new TextColumn(name, Array.ConvertAll(index, at => flags[at]), metadata);
        }

        // Values outside the valid range are for quality control to judge.
        var values = variable.ReadDoubles(IsCoordinate(variable) ? NetCdfDecoding.All : NetCdfDecoding.Measured);
        return new NumberColumn(name, Array.ConvertAll(index, at => values[at]), metadata, KindOf(variable));
    }

    // The channels of an instrument side by side: light_measurements_1 to light_measurements_14.
    private List<Column> Channels(NetCdfVariable variable, List<NetCdfDimension> dimensions, NetCdfDimension channels, Dictionary<string, string> own)
    {
        var values = variable.ReadDoubles(NetCdfDecoding.Measured);
        var (index, step) = (axes.Index(dimensions), dimensions.Skip(dimensions.IndexOf(channels) + 1).Aggregate(1, (product, dimension) => product * (int)dimension.Length));
        var columns = new List<Column>();
        for (var channel = 0; channel < channels.Length; channel++)
        {
            var offset = channel * step;
            var name = names.Take(null, string.Create(CultureInfo.InvariantCulture, $"{variable.Name}_{channel + 1}"));
            own.TryAdd(name, variable.Name);
            columns.Add(new NumberColumn(name, Array.ConvertAll(index, at => values[at + offset]), MetadataOf(variable, variable.Name), KindOf(variable)));
        }

        return columns;
    }

    // The flag of the one position of a mooring.
    private bool IsFlagOfCoordinate(NetCdfVariable variable) => PointFlags.Belonging(variable.Name) is (var belongs, "_qc")
        && (belongs.Equals("POSITION", StringComparison.OrdinalIgnoreCase) || file.Find(belongs) is { } of && IsCoordinate(of));

    private bool IsCoordinate(NetCdfVariable variable) => coordinates.Contains(variable) || ReferenceEquals(variable, time);

    private string NameOf(NetCdfVariable variable, Dictionary<string, string> own)
    {
        if (ReferenceEquals(variable, time)) return "time";
        if (ReferenceEquals(variable, coordinates.Latitude)) return "latitude";
        if (ReferenceEquals(variable, coordinates.Longitude)) return "longitude";
        if (PointFlags.Belonging(variable.Name) is not var (belongs, suffix)) return names.Take(variable.Name, variable.Name, variable.Unit, variable.StandardName);
        var of = own.FirstOrDefault(pair => pair.Value == belongs).Key ?? (belongs == "POSITION" ? "position" : SourceNames.Canonical(belongs) ?? belongs);
        if (suffix == "_qc" && PointFlags.AreForeign(variable, file))
        {
            suffix = PointFlags.ForeignSuffix;
            foreign.Add(variable.Name);
        }

        return names.Take(null, of + suffix);
    }

    private ColumnMetadata MetadataOf(NetCdfVariable variable, string name)
    {
        if (name.EndsWith("_qc", StringComparison.Ordinal)) return new ColumnMetadata(LongName: variable.LongName, FlagScheme: PointFlags.SchemeOf(variable, file));
        if (foreign.Contains(variable.Name)) return new ColumnMetadata("1", LongName: OwnFlags.Describe(variable), Source: variable.Name);
        return new ColumnMetadata(variable.Unit, variable.StandardName, variable.LongName, Source: name == variable.Name ? null : variable.Name);
    }

    private static NumberKind KindOf(NetCdfVariable variable) =>
        variable.Type.IsInteger() && variable.Attributes["scale_factor"] is null ? NumberKind.Int64 : variable.Type == NetCdfType.Float32 ? NumberKind.Float32 : NumberKind.Float64;

    private double[] Filled(double value)
    {
        var values = new double[axes.Rows];
        Array.Fill(values, value);
        return values;
    }

    private string? Platform() =>
        new[] { "platform_code", "wmo_platform_code", "site_code", "site_id", "deployment_code", "station_name", "id" }.Select(file.Attributes.Text).FirstOrDefault(text => text is not null);

    // Flat Argo extracts know float and cycle: 1901463_023, with D behind it where descending.
    private static void AddProfiles(List<Column> columns)
    {
        var platform = columns.Find(column => column.Name == "platform");
        if (platform is null || columns.Find(column => column.Name == "CYCLE_NUMBER") is not NumberColumn cycle) return;
        var direction = columns.Find(column => column.Name == "DIRECTION") as TextColumn;
        var profiles = new string?[cycle.Length];
        for (var row = 0; row < profiles.Length; row++)
        {
            if (platform.IsMissing(row) || cycle.IsMissing(row)) continue;
            var number = platform is NumberColumn numbers ? numbers.Values[row].ToString(CultureInfo.InvariantCulture) : ((TextColumn)platform).Values[row];
            profiles[row] = $"{number}_{cycle.Values[row].ToString("000", CultureInfo.InvariantCulture)}{(direction?.Values[row] == "D" ? "D" : "")}";
        }

        columns.Add(new TextColumn("profile", profiles));
    }

    private Dictionary<string, string> Metadata()
    {
        var metadata = new Dictionary<string, string> { [Tables.TableFile.FileKey] = file.Path };
        foreach (var (key, attribute) in (ReadOnlySpan<(string, string)>)[("title", "title"), ("source", "source"), ("licence", "license"), ("references", "references"), ("doi", "DOI")])
        {
            if (file.Attributes.Text(attribute) is { } text) metadata[key] = text;
        }

        return metadata;
    }

    private string Names() => string.Join(", ", file.Variables.Select(variable => variable.Path).Take(40));
}
