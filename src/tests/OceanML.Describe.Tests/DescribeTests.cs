using System.Diagnostics;
using System.Text.Json;
using OceanML.Formats.NetCdf;
using OceanML.Tests;

namespace OceanML.Describe.Tests;

/// <summary>oceanml-describe as a user runs it.</summary>
public sealed class DescribeTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("oceanml-describe-");

    public void Dispose() => folder.Delete(recursive: true);

    private string In(string name) => Path.Combine(folder.FullName, name);

    private static (int Code, string Output, string Error) Describe(params string[] arguments) => Run("", arguments);

    private static (int Code, string Output, string Error) Run(string linkerTrace, string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(SharedData.Repository, "artifacts/bin/Describe/release_linux-x64/oceanml-describe"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (linkerTrace.Length > 0) start.Environment["LD_DEBUG"] = linkerTrace;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private string Grid()
    {
        using var writer = NetCdfWriter.Create(In("grid.nc"));
        writer.Root.Dimension("lat", 2).Dimension("lon", 3).Attribute("title", "a small grid").Attribute("time_coverage_start", "2024-06-08T00:00:00Z");
        var lat = writer.Root.Variable("lat", NetCdfType.Float64, "lat").Attribute("units", "degrees_north");
        var lon = writer.Root.Variable("lon", NetCdfType.Float64, "lon").Attribute("units", "degrees_east");
        var chl = writer.Root.Variable("chlor_a", NetCdfType.Float32, "lat", "lon").Fill(-999).Attribute("units", "mg m-3").Attribute("standard_name", "mass_concentration_of_chlorophyll_a_in_sea_water");
        lat.Write([10, 9]);
        lon.Write([179, 180, 181]);
        chl.Write([0.25, 0.5, double.NaN, 1, 2, 8]);
        writer.Close();
        return In("grid.nc");
    }

    [Fact]
    public void Text_names_the_product_the_range_and_the_extent()
    {
        var (code, output, error) = Describe(Grid());
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("grid with CF coordinates (cf-grid)", output, StringComparison.Ordinal);
        Assert.Matches(@"chlor_a +float +2 x 3 +mg m-3 +0\.25 +8 +16\.7 % +mass_concentration", output);
        Assert.Contains("across the dateline", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\t", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_OLCI_granule_is_described_from_its_zip_or_its_folder(bool unpacked)
    {
        var granule = Directory.GetFiles(SharedData.TestData("olci"), "S3A_OL_2_WFR*.zip").Single();
        if (unpacked)
        {
            System.IO.Compression.ZipFile.ExtractToDirectory(granule, In("unpacked"));
            granule = Directory.GetDirectories(In("unpacked")).Single();
        }

        var (code, output, error) = Describe(granule);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("OLCI Level-2 water (WFR, WRR) (olci-l2-wfr)", output, StringComparison.Ordinal);
        Assert.Contains(unpacked ? "format            SEN3 folder, 6" : "format            zip of a SEN3 folder, 1", output, StringComparison.Ordinal);
        Assert.Contains("time              2024-06-08T10:04:33Z to 2024-06-08T10:04:35.596059Z (manifest)", output, StringComparison.Ordinal);
        Assert.Contains("for protocols     sun zenith SZA, view zenith OZA, wind speed wind_speed, aerosol thickness T865", output, StringComparison.Ordinal);
        Assert.Matches(@"Oa03_reflectance +ushort +60 x 129 +[0-9.]+ +[0-9.]+ +13\.2 % +.*\(442\.5 nm\)", output);
        Assert.Matches(@"CHL_OC4ME +ubyte +60 x 129 +mg\.m-3 +0\.2431", output);
        Assert.Contains("for CHL_OC4ME* also left out: OC4ME_FAIL", output, StringComparison.Ordinal);
        Assert.Contains("not counted in the share of valid pixels: LAND", output, StringComparison.Ordinal);
        Assert.Contains("6239 of 7740 pixels pass the default rule", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_without_its_files_is_still_described()
    {
        var (code, output, _) = Describe(SharedData.Path(
            "data/ocean_colour/olci/wfr_reference/S3A_OL_2_WFR____20210604T001016_20210604T001316_20210604T021918_0179_072_273_1440_MAR_O_NR_003.SEN3"));
        Assert.Equal(0, code);
        Assert.Contains("OLCI Level-2 water", output, StringComparison.Ordinal);
        Assert.Contains("2021-06-04T00:10:15.867265Z to 2021-06-04T00:13:15.867265Z", output, StringComparison.Ordinal);
        Assert.Contains("The files of the product are not beside its manifest", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_the_documented_keys_and_numbers()
    {
        var file = Grid();
        var (code, output, _) = Describe(file, "--format", "json");
        Assert.Equal(0, code);
        var root = JsonDocument.Parse(output).RootElement;
        Assert.Equal(
            ["file", "product", "format", "bytes", "rows", "about", "dimensions", "variables", "space", "time", "argo", "roles", "flags", "quality", "notes", "next"],
            root.EnumerateObject().Select(property => property.Name));
        var help = Describe("--help").Output;
        Assert.All(root.EnumerateObject(), property => Assert.Contains(property.Name, help, StringComparison.Ordinal));
        var chlorophyll = root.GetProperty("variables").EnumerateArray().Single(variable => variable.GetProperty("name").GetString() == "chlor_a");
        Assert.All(chlorophyll.EnumerateObject(), property => Assert.Contains(property.Name, help, StringComparison.Ordinal));
        Assert.Equal((0.25, 8.0, 1 / 6.0), (chlorophyll.GetProperty("minimum").GetDouble(), chlorophyll.GetProperty("maximum").GetDouble(), chlorophyll.GetProperty("missing").GetDouble()));
        Assert.Equal((179.0, -179.0), (root.GetProperty("space").GetProperty("west").GetDouble(), root.GetProperty("space").GetProperty("east").GetDouble()));
        Assert.Equal("2024-06-08T00:00:00Z", root.GetProperty("time").GetProperty("start").GetString());
    }

    [Fact]
    public void Several_files_are_a_list_and_one_that_fails_does_not_hide_the_others()
    {
        File.WriteAllText(In("page.nc"), "<html>404</html>");
        var (code, output, error) = Describe(Grid(), In("page.nc"), Grid(), "--format", "json");
        Assert.Equal(3, code);
        Assert.Equal(2, JsonDocument.Parse(output).RootElement.GetArrayLength());
        Assert.Contains("page.nc: a web page", error, StringComparison.Ordinal);
        Assert.EndsWith("1 of 3 files could not be described\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_file_gives_the_same_bytes_in_an_output_file()
    {
        var file = Grid();
        Assert.Equal(0, Describe(file, "--output", In("one.txt"), "--threads", "1").Code);
        Assert.Equal(0, Describe(file, "-o", In("two.txt"), "--threads", "2", "--record", In("record.json")).Code);
        Assert.Equal(File.ReadAllBytes(In("one.txt")), File.ReadAllBytes(In("two.txt")));
        Assert.Contains("sha256", File.ReadAllText(In("record.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_file_is_one_line_and_exit_code_3()
    {
        var bytes = File.ReadAllBytes(Grid());
        File.WriteAllBytes(In("half.nc"), bytes[..(bytes.Length / 2)]);
        var (code, output, error) = Describe(In("half.nc"));
        Assert.Equal((3, ""), (code, output));
        Assert.StartsWith($"oceanml-describe: {In("half.nc")}: truncated netCDF-4 file", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void HDF5_prints_nothing_of_its_own()
    {
        var bytes = File.ReadAllBytes(SharedData.Path("data/ocean_colour/pace_oci/pace_l3_sample.nc"));
        bytes.AsSpan(bytes.Length / 2, 20000).Fill(0x55);
        File.WriteAllBytes(In("damaged.nc"), bytes);
        var (code, _, error) = Describe(In("damaged.nc"));
        Assert.Equal(3, code);
        Assert.DoesNotContain("HDF5-DIAG", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void An_unknown_format_is_a_usage_error() => Assert.Equal(2, Describe(Grid(), "--format", "yaml").Code);

    [Fact]
    public void A_netCDF_file_is_described_without_loading_the_table_engine()
    {
        var (code, output, log) = DescribeTracingLibraries(Grid());
        Assert.Equal(0, code);
        Assert.Contains("libnetcdf", log, StringComparison.Ordinal);
        Assert.DoesNotContain("libduckdb", log, StringComparison.Ordinal);
        Assert.Contains("chlor_a", output, StringComparison.Ordinal);
    }

    // The dynamic linker then lists on standard error every library it loads.
    private static (int Code, string Output, string Error) DescribeTracingLibraries(params string[] arguments) => Run("files", arguments);
}
