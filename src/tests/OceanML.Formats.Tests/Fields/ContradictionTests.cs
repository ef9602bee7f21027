using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Tests.Fields;

/// <summary>Files that contradict themselves, or lack what a field needs.</summary>
public sealed class ContradictionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private IField Grid(string? timeUnit, double[] times, string? start, string? end)
    {
        using (var writer = NetCdfWriter.Create(folder["grid.nc"]))
        {
            writer.Root.Dimension("time", times.Length).Dimension("lat", 2).Dimension("lon", 2);
            if (start is not null) writer.Root.Attribute("time_coverage_start", start);
            if (end is not null) writer.Root.Attribute("time_coverage_end", end);
            var time = writer.Root.Variable("time", NetCdfType.Float64, "time");
            if (timeUnit is not null) time.Attribute("units", timeUnit);
            var latitude = writer.Root.Variable("lat", NetCdfType.Float64, "lat").Attribute("units", "degrees_north");
            var longitude = writer.Root.Variable("lon", NetCdfType.Float64, "lon").Attribute("units", "degrees_east");
            var value = writer.Root.Variable("CHL", NetCdfType.Float32, "time", "lat", "lon");
            time.Write(times);
            latitude.Write([1, 2]);
            longitude.Write([3, 4]);
            value.Write([.. Enumerable.Repeat(1.0, 4 * times.Length)]);
            writer.Close();
        }

        return FieldFile.Open(folder["grid.nc"]);
    }

    [Fact]
    public void The_time_axis_is_trusted_where_the_coverage_says_otherwise()
    {
        // CMEMS: the attributes are those of the whole series, or of another day.
        using var field = Grid("days since 1900-01-01", [45449], "1998-01-01T00:00:00Z", "1998-01-31T00:00:00Z");
        Assert.Equal("2024-06-08T00:00:00Z", Timestamp.Format(field.Times[0].Start));
        Assert.Equal(
            [
                "the times of 'time' are at 00:00 and nothing tells what period they stand for: they are taken as instants; a map of a day needs bounds, or time_coverage_resolution = P1D",
                "the time axis 'time' (2024-06-08T00:00:00Z to 2024-06-08T00:00:00Z) contradicts the coverage in the global attributes (1998-01-01T00:00:00Z to 1998-01-31T00:00:00Z); the axis is used",
            ],
            field.Warnings);
    }

    [Fact]
    public void A_unit_in_the_wrong_scale_is_told_by_the_coverage()
    {
        // Days written under a unit of seconds.
        using var field = Grid("seconds since 1970-01-01", [19882], "2024-06-08T00:00:00Z", "2024-06-09T00:00:00Z");
        Assert.Equal("1970-01-01T05:31:22Z", Timestamp.Format(field.Times[0].Start));
        Assert.Contains("contradicts the coverage", Assert.Single(field.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_coverage_that_encloses_the_step_is_what_it_covers()
    {
        using var field = Grid("days since 1970-01-01", [19882.5], "2024-06-08T00:25:15Z", "2024-06-09T01:15:00Z");
        Assert.Equal(("2024-06-08T00:25:15Z", "2024-06-09T01:15:00Z"), (Timestamp.Format(field.Times[0].Start), Timestamp.Format(field.Times[0].End)));
        Assert.Empty(field.Warnings);
    }

    [Theory]
    [InlineData("fortnights", "'time' has the unit 'fortnights', which is no time, so the coverage in the global attributes is used")]
    [InlineData(null, "'time' has no unit, so the coverage in the global attributes is used")]
    public void A_time_without_a_usable_unit_is_named(string? unit, string warning)
    {
        using var field = Grid(unit, [19882], "2024-06-08T00:00:00Z", "2024-06-09T00:00:00Z");
        Assert.Equal(warning, Assert.Single(field.Warnings));
        Assert.Equal("2024-06-08T00:00:00Z", Timestamp.Format(Assert.Single(field.Times).Start));
    }

    [Fact]
    public void A_time_that_is_missing_is_no_time()
    {
        using var field = Grid("days since 1970-01-01", [double.NaN], null, null);
        Assert.Equal("no time of 'time' is known", Assert.Single(field.Warnings));
        Assert.Equal(Timestamp.Missing, Assert.Single(field.Times).Start);
    }

    [Fact]
    public void A_grid_without_the_position_of_a_row_is_refused_in_one_sentence()
    {
        using (var writer = NetCdfWriter.Create(folder["rows.nc"]))
        {
            writer.Root.Dimension("lat", 3).Dimension("lon", 2);
            var latitude = writer.Root.Variable("lat", NetCdfType.Float32, "lat").Fill(-999).Attribute("units", "degrees_north");
            var longitude = writer.Root.Variable("lon", NetCdfType.Float32, "lon").Attribute("units", "degrees_east");
            var value = writer.Root.Variable("sst", NetCdfType.Float32, "lat", "lon");
            latitude.Write([1, -999, 3]);
            longitude.Write([3, 4]);
            value.Write([1, 2, 3, 4, 5, 6]);
            writer.Close();
        }

        using var field = FieldFile.Open(folder["rows.nc"]);
        var exception = Assert.Throws<OceanException>(() => field.Geometry);
        Assert.Equal($"{folder["rows.nc"]}: 1 of 3 values of 'lat' are missing or impossible; a grid needs all of its positions", exception.Message);
    }

    [Fact]
    public void The_same_name_in_two_groups_is_told_apart()
    {
        using (var writer = NetCdfWriter.Create(folder["groups.nc"]))
        {
            writer.Root.Dimension("lat", 2).Dimension("lon", 2);
            var latitude = writer.Root.Variable("lat", NetCdfType.Float64, "lat").Attribute("units", "degrees_north");
            var longitude = writer.Root.Variable("lon", NetCdfType.Float64, "lon").Attribute("units", "degrees_east");
            var first = writer.Root.Group("am").Variable("sst", NetCdfType.Float64, "lat", "lon");
            var second = writer.Root.Group("pm").Variable("sst", NetCdfType.Float64, "lat", "lon");
            latitude.Write([1, 2]);
            longitude.Write([3, 4]);
            first.Write([1, 1, 1, 1]);
            second.Write([2, 2, 2, 2]);
            writer.Close();
        }

        using var field = FieldFile.Open(folder["groups.nc"]);
        Assert.Equal(["sst", "pm/sst"], field.Variables.Select(variable => variable.Name));
        var value = new double[1];
        field.Read("pm/sst", new FieldWindow(0, 0, 0, 0, 1, 1), value);
        Assert.Equal(2, value[0]);
        Assert.Equal("'sst' is in several groups; the one in pm is called 'pm/sst'", Assert.Single(field.Warnings));
    }

    [Fact]
    public void A_swath_without_coordinates_is_refused_in_one_sentence()
    {
        using (var writer = NetCdfWriter.Create(folder["bare.nc"]))
        {
            writer.Root.Dimension("y", 2).Dimension("x", 2);
            writer.Root.Variable("chlor_a", NetCdfType.Float64, "y", "x").Write([1, 2, 3, 4]);
            writer.Close();
        }

        var exception = Assert.Throws<OceanException>(() => FieldFile.Open(folder["bare.nc"]));
        Assert.Equal(ExitCode.BadInput, exception.Code);
        Assert.Equal($"{folder["bare.nc"]}: is netCDF file of no known product, not a grid or swath of pixels", exception.Message);
    }

    [Fact]
    public void Fill_NaN_and_impossible_positions_are_unknown()
    {
        using (var writer = NetCdfWriter.Create(folder["gaps.nc"]))
        {
            writer.Root.Dimension("y", 1).Dimension("x", 4);
            var latitude = writer.Root.Variable("lat", NetCdfType.Float32, "y", "x").Fill(-999).Attribute("units", "degrees_north");
            var longitude = writer.Root.Variable("lon", NetCdfType.Float32, "y", "x").Attribute("units", "degrees_east");
            var value = writer.Root.Variable("chl", NetCdfType.Float64, "y", "x");
            latitude.Write([-999, double.NaN, 95, 45]);
            longitude.Write([1, 2, 3, 1e20]);
            value.Write([1, 2, 3, 4]);
            writer.Close();
        }

        using var field = FieldFile.Open(folder["gaps.nc"]);
        var swath = (FieldGeometry.Swath)field.Geometry;
        Assert.All(swath.Latitudes[..3], latitude => Assert.True(float.IsNaN(latitude)));
        Assert.True(float.IsNaN(swath.Longitudes[3]));
        Assert.Equal(45, swath.Latitudes[3]);
    }
}
