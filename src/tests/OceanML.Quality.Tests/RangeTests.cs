using OceanML.Core;
using OceanML.Quality;

namespace OceanML.Tests.Quality;

public sealed class RangeTests
{
    // IQuOD AutoQC: -2.5 and 40 pass, beyond fail; pressure -5 is not yet bad.
    [Fact]
    public void Temperature_limits_themselves_pass() =>
        Assert.Equal("0404", Profiles.Flags(new GlobalRangeTest(), Profiles.Of(Profiles.Variable("temperature", -2.5, -2.500000001, 40, 40.0000001)), "temperature"));

    [Theory]
    [InlineData("salinity", 2, 41)]
    [InlineData("oxygen", -5, 600)]
    [InlineData("chlorophyll", -0.2, 100)]
    [InlineData("ph", 7.3, 8.5)]
    [InlineData("nitrate", -2, 50)]
    [InlineData("par", -1, 4672)]
    [InlineData("irradiance490", -1, 3.4)]
    public void Limits_of_every_variable_pass_and_what_exceeds_them_fails(string variable, double minimum, double maximum)
    {
        var profile = Profiles.Of(Profiles.Variable(variable, minimum, Math.BitDecrement(minimum), maximum, Math.BitIncrement(maximum), double.NaN));
        Assert.Equal("04049", Profiles.Flags(new GlobalRangeTest(), profile, variable));
    }

    [Fact]
    public void A_slightly_negative_pressure_is_probably_bad_and_a_large_one_bad()
    {
        var pressure = Profiles.Variable("pressure", -5.00000001, -5, -2.4, -2.39999, 0);
        var profile = Profiles.Of(pressure, Profiles.Variable("temperature", 10, 10, 10, 10, 10), Profiles.Variable("oxygen", 200, 200, 200, 200, 200));
        Assert.Equal("43300", Profiles.Flags(new GlobalRangeTest(), profile, "pressure"));
        Assert.Equal("43300", new string(profile.Find("temperature")!.Flags));
        new DependenceTest().Run(profile);
        Assert.Equal("40000", new string(profile.Find("oxygen")!.Flags));
    }

    [Theory]
    [InlineData(20, 38, "temperature", 20.9, '4')]
    [InlineData(20, 38, "temperature", 21, '0')]
    [InlineData(20, 38, "salinity", 41, '0')]
    [InlineData(35, 18, "temperature", 9.9, '4')]
    [InlineData(35, 18, "temperature", 10, '0')]
    [InlineData(35, 18, "salinity", 40.5, '4')]
    [InlineData(36, 354.7, "salinity", 40.5, '4')]
    [InlineData(50, -30, "temperature", 5, '0')]
    public void Enclosed_seas_have_ranges_of_their_own(double latitude, double longitude, string variable, double value, char flag) =>
        Assert.Equal(flag, Profiles.Flags(new RegionalRangeTest(), Profiles.At(latitude, longitude, Profiles.Variable(variable, value)), variable)[0]);

    [Theory]
    [InlineData(43.808479, 7.445307, true)]
    [InlineData(35.9, -5.3, true)]
    [InlineData(37, -5.3, false)]
    [InlineData(47, 5, false)]
    public void The_mediterranean_is_five_boxes(double latitude, double longitude, bool isIn) =>
        Assert.Equal(isIn, SeaRegion.IsMediterranean(latitude, longitude));

    [Fact]
    public void The_red_sea_ends_south_of_suez_and_at_bab_el_mandeb()
    {
        Assert.False(SeaRegion.IsRedSea(30.540632, 34.705133));
        Assert.True(SeaRegion.IsRedSea(12.55, 43));
        Assert.False(SeaRegion.IsRedSea(12.54, 43));
    }

    [Theory]
    [InlineData("1996-12-31T23:59:59Z", '4')]
    [InlineData("1997-01-01", '1')]
    [InlineData("2024-06-08", '1')]
    [InlineData("2024-06-09T00:00:01Z", '4')]
    public void Times_before_argo_and_after_now_are_impossible(string time, char flag)
    {
        var profile = new Sequence([Profiles.Variable("temperature", 10)], time: Timestamp.Parse(time));
        new ImpossibleDateTest(now: Timestamp.Parse("2024-06-09")).Run(profile);
        Assert.Equal(flag, profile.TimeFlags[0]);
    }

    [Theory]
    [InlineData(90, 180, '1')]
    [InlineData(-90, -180, '1')]
    [InlineData(0, 359.9, '1')]
    [InlineData(90.1, 0, '4')]
    [InlineData(0, 361, '4')]
    [InlineData(0, -180.1, '4')]
    [InlineData(double.NaN, 0, '0')]
    public void Positions_off_the_globe_are_impossible(double latitude, double longitude, char flag)
    {
        var profile = Profiles.At(latitude, longitude, Profiles.Variable("temperature", 10));
        new ImpossibleLocationTest().Run(profile);
        Assert.Equal(flag, profile.PositionFlags[0]);
    }
}
