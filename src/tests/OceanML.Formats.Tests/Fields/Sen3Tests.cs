using System.IO.Compression;
using System.Text.Json;
using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Formats.Fields.Sen3;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;
using OceanML.Tests;

namespace OceanML.Formats.Tests.Fields;

/// <summary>The OLCI Level-2 water product of test-data (planted truth: README there), as a zip, as a folder, and damaged.</summary>
public sealed class Sen3Tests : IDisposable
{
    private const string Name = "S3A_OL_2_WFR____20240608T100433_20240608T100436_20240609T201500_0003_113_122_2160_MAR_O_NT_003";
    private static readonly string Zip = SharedData.TestData("olci/" + Name + ".zip");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Unpacked()
    {
        var path = folder["granule"];
        if (!Directory.Exists(path)) ZipFile.ExtractToDirectory(Zip, path);
        return Path.Combine(path, Name + ".SEN3");
    }

    private static double One(IField field, string variable, int row, int column)
    {
        var value = new double[1];
        field.Read(variable, new FieldWindow(0, 0, row, column, 1, 1), value);
        return value[0];
    }

    private static ulong Bits(IField field, int row, int column)
    {
        var bits = new ulong[1];
        field.ReadFlags("WQSF", new FieldWindow(0, 0, row, column, 1, 1), bits);
        return bits[0];
    }

    private static double Chlorophyll(FieldGeometry geometry, int row, int column)
    {
        var (latitude, longitude) = geometry[row, column];
        return 1.10 * (0.20 + (0.04 * (latitude - 42)) + (0.02 * (longitude - 6)));
    }

    [Fact]
    public void A_zip_a_folder_and_a_manifest_give_the_same_field()
    {
        using var zip = FieldFile.Open(Zip);
        using var unpacked = FieldFile.Open(Unpacked());
        using var manifest = FieldFile.Open(Path.Combine(Unpacked(), "xfdumanifest.xml"));
        using var parent = FieldFile.Open(folder["granule"]);
        foreach (var field in (IField[])[zip, unpacked, manifest, parent])
        {
            Assert.Equal("olci-l2-wfr", field.Product);
            Assert.Equal(new TimeInterval(Time("2024-06-08T10:04:33Z"), Time("2024-06-08T10:04:35.596059Z")), Assert.Single(field.Times));
            Assert.Equal((60, 129), (field.Geometry.Rows, field.Geometry.Columns));
            Assert.Equal(zip.Variables.Select(variable => (variable.Name, variable.Unit, variable.LongName)), field.Variables.Select(variable => (variable.Name, variable.Unit, variable.LongName)));
            Assert.Equal(zip.Variables.SelectMany(variable => variable.Wavelengths), field.Variables.SelectMany(variable => variable.Wavelengths));
            Assert.Equal(One(zip, "Oa08_reflectance", 33, 77), One(field, "Oa08_reflectance", 33, 77));
            Assert.Equal(Bits(zip, 30, 64), Bits(field, 30, 64));
            Assert.Empty(field.Warnings);
        }

        static long Time(string text) => Timestamp.TryParse(text, out var time) ? time : throw new ArgumentException(text);
    }

    [Fact]
    public void Positions_bands_and_concentrations_are_the_planted_ones()
    {
        using var field = FieldFile.Open(Zip);
        var (latitude, longitude) = field.Geometry[30, 64];
        Assert.Equal(42.70 - (0.0026 * 30) - (0.0004 * 64), latitude, 1e-5);
        Assert.Equal(5.95 + (0.0035 * 64) - (0.0006 * 30), longitude, 1e-5);
        foreach (var band in field.Variables.Where(variable => variable.Name.EndsWith("_reflectance", StringComparison.Ordinal)))
        {
            var planted = Math.PI * (0.010 - (0.00001 * (band.Wavelengths[0] - 412)) + (0.001 * (field.Geometry[10, 20].Latitude - 42.5)));
            Assert.Equal(planted, One(field, band.Name, 10, 20), 1e-5);
        }

        // Eight bits hold a logarithm: the planted value to 254 steps of 10^(4/254), so to 1.9 %.
        Assert.Equal(1, One(field, "CHL_NN", 10, 20) / Chlorophyll(field.Geometry, 10, 20), 0.019);
        Assert.Equal(1, One(field, "CHL_OC4ME", 45, 100) / Chlorophyll(field.Geometry, 45, 100), 0.019);
        Assert.Equal("mg.m-3", field.Variables.Single(variable => variable.Name == "CHL_NN").Unit);
        Assert.Equal("g.m-3", field.Variables.Single(variable => variable.Name == "TSM_NN").Unit);
        Assert.Equal(0.1008, One(field, "T865", 10, 20), 0.0032);
        Assert.True(double.IsNaN(One(field, "Oa01_reflectance", 2, 20)), "under cloud");
        Assert.True(double.IsNaN(One(field, "CHL_NN", 20, 125)), "on land");
    }

