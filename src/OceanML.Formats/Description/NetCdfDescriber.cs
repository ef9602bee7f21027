using System.Runtime.InteropServices;
using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;

namespace OceanML.Formats.Description;

/// <summary>Describes a netCDF file.</summary>
internal static class NetCdfDescriber
{
    internal const long TotalValues = 64_000_000;
    private const long SmallSample = 1_000_000;
    private const long PositionLimit = 4_000_000;

    private static readonly (string Key, string[] Names)[] About =
    [
        ("title", ["title"]),
        ("summary", ["summary", "comment"]),
        ("institution", ["institution", "creator_name", "publisher_name"]),
        ("platform", ["platform", "platform_code", "site_code"]),
        ("instrument", ["instrument", "sensor"]),
        ("processing_level", ["processing_level"]),
        ("version", ["product_version", "processing_version"]),
        ("conventions", ["Conventions", "conventions"]),
        ("licence", ["license", "licence", "distribution_statement"]),
        ("doi", ["doi", "DOI", "identifier_product_doi"]),
        ("id", ["id"]),
        ("references", ["references", "citation"]),
        ("created", ["date_created", "date_update"]),
    ];

    public static FileDescription Describe(NetCdfFile file, long limit)
    {
        var product = ProductFile.Identify(file);
        var coordinates = CfCoordinates.Find(file);
        using var field = product.IsField ? new NetCdfField(file, product, ownsFile: false) : null;
        var variables = Variables(file, product, field, limit);
        var space = Space(product.Kind, coordinates.Latitude, coordinates.Longitude);
        var time = Time(file, product, coordinates);
        var flags = NetCdfFlagCounts.BitFlags(file, product.Description, limit);
        var argo = ArgoDescriber.Describe(file);
        var warnings = field?.Warnings ?? (time is not null && coordinates.Time is { } axis && time.Source.StartsWith("variable", StringComparison.Ordinal)
            && TimeContradiction.Of(axis, [new TimeInterval(time.Start, time.End)], FieldTimes.Coverage(file)) is { } contradiction ? [contradiction] : []);
        return new FileDescription(file.Path, product, FormatName(file), FileDescriber.Bytes(file.Path))
        {
            About = [.. AboutOf(file, product)],
            Dimensions = [.. Dimensions(file)],
            Variables = variables,
            Space = space,
            Time = time,
            Argo = argo,
            Roles = field is null ? new Dictionary<string, string>() : FieldRoles.Of([.. field.Variables, .. SnapTiePoints.Variables(file, product.Description).Select(variable => variable.Description)], product.Description),
            Flags = flags,
            Quality = NetCdfFlagCounts.Quality(file, limit),
            Notes = [.. product.Description?.Notes ?? [], .. NetCdfNotes.Sentences(warnings), .. NetCdfNotes.Of(coordinates, variables, space, time, flags, argo)],
            Next = Next(file, product, field),
        };
    }

    private static List<VariableDescription> Variables(NetCdfFile file, Product product, NetCdfField? field, long limit)
    {
        // Measurements outside the valid range are there, to be flagged; pixels outside it are as good as missing.
        var decoding = product.IsField ? NetCdfDecoding.All : NetCdfDecoding.Measured;
        var left = limit >= long.MaxValue / 2 ? long.MaxValue : TotalValues;
        var descriptions = new List<VariableDescription>(file.Variables.Count);
        foreach (var variable in file.Variables)
        {
            var description = VariableStatistics.Describe(variable, Share(limit, left), decoding);
            left -= description.Examined;
            var spectral = field?.Variables.FirstOrDefault(candidate => candidate.Name == variable.Name && candidate.Wavelengths.Count > 0);
            descriptions.Add(spectral is null ? description : description with { Wavelengths = spectral.Wavelengths });
        }

        return descriptions;
    }

    private static IEnumerable<(string Name, long Length, bool IsUnlimited)> Dimensions(NetCdfFile file)
    {
        // The same dimension is often defined again in each group.
        return file.Groups.SelectMany(group => group.Dimensions).Distinct().Select(dimension => (dimension.Name, dimension.Length, dimension.IsUnlimited));
    }

