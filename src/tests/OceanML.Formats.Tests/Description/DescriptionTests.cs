using OceanML.Core;
using OceanML.Formats.Description;
using OceanML.Formats.NetCdf;
using OceanML.Tests;

namespace OceanML.Formats.Tests.Description;

public sealed class DescriptionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("data/argo")]
    [InlineData("data/ocean_colour")]
    public void Every_shared_file_is_described(string where)
    {
        var files = Directory.EnumerateFiles(SharedData.Path(where), "*", SearchOption.AllDirectories).ToList();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var description = FileDescriber.Describe(file);
            Assert.NotEqual("unknown", description.Product.Id);
            Assert.All(description.Variables, variable => Assert.True(variable.Missing is null or (>= 0 and <= 1), $"{file} {variable.Name}"));
        }
    }

    [Fact]
    public void A_synthetic_profile_says_its_modes_flags_and_ranges()
    {
        var description = FileDescriber.Describe(SharedData.Path("data/argo/coriolis_3902131/SD3902131_010.nc"));
        var argo = description.Argo!;
        Assert.Equal(["3902131"], argo.Platforms);
        Assert.Equal((1L, (10, 10)), (argo.Profiles, argo.Cycles!.Value));
        Assert.Equal(["PRES D", "TEMP D", "PSAL D", "DOXY R"], argo.Parameters.Select(parameter => $"{parameter.Name} {parameter.Modes[0].Mode}"));
        Assert.Contains("Delayed mode: read the ADJUSTED values of PRES, TEMP, PSAL.", description.Notes);
        var temperature = description.Variables.Single(variable => variable.Name == "TEMP");
        Assert.Equal(("4.361", "28.473", 0.0), (temperature.Minimum, temperature.Maximum, temperature.Missing));
        Assert.Equal([("1", 272L), ("3", 3), ("8", 271)], description.Quality.Single(quality => quality.Name == "TEMP_QC").Counts.Select(count => (count.Flag, count.Count)));
        Assert.Equal("2018-04-02T12:01:40Z", Timestamp.Format(description.Time!.Start)[..19] + "Z");
        Assert.Equal((-6.225, 5.107), (Math.Round(description.Space!.South, 3), Math.Round(description.Space.West, 3)));
    }

    [Fact]
    public void A_large_variable_is_sampled_unless_all_is_asked_and_says_so()
    {
        var path = SharedData.Path("data/ocean_colour/modis/A2016241.L3m_DAY_POC_poc_4km.nc");
        var quick = FileDescriber.Describe(path);
        var sampled = quick.Variables.Single(variable => variable.Name == "poc");
        Assert.InRange(sampled.Examined, 4_000_000, 12_000_000);
        Assert.Equal(1 - (2342271 / 37324800.0), sampled.Missing!.Value, 0.02);
        Assert.Contains(quick.Notes, note => note.Contains("sample", StringComparison.Ordinal) && note.Contains("--full", StringComparison.Ordinal));
        var all = FileDescriber.Describe(path, long.MaxValue).Variables.Single(variable => variable.Name == "poc");
        Assert.Equal(37324800, all.Examined);
        Assert.Equal(1 - (2342271 / 37324800.0), all.Missing!.Value, 1e-12);
        Assert.Equal((11.0, 1000.0), (double.Parse(all.Minimum!), double.Parse(all.Maximum!)));
    }

    [Fact]
    public void The_global_grid_does_not_cross_the_dateline_and_the_Pacific_does()
    {
        var global = FileDescriber.Describe(SharedData.Path("data/ocean_colour/pace_oci/PACE_OCI.20240604.L3m.DAY.CHL.V2_0.chlor_a.0p1deg.NRT.nc")).Space!;
        Assert.Equal((-179.95, 179.95, false), (Math.Round(global.West, 2), Math.Round(global.East, 2), global.CrossesDateline));
        Assert.Equal((170.0, -160.0), Box([10, 20], [170, 200]));
        Assert.Equal((179.0, -179.0), Box([0, 0], [179, -179]));
        Assert.Equal((-10.0, 30.0), Box([0, 0, 1], [-10, 30, 350]));
        Assert.Equal((-180.0, 150.0), Box([0], [.. Enumerable.Range(0, 12).Select(i => -180.0 + (30 * i))]));

        static (double, double) Box(double[] latitudes, double[] longitudes)
        {
            var space = latitudes.Length == longitudes.Length ? SpaceExtent.Around(latitudes, longitudes)! : SpaceExtent.OfGrid(latitudes, longitudes)!;
            return (space.West, space.East);
        }
    }

    [Fact]
    public void Longitudes_to_360_missing_times_and_empty_variables_are_noted()
    {
        using (var writer = NetCdfWriter.Create(folder["x.nc"]))
        {
            writer.Root.Dimension("lat", 2).Dimension("lon", 3);
            var lat = writer.Root.Variable("lat", NetCdfType.Float32, "lat").Attribute("units", "degrees_north");
            var lon = writer.Root.Variable("lon", NetCdfType.Float32, "lon").Attribute("units", "degrees_east");
            var empty = writer.Root.Variable("nothing", NetCdfType.Float32, "lat", "lon").Fill(-999);
            lat.Write([10, 9]);
            lon.Write([355, 356, 357]);
            empty.Write([double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN]);
            writer.Close();
        }

        var description = FileDescriber.Describe(folder["x.nc"]);
        Assert.Equal("cf-grid", description.Product.Id);
        Assert.Null(description.Time);
        Assert.Equal((-5.0, -3.0), (description.Space!.West, description.Space.East));
        Assert.Contains("There is no time in this file.", description.Notes);
        Assert.Contains("No values in nothing.", description.Notes);
        Assert.Contains(description.Notes, note => note.StartsWith("Longitudes run from 0 to 360", StringComparison.Ordinal));
        var nothing = description.Variables.Single(variable => variable.Name == "nothing");
        Assert.Equal((null, 1.0), (nothing.Minimum, nothing.Missing));
    }

    [Fact]
    public void Pixels_that_pass_the_default_rule_are_counted()
    {
        var path = SharedData.Path("data/ocean_colour/olci/O_L2_0001_SNS_2017104102450_v1.0.nc");
        var flags = FileDescriber.Describe(path).Flags;
        var c2rcc = flags.Single(flag => flag.Name == "c2rcc_flags");
        Assert.Equal((0L, 10000L), (c2rcc.Passing, c2rcc.Pixels));
        Assert.Equal(9, c2rcc.Flags.Single(flag => flag.Name == "Valid_PE").Count);
        Assert.Equal(9980, flags.Single(flag => flag.Name == "pixel_classif_flags").Flags.Single(flag => flag.Name == "IDEPIX_LAND").Count);
        Assert.Equal(10000, flags.Single(flag => flag.Name == "quality_flags").Flags.Single(flag => flag.Name == "land").Count);
    }

    [Fact]
    public void An_index_does_not_take_missing_codes_for_positions()
    {
        var description = FileDescriber.Describe(SharedData.Path("data/argo/index/ar_index_global_prof.txt.gz"));
        Assert.InRange(description.Space!.South, -90, 90);
        Assert.InRange(description.Space.West, -180, 180);
        Assert.Equal("1997-07-29T20:03:00Z", Timestamp.Format(description.Time!.Start));
    }

    [Theory]
    [InlineData("this is not a netCDF file", "plain text")]
    [InlineData("<html><body>404</body></html>", "web page")]
    [InlineData("", "empty")]
    [InlineData("{\"broken\": ", "not well-formed")]
    [InlineData("\u0001\u0002\u0003", "no known format")]
    public void What_cannot_be_described_is_refused_in_one_line(string content, string words)
    {
        File.WriteAllText(folder["x.nc"], content);
        var exception = Assert.Throws<OceanException>(() => FileDescriber.Describe(folder["x.nc"]));
        Assert.Equal(ExitCode.BadInput, exception.Code);
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
    }
}
