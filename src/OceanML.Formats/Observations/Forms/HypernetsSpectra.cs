using System.Globalization;
using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;

namespace OceanML.Formats.Observations;

/// <summary>
/// Spectra of the HYPERNETS network (WATERHYPERNET, LANDHYPERNET; hypernets_processor, De Vis et al. 2024, 10.3389/frsen.2024.1347230):
/// one row per series (or scan), a column per wavelength with its uncertainty and a flag. What the bits of <c>quality_flag</c> mean is
/// read from the file, because their numbers change with the version of the processor.
/// </summary>
internal static class HypernetsSpectra
{
    private const string Wavelength = "wavelength";
    private const string Flags = "quality_flag";
    private static readonly string[] Rows = ["series", "sequence", "scan"];
    private static readonly string[] Main = ["reflectance", "water_leaving_radiance", "upwelling_radiance", "radiance", "irradiance", "downwelling_radiance"];

    /// <summary>Whether a file holds such spectra.</summary>
    public static bool Is(NetCdfFile file) =>
        file.Find(Wavelength) is { Dimensions: [{ Name: Wavelength }] } && file.Find("acquisition_time") is { Dimensions: [var row] } && Rows.Contains(row.Name) && Spectra(file).Count > 0;

    /// <summary>The spectra; of several kinds the reflectance, or those named in the options.</summary>
    /// <exception cref="OceanException">No time, no position, or none of the variables asked for.</exception>
    public static ObservationSet Read(NetCdfFile file, ObservationOptions options)
    {
        var time = file["acquisition_time"];
        var units = CfTime.IsTime(time.Unit) ? time.Unit! : NetCdfPlace.Times(file)?.Units ?? "seconds since 1970-01-01 00:00:00";
        var rows = (int)time.Dimensions[0].Length;
        var place = NetCdfPlace.Of(file) ?? options.Position ?? throw OceanException.NoObservations($"{file.Path}: no site_latitude and site_longitude among its attributes");
        var columns = new List<Column>();
        var (platform, profile) = (file.Attributes.Text("site_id") ?? file.Attributes.Text("system_id"), file.Attributes.Text("sequence_id") ?? file.Attributes.Text("product_name"));
        if (platform is not null) columns.Add(new TextColumn("platform", Repeated<string?>(platform, rows)));
        if (profile is not null) columns.Add(new TextColumn("profile", Repeated<string?>(profile, rows)));
        columns.Add(new TimeColumn("time", NetCdfPlace.Decode(time, units), new ColumnMetadata(StandardName: "time")));
        columns.Add(new NumberColumn("latitude", Repeated(place.Latitude, rows), new ColumnMetadata("degrees_north", "latitude")));
        columns.Add(new NumberColumn("longitude", Repeated(place.Longitude, rows), new ColumnMetadata("degrees_east", "longitude")));
        foreach (var variable in file.Variables.Where(variable => variable.Dimensions is [var only] && only == time.Dimensions[0] && variable != time && variable.Name != Flags && variable.Type.IsNumeric()))
            columns.Add(new NumberColumn(variable.Name, variable.ReadDoubles(NetCdfDecoding.Measured), new ColumnMetadata(variable.Unit, LongName: variable.StandardName)));
        var verdicts = AddFlags(columns, file);
        var (chosen, left) = Choose(file, options);
        foreach (var spectrum in chosen) AddBands(columns, file, spectrum, rows, verdicts);
        var set = TableObservations.From(new Table(columns, Metadata(file)), options with { Variables = null });
        return left.Count == 0 ? set : set with { Warnings = [.. set.Warnings, $"left out: {string.Join(", ", left)}; name them as variables to read them"] };
    }

