using OceanML.Core;

namespace OceanML.Figures.Tests;

public sealed class MapRegionTests
{
    [Fact]
    public void Positions_on_both_sides_of_the_dateline_share_a_narrow_map()
    {
        var region = MapRegion.Covering([-10, 0, 5], [175, -178, -170]);
        Assert.False(region.IsGlobal);
        Assert.True(region.East - region.West < 40, $"{region.West} to {region.East}");
        foreach (var longitude in new[] { 175.0, -178, -170, 182, 190 }) Assert.InRange(region.Unwrap(longitude), region.West, region.East);
    }

    [Fact]
    public void Longitudes_from_0_to_360_give_the_same_map_as_those_from_minus_180_to_180() =>
        Assert.Equal(MapRegion.Covering([10, 20, 30], [-150, -140, -130]), MapRegion.Covering([10, 20, 30], [210, 220, 230]));

    [Fact]
    public void Positions_all_around_the_Earth_get_a_map_of_the_Earth()
    {
        var region = MapRegion.Covering(Samples.Uniform(300, -60, 60, 1), Samples.Uniform(300, -180, 180, 2));
        Assert.True(region.IsGlobal);
        Assert.Equal(360, region.East - region.West);
    }

    [Theory]
    [InlineData(60, 85, 90)]
    [InlineData(-78, -55, -90)]
    public void Positions_around_a_pole_get_a_polar_map(double south, double north, double pole)
    {
        var region = MapRegion.Covering(Samples.Uniform(80, south, north, 3), Samples.Uniform(80, -180, 180, 4));
        Assert.True(region.IsPolar);
        Assert.Contains(pole, new[] { region.South, region.North });
    }

    [Fact]
    public void A_single_position_gets_some_sea_around_it()
    {
        var region = MapRegion.Covering([43.4], [7.9]);
        Assert.InRange(43.4, region.South + 1, region.North - 1);
        Assert.InRange(7.9, region.West + 1, region.East - 1);
    }

    [Fact]
    public void A_region_is_never_too_flat_or_too_tall_for_a_page()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 300; trial++)
        {
            var (latitude, longitude) = (random.NextDouble() * 150 - 75, random.NextDouble() * 360 - 180);
            var (tall, wide) = (random.NextDouble() * 40, random.NextDouble() * 100);
            double[] latitudes = [latitude, Math.Min(80, latitude + tall)];
            var region = MapRegion.Covering(latitudes, [longitude, longitude + wide]);
            Assert.InRange(region.Shape, 0.25, 1.2);
            foreach (var inside in latitudes) Assert.InRange(inside, region.South, region.North);
            Assert.InRange(region.Unwrap(longitude), region.West, region.East);
            Assert.InRange(region.Unwrap(longitude + wide), region.West, region.East);
        }
    }

    [Fact]
    public void Without_positions_there_is_nothing_to_map()
    {
        var failure = Assert.Throws<OceanException>(() => MapRegion.Covering([double.NaN], [0]));
        Assert.Equal(ExitCode.NothingSelected, failure.Code);
    }
}
