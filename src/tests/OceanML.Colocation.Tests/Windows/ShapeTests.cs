using OceanML.Core;

namespace OceanML.Colocation.Tests;

public sealed class ShapeTests
{
    // A global grid of one degree whose cells hold 1000 row + column.
    private static MemoryField Global(string name = "grid") => new MemoryField(
        name,
        new FieldGeometry.Grid([.. Enumerable.Range(0, 180).Select(row => 89.5 - row)], [.. Enumerable.Range(0, 360).Select(column => column - 179.5)]),
        Some.Instant("2024-06-08")).With("v", (row, column) => (1000 * row) + column);

    [Theory]
    [InlineData("5", "5")]
    [InlineData("10km", "10km")]
    [InlineData(" 0.25 deg ", "0.25deg")]
    public void A_macro_pixel_is_written_in_pixels_kilometres_or_degrees(string text, string expected) => Assert.Equal(expected, MacroPixelShape.Parse(text).Text);

    [Theory]
    [InlineData("4")]
    [InlineData("-3")]
    [InlineData("101")]
    [InlineData("0km")]
    [InlineData("-1deg")]
    [InlineData("5px")]
    [InlineData("km")]
    public void What_is_no_macro_pixel_is_a_usage_error(string text) =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<OceanException>(() => MacroPixelShape.Parse(text)).Code);

    [Theory]
    [InlineData(0.5, 10.5)]
    [InlineData(60.2, -179.9)]
    [InlineData(-45.0, 180.0)]
    [InlineData(88.0, 33.0)]
    [InlineData(-89.4, -120.0)]
    public void A_disc_takes_the_pixels_whose_centre_is_within_its_radius_also_over_the_dateline_and_the_poles(double latitude, double longitude)
    {
        const double km = 300;
        var field = Global();
        var result = Some.Match(Some.Observations(("2024-06-08", latitude, longitude)), Some.Protocol() with { Shape = new MacroPixelShape.Disc(km) }, field);
        var expected = new List<double>();
        for (var row = 0; row < 180; row++)
        {
            for (var column = 0; column < 360; column++)
            {
                var (pixelLatitude, pixelLongitude) = field.Geometry[row, column];
                if (Sphere.DistanceKm(latitude, longitude, pixelLatitude, pixelLongitude) <= km) expected.Add((1000 * row) + column);
            }
        }

        Assert.True(expected.Count > 10);
        Assert.Equal(expected.Count, result.Matchups.Numbers("v_n")[0]);
        Assert.Equal(expected.Count, result.Matchups.Numbers("box_pixels")[0]);
        Assert.Equal(expected.Average(), result.Matchups.Numbers("v")[0], 9);
        var (nearestRow, nearestColumn) = (result.Matchups.Numbers("pixel_row")[0], result.Matchups.Numbers("pixel_column")[0]);
        Assert.Equal((1000 * nearestRow) + nearestColumn, result.Matchups.Numbers("v_centre")[0]);
    }

    [Fact]
    public void A_box_in_degrees_is_as_wide_in_longitude_at_every_latitude_and_a_disc_is_not()
    {
        var observations = Some.Observations(("2024-06-08", 0.5, 10.5), ("2024-06-08", 60.5, 10.5));
        var degrees = Some.Match(observations, Some.Protocol() with { Shape = new MacroPixelShape.Degrees(2) }, Global());
        Assert.Equal([25.0, 25], degrees.Matchups.Numbers("v_n"));
        var disc = Some.Match(observations, Some.Protocol() with { Shape = new MacroPixelShape.Disc(223) }, Global());
        Assert.Equal(13, disc.Matchups.Numbers("v_n")[0]);
        Assert.True(disc.Matchups.Numbers("v_n")[1] > 13);
    }

    [Fact]
    public void Nothing_within_the_disc_is_outside_the_field()
    {
        var result = Some.Match(Some.Observations(("2024-06-08", 0, 10)), Some.Protocol() with { Shape = new MacroPixelShape.Disc(20) }, Global());
        Assert.Equal(1, result.Rejected["outside_field"]);
        Assert.Equal(78.6, result.NearestMissKm, 1);
    }

    [Theory]
    [InlineData("0.5", 9, 5)]
    [InlineData("0.5", 10, 5)]
    [InlineData(">0.5", 9, 5)]
    [InlineData(">0.5", 10, 6)]
    [InlineData(">0.5", 25, 13)]
    [InlineData("0.52", 25, 13)]
    [InlineData("0.55", 25, 14)]
    [InlineData("1", 9, 9)]
    [InlineData("0", 9, 1)]
    [InlineData(">0.5", 0, 1)]
    public void So_many_pixels_must_be_valid(string share, int counted, int needed) => Assert.Equal(needed, ValidShare.Parse(share).Needed(counted));

    [Theory]
    [InlineData("1.1")]
    [InlineData("half")]
    [InlineData(">")]
    public void What_is_no_share_is_a_usage_error(string text) => Assert.Equal(ExitCode.Usage, Assert.Throws<OceanException>(() => ValidShare.Parse(text)).Code);
}