    // The names of the flags set, and for each row whether its spectra are good (1), doubtful (3) or bad (4).
    private static string?[]? AddFlags(List<Column> columns, NetCdfFile file)
    {
        if (file.Find(Flags) is not { Dimensions.Count: 1 } variable || variable.Attributes["flag_masks"] is not { } attribute) return null;
        ulong[] masks = attribute.Bits.Count > 0 ? [.. attribute.Bits] : [.. attribute.Text.Split(',', StringSplitOptions.TrimEntries).Select(text => ulong.Parse(text, CultureInfo.InvariantCulture))];
        var meanings = (variable.Attributes.Text("flag_meanings") ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        if (meanings.Length != masks.Length)
            throw OceanException.BadInput($"{file.Path}: {Flags} has {masks.Length} flag_masks and {meanings.Length} flag_meanings");
        var bad = ProductFile.Identify(file).Description?.Flags.FirstOrDefault(rule => rule.Name == Flags)?.Excluded ?? [];
        var bits = variable.ReadBits();
        var (names, verdicts) = (new string?[bits.Length], new string?[bits.Length]);
        for (var row = 0; row < bits.Length; row++)
        {
            var set = Enumerable.Range(0, masks.Length).Where(i => (bits[row] & masks[i]) != 0).Select(i => meanings[i]).ToList();
            names[row] = set.Count == 0 ? null : string.Join(' ', set);
            verdicts[row] = set.Exists(name => bad.Any(pattern => NamePattern.Matches(pattern, name))) ? "4" : set.Count > 0 ? "3" : "1";
        }

        columns.Add(new NumberColumn(Flags, Array.ConvertAll(bits, value => (double)value), new ColumnMetadata("1", LongName: "bits as in the file"), NumberKind.Int64));
        columns.Add(new TextColumn("quality_flag_names", names, new ColumnMetadata(LongName: "the flags set, by the file's own flag_masks and flag_meanings")));
        return verdicts;
    }

    private static void AddBands(List<Column> columns, NetCdfFile file, NetCdfVariable spectrum, int rows, string?[]? verdicts)
    {
        var wavelengths = file[Wavelength].ReadDoubles(NetCdfDecoding.Measured);
        var values = spectrum.ReadDoubles(NetCdfDecoding.Measured);
        var sigma = Uncertainty(file, spectrum);
        var bandsFirst = spectrum.Dimensions[0].Name == Wavelength;
        for (var band = 0; band < wavelengths.Length; band++)
        {
            if (double.IsNaN(wavelengths[band])) continue;
            var at = band;
            int Place(int row) => bandsFirst ? (at * rows) + row : (row * wavelengths.Length) + at;
            double[] Take(double[] from) => [.. Enumerable.Range(0, rows).Select(row => from[Place(row)])];
            var name = string.Create(CultureInfo.InvariantCulture, $"{spectrum.Name}_{Math.Round(wavelengths[band], 2)}");
            var metadata = new ColumnMetadata(spectrum.Unit is "-" ? "1" : spectrum.Unit, Source: spectrum.Attributes.Text("preferred_symbol"), Wavelength: wavelengths[band]);
            columns.Add(new NumberColumn(name, Take(values), metadata, NumberKind.Float32));
            if (sigma is not null) columns.Add(new NumberColumn(name + "_sigma", Take(sigma), new ColumnMetadata(metadata.Unit, Wavelength: wavelengths[band]), NumberKind.Float32));
            if (verdicts is not null) columns.Add(new TextColumn(name + "_qc", verdicts, new ColumnMetadata(FlagScheme: FlagScheme.Argo.Name)));
        }
    }

    // Components in per cent of the value, independent of each other.
    private static double[]? Uncertainty(NetCdfFile file, NetCdfVariable spectrum)
    {
        var parts = new[] { "random", "systematic", "systematic_indep", "systematic_corr_rad_irr" }
            .Select(part => file.Find($"u_rel_{part}_{spectrum.Name}")).OfType<NetCdfVariable>().Where(part => part.Dimensions.SequenceEqual(spectrum.Dimensions))
            .Select(part => part.ReadDoubles(NetCdfDecoding.Measured)).ToList();
        if (parts.Count == 0) return null;
        var sigma = spectrum.ReadDoubles(NetCdfDecoding.Measured);
        for (var i = 0; i < sigma.Length; i++) sigma[i] = Math.Abs(sigma[i]) * Math.Sqrt(parts.Sum(part => part[i] * part[i])) / 100;
        return sigma;
    }

    private static (List<NetCdfVariable> Chosen, List<string> Left) Choose(NetCdfFile file, ObservationOptions options)
    {
        var spectra = Spectra(file);
        var chosen = options.Variables is { } wanted
            ? spectra.FindAll(variable => wanted.Any(pattern => NamePattern.Matches(pattern, variable.Name) || variable.Name == SourceNames.Canonical(pattern)))
            : spectra.FindAll(variable => variable.Name == Main.First(name => spectra.Exists(candidate => candidate.Name == name)));
        if (chosen.Count == 0) throw OceanException.Missing(file.Path, "variable", options.Variables![0], spectra.Select(variable => variable.Name));
        return (chosen, [.. spectra.Except(chosen).Select(variable => variable.Name)]);
    }

    private static List<NetCdfVariable> Spectra(NetCdfFile file) =>
        [.. file.Variables.Where(variable => Main.Contains(variable.Name.EndsWith("_nosc", StringComparison.Ordinal) ? variable.Name[..^5] : variable.Name)
            && variable.Dimensions.Count == 2 && variable.Dimensions.Any(dimension => dimension.Name == Wavelength))];

    private static Dictionary<string, string> Metadata(NetCdfFile file)
    {
        var metadata = new Dictionary<string, string> { [Tables.TableFile.FileKey] = file.Path };
        foreach (var key in (ReadOnlySpan<string>)["title", "product_name", "processor_version", "licence"])
        {
            if (file.Attributes.Text(key) is { } text) metadata[key] = text;
        }

        return metadata;
    }

    private static T[] Repeated<T>(T value, int rows)
    {
        var values = new T[rows];
        Array.Fill(values, value);
        return values;
    }
}