    [Fact]
    public void Angles_and_wind_are_interpolated_between_tie_points()
    {
        using var field = FieldFile.Open(Zip);
        Assert.Equal(20 + (0.02 * 37) + (0.01 * 90), One(field, "SZA", 37, 90), 1e-5);
        Assert.Equal(5 + (0.4 * 33), One(field, "OZA", 12, 33), 1e-5);
        Assert.Equal(176 + (0.1 * 32), One(field, "OAA", 5, 32), 0.01);
        Assert.Equal(176 + (0.1 * 56) - 360, One(field, "OAA", 5, 56), 0.01);
        Assert.Equal(5 * (1 + (96 / 128.0)), One(field, "wind_speed", 0, 96), 1e-5);
        Assert.Equal(("SZA", "OZA", "wind_speed", "T865"), (field.Roles["sun_zenith"], field.Roles["view_zenith"], field.Roles["wind_speed"], field.Roles["aerosol_thickness"]));
        var window = new double[2 * 3];
        field.Read("SZA", new FieldWindow(0, 0, 10, 126, 2, 3), window);
        Assert.Equal(20 + (0.02 * 11) + (0.01 * 128), window[5], 1e-5);
        FieldWindow[] windows = [new(0, 0, 10, 126, 2, 3), new(0, 0, 0, 0, 1, 1)];
        var many = new double[7];
        field.ReadWindows("SZA", windows, many);
        Assert.Equal([.. window, One(field, "SZA", 0, 0)], many);
        Assert.Throws<ArgumentOutOfRangeException>(() => field.Read("SZA", new FieldWindow(0, 0, 59, 128, 2, 1), new double[2]));
    }