    private static IEnumerable<(string, string)> AboutOf(NetCdfFile file, Product product)
    {
        foreach (var (key, names) in About)
        {
            var text = names.Select(file.Attributes.Text).FirstOrDefault(value => value is not null);
            text ??= key == "licence" ? product.Description?.Licence : key == "doi" ? product.Description?.Reference : null;
            if (text is not null) yield return (key, text.ReplaceLineEndings(" "));
        }
    }

    /// <summary>How many values of a variable to examine when so many are left for all.</summary>
    internal static long Share(long limit, long left) => Math.Max(Math.Min(limit, SmallSample), Math.Min(limit, left));

    /// <summary>The box around the positions; of many, around evenly spaced ones.</summary>
    internal static SpaceExtent? Space(ProductKind kind, NetCdfVariable? latitude, NetCdfVariable? longitude)
    {
        if (latitude is null || longitude is null) return null;
        if (latitude.Count > PositionLimit || longitude.Count > PositionLimit) return Sampled(latitude, longitude);
        var (latitudes, longitudes) = (latitude.ReadDoubles(NetCdfDecoding.Measured), longitude.ReadDoubles(NetCdfDecoding.Measured));
        return kind == ProductKind.Grid || latitudes.Length != longitudes.Length
            ? SpaceExtent.OfGrid(latitudes, longitudes)
            : SpaceExtent.Around(latitudes, longitudes);
    }

    private static SpaceExtent? Sampled(NetCdfVariable latitude, NetCdfVariable longitude)
    {
        var (latitudes, longitudes) = (new List<double>(), new List<double>());
        foreach (var slab in VariableStatistics.Blocks(latitude, PositionLimit))
        {
            var values = new double[slab.Count];
            latitude.ReadDoubles(slab, values, NetCdfDecoding.Measured);
            latitudes.AddRange(values);
            longitude.ReadDoubles(slab, values, NetCdfDecoding.Measured);
            longitudes.AddRange(values);
        }

        return SpaceExtent.Around(CollectionsMarshal.AsSpan(latitudes), CollectionsMarshal.AsSpan(longitudes));
    }

    private static TimeExtent? Time(NetCdfFile file, Product product, CfCoordinates coordinates)
    {
        if (product.IsField)
        {
            var steps = FieldTimes.Read(file, product.Description, coordinates.Time).Where(step => step.Start != Timestamp.Missing).ToList();
            var source = product.Description?.LineTime is { } line && file.Find(line) is not null ? $"variable {line}"
                : coordinates.Time is { } axis ? $"variable {axis.Path}" : "global attributes";
            return steps.Count == 0 ? null : new TimeExtent(steps.Min(step => step.Start), steps.Max(step => step.End), steps.Count, source);
        }

        if (coordinates.Time is { Count: > 0 } variable)
        {
            var unit = CfTime.Parse(variable.Unit!, variable.Attributes.Text("calendar"));
            var known = unit.Decode(variable.ReadDoubles()).Where(time => time != Timestamp.Missing).ToList();
            if (known.Count > 0) return new TimeExtent(known.Min(), known.Max(), known.Count, $"variable {variable.Path}");
        }

        return FieldTimes.Coverage(file) is { } coverage ? new TimeExtent(coverage.Start, coverage.End, 1, "global attributes") : null;
    }

    private static IReadOnlyList<string> Next(NetCdfFile file, Product product, NetCdfField? field)
    {
        var variable = field?.Variables.Select(candidate => candidate.Name).FirstOrDefault() ?? "VARIABLE";
        string[] usual = product.Kind switch
        {
            ProductKind.Grid or ProductKind.Swath =>
                ["oceanml-colocate --observations TABLE --fields {file} --variables {variable} --box 3 --within 1d --output matchups.parquet"],
            ProductKind.Profiles or ProductKind.Series => ["oceanml-access files {file} --output observations.parquet"],
            _ => [],
        };
        return [.. (product.Description?.Next ?? usual).Select(text =>
            text.Replace("{file}", file.Path, StringComparison.Ordinal).Replace("{variable}", variable, StringComparison.Ordinal))];
    }

    private static string FormatName(NetCdfFile file) => file.Format switch
    {
        NetCdfFormat.Classic => "netCDF classic",
        NetCdfFormat.Offset64 => "netCDF classic, 64-bit offsets",
        NetCdfFormat.Cdf5 => "netCDF classic, 64-bit data (CDF-5)",
        NetCdfFormat.NetCdf4Classic => "netCDF-4, classic model",
        _ => "netCDF-4",
    };
}
