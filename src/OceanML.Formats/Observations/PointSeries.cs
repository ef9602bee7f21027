using System.Globalization;
using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Vocabularies;

namespace OceanML.Formats.Observations;

/// <summary>
/// Points, time series and profiles in netCDF with CF coordinates (moorings of the In Situ TAC and IMOS, flat Argo extracts, stations) as
/// a table: one row per combination of the dimensions of time, position and level.
/// </summary>
internal sealed class PointSeries
{
    private readonly NetCdfFile file;
    private readonly CfCoordinates coordinates;
    private readonly List<NetCdfDimension> axes;
    private readonly int rows;

    private PointSeries(NetCdfFile file)
    {
        this.file = file;
        coordinates = CfCoordinates.Find(file);
        if (coordinates.Time is null) throw OceanException.NoObservations($"{file.Path}: no time variable (one with units such as 'days since 1950-01-01'); it has {Names()}");
        if (coordinates.Latitude is null || coordinates.Longitude is null) throw OceanException.NoObservations($"{file.Path}: no latitude and longitude; it has {Names()}");
        axes = [.. Coordinates().SelectMany(variable => variable.Dimensions).Where(dimension => dimension.Length != 1).Distinct()];
        var count = axes.Aggregate(1L, (product, axis) => product * axis.Length);
        if (count > 200_000_000) throw OceanException.BadInput($"{file.Path}: {count} combinations of {string.Join(", ", axes.Select(axis => axis.Name))} are too many for a table; is it a grid of fields?");
        rows = (int)count;
    }

    public static ObservationSet Read(NetCdfFile file, ObservationOptions options) => new PointSeries(file).Read(options);

    private ObservationSet Read(ObservationOptions options)
    {
        var columns = new List<Column>();
        var skipped = new List<string>();
        foreach (var variable in file.Variables)
        {
            if (Column(variable) is { } column) columns.Add(column);
            else if (variable.Dimensions.Count > 0 && variable.Dimensions.Any(dimension => axes.Contains(dimension))) skipped.Add(variable.Name);
        }

        if (Platform() is { } platform && columns.TrueForAll(column => column.Name != "platform"))
        {
            var texts = new string?[rows];
            Array.Fill(texts, platform);
            columns.Insert(0, new TextColumn("platform", texts));
        }

        AddProfiles(columns);
        var table = new Table(columns.DistinctBy(column => column.Name), Metadata());
        var warnings = skipped.Count == 0 ? [] : new List<string> { $"left out, because they have dimensions of their own: {string.Join(", ", skipped)}" };
        var set = TableObservations.From(table, options);
        return WithoutEmptyRows(set with { Warnings = warnings });
    }

    // A level that no instrument of a mooring reached is not an observation.
    private static ObservationSet WithoutEmptyRows(ObservationSet set)
    {
        var values = set.Table.Columns
            .Where(column => column is NumberColumn && column.Name is not ("latitude" or "longitude" or "depth" or "pressure") && !column.Name.EndsWith("_sigma", StringComparison.Ordinal))
            .ToList();
        if (values.Count == 0) return set;
        var kept = Enumerable.Range(0, set.Table.RowCount).Where(row => values.Exists(column => !column.IsMissing(row))).ToArray();
        if (kept.Length == set.Table.RowCount) return set;
        var rejected = new SortedDictionary<string, int>(set.Rejected.ToDictionary(), StringComparer.Ordinal) { ["no_value"] = set.Table.RowCount - kept.Length };
        var table = set.Table.Take(kept);
        return set with { Table = table, Rejected = rejected, Duplicates = ObservationDuplicates.Find(table).Length };
    }

    private IEnumerable<NetCdfVariable> Coordinates() =>
        new[] { coordinates.Time, coordinates.Latitude, coordinates.Longitude, coordinates.Vertical }.OfType<NetCdfVariable>();