    [Fact]
    public void Flags_keep_their_64_bits_and_the_rule_of_the_product()
    {
        using var field = FieldFile.Open(Zip);
        var flags = Assert.Single(field.Flags);
        Assert.Equal("WQSF", flags.Name);
        Assert.Equal((1UL << 41, 1UL << 55), (flags.Masks["RWNEG_O2"], flags.Masks["RWNEG_O21"]));
        Assert.Equal((1UL << 41) | 2, Bits(field, 30, 64));
        Assert.Equal(["WATER", "INLAND_WATER"], flags.Required);
        Assert.Equal(19, flags.Excluded.Count);
        Assert.Equal(["LAND"], flags.Uncounted);
        Assert.Equal(["OC4ME_FAIL"], flags.ExcludedFor["CHL_OC4ME*"]);
        Assert.Equal(["OCNN_FAIL"], flags.ExcludedFor["TSM_NN*"]);
        Assert.Equal(["MEGLINT", "WV_FAIL"], flags.ExcludedFor["IWV*"].Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_band_knows_its_wavelength_as_the_real_manifest_gives_it()
    {
        using var field = FieldFile.Open(Zip);
        var manifest = File.ReadAllText(SharedData.Path(
            "data/ocean_colour/olci/wfr_reference/S3A_OL_2_WFR____20210604T001016_20210604T001316_20210604T021918_0179_072_273_1440_MAR_O_NR_003.SEN3/xfdumanifest.xml"));
        var bands = System.Text.RegularExpressions.Regex.Matches(manifest, "<sentinel3:band name=\"(Oa..)\">\\s*<sentinel3:centralWavelength>([0-9.]+)<");
        Assert.Equal(16, bands.Count);
        foreach (System.Text.RegularExpressions.Match band in bands)
        {
            var wavelength = double.Parse(band.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal([wavelength], field.Variables.Single(variable => variable.Name == band.Groups[1].Value + "_reflectance").Wavelengths);
        }

        // And the files are those of the real product.
        var files = System.Text.RegularExpressions.Regex.Matches(manifest, "href=\"./([^\"]+)\"").Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);
        using var archive = ZipFile.OpenRead(Zip);
        Assert.Equal(files, archive.Entries.Select(entry => entry.Name).Where(name => name != "xfdumanifest.xml").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_structure_is_that_of_a_real_granule()
    {
        using var reference = JsonDocument.Parse(File.ReadAllText(SharedData.Path("data/ocean_colour/olci/wfr_reference/S3A_OL_2_WFR____20180707T081143.json")));
        var content = reference.RootElement.GetProperty("expectedContent");
        using var field = FieldFile.Open(Unpacked());
        var checkedBands = 0;
        foreach (var band in content.GetProperty("bands").EnumerateArray())
        {
            var name = band.GetProperty("name").GetString()!;

            // SNAP splits the flags in two halves and turns detectors into pixels.
            if (name.StartsWith("WQSF", StringComparison.Ordinal) || name.Contains("_band_", StringComparison.Ordinal) || name is "detector_index" or "frame_offset" or "altitude" or "latitude" or "longitude") continue;
            var variable = field.Variables.SingleOrDefault(candidate => candidate.Name == name);
            Assert.True(variable is not null, name);
            checkedBands++;
            if (band.TryGetProperty("geophysicalUnit", out var unit)) Assert.Equal(unit.GetString(), variable.Unit);
            if (!band.GetProperty("noDataValueUsed").GetString()!.Equals("true", StringComparison.Ordinal)) continue;

            // The no-data value of SNAP is the fill value, unpacked.
            var (file, stored) = Stored(name);
            using (file)
            {
                var fill = stored.Attributes.Number("_FillValue")!.Value;
                var unpacked = (fill * stored.Attributes.Number("scale_factor")!.Value) + stored.Attributes.Number("add_offset")!.Value;
                if (stored.Attributes.Text("units")?.StartsWith("lg(", StringComparison.Ordinal) == true) unpacked = Math.Pow(10, unpacked);
                var expected = double.Parse(band.GetProperty("noDataValue").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
                Assert.True(Math.Abs((unpacked / expected) - 1) < 2e-6, $"{name}: {unpacked} is not {expected}");
            }
        }

        Assert.True(checkedBands >= 46, $"{checkedBands} bands");
        var masks = field.Flags.Single().Masks;
        foreach (var coding in content.GetProperty("flagCodings").EnumerateArray())
        {
            var shift = coding.GetProperty("name").GetString() == "WQSF_msb" ? 32 : 0;
            foreach (var sample in coding.GetProperty("samples").EnumerateArray())
                Assert.Equal(sample.GetProperty("value").GetUInt64() << shift, masks[sample.GetProperty("name").GetString()!]);
        }

        foreach (var grid in content.GetProperty("tiePointGrids").EnumerateArray().Select(grid => grid.GetProperty("name").GetString()!))
        {
            // Atmospheric profiles are left out, the wind is one speed, and positions are those of the pixels.
            if (grid.StartsWith("TP_", StringComparison.Ordinal) || grid.StartsWith("atmospheric", StringComparison.Ordinal)) continue;
            Assert.Contains(field.Variables, variable => variable.Name == (grid.StartsWith("horizontal_wind", StringComparison.Ordinal) ? "wind_speed" : grid));
        }
    }

    private (NetCdfFile File, NetCdfVariable Variable) Stored(string name)
    {
        foreach (var path in Directory.EnumerateFiles(Unpacked(), "*.nc"))
        {
            var file = NetCdfFile.Open(path);
            if (file.Find(name) is { } variable) return (file, variable);
            file.Dispose();
        }

        throw new InvalidOperationException(name);
    }

    [Fact]
    public void The_time_needs_the_manifest_alone_and_the_positions_one_file_more()
    {
        using var field = (Sen3Field)FieldFile.Open(Unpacked());
        Assert.Single(field.Times);
        Assert.Empty(field.Opened);
        Assert.Equal(60, field.Geometry.Rows);
        Assert.Equal(["geo_coordinates.nc"], field.Opened);
    }

    [Fact]
    public void Of_a_zip_only_the_bands_that_are_read_are_unpacked_and_nothing_is_left_behind()
    {
        var before = Directory.GetDirectories(Path.GetTempPath(), "oceanml-sen3-*");
        using (var field = (Sen3Field)FieldFile.Open(Zip))
        {
            One(field, "Oa06_reflectance", 10, 10);
            Assert.Equal(["Oa01_reflectance.nc", "Oa06_reflectance.nc"], field.Opened.Where(file => file.StartsWith("Oa", StringComparison.Ordinal)));
            Assert.DoesNotContain("instrument_data.nc", field.Opened);
        }

        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), "oceanml-sen3-*").Except(before));
    }

    [Fact]
    public void Without_its_manifest_a_folder_is_known_by_its_attributes()
    {
        File.Delete(Path.Combine(Unpacked(), "xfdumanifest.xml"));
        using var field = FieldFile.Open(Unpacked());
        Assert.Equal(("olci-l2-wfr", "2024-06-08T10:04:33Z"), (field.Product, Timestamp.Format(field.Times[0].Start)));
    }

    [Fact]
    public void Files_that_are_missing_are_told_and_the_others_still_read()
    {
        foreach (var lost in (string[])["Oa02_reflectance.nc", "tie_meteo.nc"]) File.Delete(Path.Combine(Unpacked(), lost));
        using var field = FieldFile.Open(Unpacked());
        Assert.Equal("2 of 31 files of the product are missing (Oa02_reflectance.nc, tie_meteo.nc); what they hold cannot be read", Assert.Single(field.Warnings));
        Assert.True(double.IsFinite(One(field, "Oa01_reflectance", 10, 10)));
        Assert.False(field.Roles.ContainsKey("wind_speed"));
        Assert.Contains("no variable 'Oa02_reflectance'; it has Oa01_reflectance", Assert.Throws<OceanException>(() => One(field, "Oa02_reflectance", 10, 10)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_positions_there_is_one_plain_sentence()
    {
        File.Delete(Path.Combine(Unpacked(), "geo_coordinates.nc"));
        var exception = Assert.Throws<OceanException>(() => FieldFile.Open(Unpacked()));
        Assert.Equal(ExitCode.BadInput, exception.Code);
        Assert.Contains("no file 'geo_coordinates.nc'; it has", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_zip_a_foreign_zip_a_workbook_and_a_plain_folder_are_named_as_such()
    {
        var whole = File.ReadAllBytes(Zip);
        File.WriteAllBytes(folder["half.zip"], whole[..(whole.Length / 2)]);
        Directory.CreateDirectory(folder["files"]);
        File.WriteAllText(Path.Combine(folder["files"], "notes.txt"), "nothing");
        ZipFile.CreateFromDirectory(folder["files"], folder["notes.zip"]);
        Directory.CreateDirectory(Path.Combine(folder["book"], "xl"));
        File.WriteAllText(Path.Combine(folder["book"], "xl", "workbook.xml"), "<workbook/>");
        ZipFile.CreateFromDirectory(folder["book"], folder["book.xlsx"]);
        foreach (var (path, message) in ((string, string)[])[
            (folder["half.zip"], "truncated or damaged zip file"),
            (folder["notes.zip"], "is a zip file without xfdumanifest.xml and geo_coordinates.nc"),
            (folder["book.xlsx"], "is an Excel workbook; save the sheet as CSV"),
            (folder["files"], "is a folder without xfdumanifest.xml and geo_coordinates.nc")])
        {
            var exception = Assert.Throws<OceanException>(() => FieldFile.Open(path));
            Assert.Equal(ExitCode.BadInput, exception.Code);
            Assert.StartsWith(path + ": " + message, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_damaged_file_inside_a_zip_is_named()
    {
        var bytes = File.ReadAllBytes(Zip);
        long offset;
        using (var archive = ZipFile.OpenRead(Zip)) offset = Locate(bytes, archive.Entries.Single(entry => entry.Name == "Oa03_reflectance.nc").FullName);
        bytes.AsSpan((int)offset + 400, 200).Fill(0xff);
        File.WriteAllBytes(folder["damaged.zip"], bytes);
        using var field = FieldFile.Open(folder["damaged.zip"]);
        Assert.True(double.IsFinite(One(field, "Oa02_reflectance", 10, 10)));
        var exception = Assert.Throws<OceanException>(() => One(field, "Oa03_reflectance", 10, 10));
        Assert.Equal(ExitCode.BadInput, exception.Code);
        Assert.Contains("Oa03_reflectance.nc", exception.Message, StringComparison.Ordinal);

        static long Locate(byte[] zip, string name) => zip.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(name)) is var at and >= 0 ? at + name.Length : throw new InvalidOperationException(name);
    }

    [Fact]
    public void The_checksum_of_a_folder_is_that_of_its_list_of_checksums()
    {
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Zip))), FieldFile.Checksum(Zip));
        var list = string.Concat(Directory.GetFiles(Unpacked()).Order(StringComparer.Ordinal).Select(path => $"{FieldFile.Checksum(path)}  {Path.GetFileName(path)}\n")
            .Where(line => !line.EndsWith("xfdumanifest.xml\n", StringComparison.Ordinal))) + ManifestLine();
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(list))), FieldFile.Checksum(Unpacked()));
        Assert.Equal(FieldFile.Checksum(Unpacked()), FieldFile.Checksum(Path.Combine(Unpacked(), "xfdumanifest.xml")));

        // The manifest sorts last; by itself it stands for its folder, so its own checksum is taken here.
        string ManifestLine() => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(Unpacked(), "xfdumanifest.xml")))) + "  xfdumanifest.xml\n";
    }

    [Fact]
    public void Another_Sentinel_3_product_is_refused_by_its_type()
    {
        var manifest = Path.Combine(Unpacked(), "xfdumanifest.xml");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("OL_2_WFR___", "SL_2_WST___", StringComparison.Ordinal));
        Assert.Equal("sen3", ProductFile.Identify(Unpacked()).Id);
        Assert.Contains("is Sentinel-3 product of type SL_2_WST___, not an OLCI granule", Assert.Throws<OceanException>(() => FieldFile.Open(Unpacked())).Message, StringComparison.Ordinal);
    }
}
