using OceanML.Core;

namespace OceanML.Core.Tests;

public sealed class GeoBoxTests
{
    [Theory]
    [InlineData("170,-20,-170,10", 0, 175, true)]
    [InlineData("170,-20,-170,10", 0, -175, true)]
    [InlineData("170,-20,-170,10", 0, 185, true)]
    [InlineData("170,-20,-170,10", 0, 160, false)]
    [InlineData("0,-90,360,90", 89, -12, true)]
    [InlineData("-20,30,10,60", 30, 10, true)]
    [InlineData("-20,30,10,60", 29.99, 0, false)]
    [InlineData("340,30,10,60", 45, -15, true)]
    public void A_box_contains_positions_in_any_longitude_convention(string box, double latitude, double longitude, bool inside) =>
        Assert.Equal(inside, GeoBox.Parse(box).Contains(latitude, longitude));

    [Theory]
    [InlineData("1,2,3")]
    [InlineData("0,60,10,30")]
    [InlineData("0,a,10,30")]
    [InlineData("-190,0,10,30")]
    public void A_malformed_box_is_a_usage_error(string box) =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<OceanException>(() => GeoBox.Parse(box)).Code);
}