    private Column? Column(NetCdfVariable variable)
    {
        var text = variable.Type == NetCdfType.Char && variable.Dimensions.Count > 0 && !axes.Contains(variable.Dimensions[^1]) && variable.Dimensions[^1].Length > 1;
        var own = (text ? variable.Dimensions.SkipLast(1) : variable.Dimensions).Where(dimension => dimension.Length != 1).ToList();
        if (own.Exists(dimension => !axes.Contains(dimension))) return null;
        if (own.Count == 0 && !coordinates.Contains(variable) && rows > 1 && !text) return null;
        var index = Index(own);
        var name = NameOf(variable);
        var metadata = MetadataOf(variable, name);
        if (ReferenceEquals(variable, coordinates.Time))
        {
            var times = CfTime.Parse(variable.Unit!, variable.Attributes.Text("calendar")).Decode(variable.ReadDoubles(NetCdfDecoding.All));
            return new TimeColumn(name, [.. index.Select(at => times[at])], metadata);
        }

        if (variable.Type == NetCdfType.String || text)
        {
            var texts = variable.ReadTexts();
            return new TextColumn(name, [.. index.Select(at => texts[at])], metadata);
        }

        if (variable.Type == NetCdfType.Char)
        {
            var letters = variable.ReadCharacters();
            return new TextColumn(name, [.. index.Select(at => letters[at] == ' ' ? null : letters[at].ToString())], metadata);
        }

        if (!variable.Type.IsNumeric()) return null;
        var values = variable.ReadDoubles(NetCdfDecoding.All);
        if (name.EndsWith("_qc", StringComparison.Ordinal))
        {
            // SeaDataNet writes its characters as bytes: 49 is the flag '1'.
            var areCharacters = variable.Attributes["flag_values"] is { Numbers: { Count: > 0 } codes } && codes.All(code => code is >= '0' and <= 'Z');
            string? Flag(double value) => double.IsNaN(value) ? null : areCharacters ? ((char)value).ToString() : value.ToString(CultureInfo.InvariantCulture);
            return new TextColumn(name, [.. index.Select(at => Flag(values[at]))], metadata);
        }

        var kind = variable.Type.IsInteger() && variable.Attributes["scale_factor"] is null ? NumberKind.Int64 : variable.Type == NetCdfType.Float32 ? NumberKind.Float32 : NumberKind.Float64;
        return new NumberColumn(name, [.. index.Select(at => values[at])], metadata, kind);
    }

    // For each row the place of its value in a variable that has only some of the axes.
    private int[] Index(List<NetCdfDimension> own)
    {
        var strides = new int[axes.Count];
        var stride = 1;
        for (var i = own.Count - 1; i >= 0; i--)
        {
            strides[axes.IndexOf(own[i])] = stride;
            stride *= (int)own[i].Length;
        }

        var index = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            var rest = row;
            for (var axis = axes.Count - 1; axis >= 0; axis--)
            {
                var length = (int)axes[axis].Length;
                index[row] += rest % length * strides[axis];
                rest /= length;
            }
        }

        return index;
    }

    private string NameOf(NetCdfVariable variable)
    {
        if (ReferenceEquals(variable, coordinates.Time)) return "time";
        if (ReferenceEquals(variable, coordinates.Latitude)) return "latitude";
        if (ReferenceEquals(variable, coordinates.Longitude)) return "longitude";
        foreach (var (suffix, canonical) in (ReadOnlySpan<(string, string)>)[("_quality_control", "_qc"), ("_QC", "_qc"), ("_qc", "_qc"), ("_ERROR", "_sigma"), ("_uncertainty", "_sigma")])
        {
            if (variable.Name.EndsWith(suffix, StringComparison.Ordinal) && variable.Name.Length > suffix.Length)
                return Canonical(variable.Name[..^suffix.Length]) + canonical;
        }

        return Canonical(variable.Name);
    }

    private static string Canonical(string name) => VocabularyFile.Load().Find(name)?.Name ?? (name == "POSITION" ? "position" : name);

    private static ColumnMetadata MetadataOf(NetCdfVariable variable, string name)
    {
        var entry = VocabularyFile.Load().Find(name);
        var flags = name.EndsWith("_qc", StringComparison.Ordinal) ? SchemeOf(variable) : null;
        return new ColumnMetadata(flags is null ? variable.Unit : null, variable.StandardName ?? entry?.StandardName, variable.LongName, flags);
    }

    private static string? SchemeOf(NetCdfVariable variable)
    {
        var text = (variable.Attributes.Text("conventions") ?? "") + " " + (variable.Attributes.Text("quality_control_conventions") ?? "") + " " + (variable.Attributes.Text("Conventions") ?? "");
        if (text.Contains("QARTOD", StringComparison.OrdinalIgnoreCase) || (variable.Attributes.Text("flag_meanings") ?? "").Contains("SUSPECT", StringComparison.OrdinalIgnoreCase)) return FlagScheme.Qartod.Name;
        if (text.Contains("Argo", StringComparison.OrdinalIgnoreCase)) return FlagScheme.Argo.Name;
        if (text.Contains("SeaDataNet", StringComparison.OrdinalIgnoreCase)) return FlagScheme.SeaDataNet.Name;
        if (text.Contains("OceanSites", StringComparison.OrdinalIgnoreCase) || text.Contains("Copernicus", StringComparison.OrdinalIgnoreCase)) return FlagScheme.Coriolis.Name;
        return text.Contains("IODE", StringComparison.OrdinalIgnoreCase) || text.Contains("IOC", StringComparison.Ordinal) ? FlagScheme.Iode.Name : null;
    }

    private string? Platform() =>
        new[] { "platform_code", "wmo_platform_code", "site_code", "deployment_code", "station_name", "id" }.Select(file.Attributes.Text).FirstOrDefault(text => text is not null);

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
