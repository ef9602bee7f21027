using OceanML.Core;

namespace OceanML.Colocation.Tests;

/// <summary>All pixels in an area, against every pixel tried.</summary>
public sealed class WithinTests
{
    [Fact]
    public void A_disc_on_a_degree_grid_at_the_equator_holds_the_cross_of_five()
    {
        // A degree is 111.195 km; the diagonal of a cell 157.2 km.
        var locator = new GridLocator(new FieldGeometry.Grid([-2, -1, 0, 1, 2], [10, 11, 12, 13, 14]));
        var found = locator.Within(0, 12, new SearchArea.Disc(112));
        Assert.Equal([(1, 2), (2, 1), (2, 2), (2, 3), (3, 2)], found.Select(pixel => (pixel.Row, pixel.Column)));
        Assert.Equal(0, found[2].DistanceKm);
        Assert.Equal(111.195, found[0].DistanceKm, 3);
        Assert.Equal(9, locator.Within(0, 12, new SearchArea.Disc(158)).Length);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-180.0)]
    [InlineData(74.0)]
    public void On_a_grid_round_the_Earth_every_cell_comes_once_and_a_repeated_column_not_at_all(double first)
    {
        var longitudes = Enumerable.Range(0, 361).Select(degree => first + degree).ToArray();
        double[] latitudes = [.. Enumerable.Range(0, 180).Select(row => 89.5 - row)];
        var locator = new GridLocator(new FieldGeometry.Grid(latitudes, longitudes));
        var cap = locator.Within(89.9, 12.3, new SearchArea.Disc(111.195 * 1.3));
        Assert.Equal(360, cap.Count(pixel => pixel.Row == 0));
        Assert.Equal(cap.Length, cap.Select(pixel => (pixel.Row, pixel.Column)).Distinct().Count());
        Assert.DoesNotContain(cap, pixel => pixel.Column == 360);
        var all = locator.Within(-12, 3, new SearchArea.Disc(20100));
        Assert.Equal(180 * 360, all.Length);

        // The area hangs over the seam of the file, whose last column is its first.
        var seam = locator.Within(0.5, first + 360, new SearchArea.Degrees(0.4, 1.2));
        Assert.Equal([0, 1, 359], seam.Select(pixel => pixel.Column));
    }

    [Theory]
    [InlineData(0.0, true, true)]
    [InlineData(-178.75, false, true)]
    [InlineData(61.25, true, false)]
    [InlineData(-358.75, false, false)]
    public void Grids_give_what_trying_every_cell_gives(double firstLongitude, bool northFirst, bool eastFirst)
    {
        var random = new Random(11);
        for (var trial = 0; trial < 300; trial++)
        {
            var columns = trial % 3 == 0 ? 72 : random.Next(1, 60);
            var longitudes = Enumerable.Range(0, columns).Select(column => firstLongitude + (5.0 * column)).ToArray();
            var latitudes = Enumerable.Range(0, random.Next(1, 37)).Select(row => -87.5 + (5.0 * row)).ToArray();
            if (northFirst) Array.Reverse(latitudes);
            if (!eastFirst) Array.Reverse(longitudes);
            var grid = new FieldGeometry.Grid(latitudes, longitudes);
            var (latitude, longitude) = ((random.NextDouble() * 180) - 90, (random.NextDouble() * 900) - 360);
            if (random.Next(6) == 0) latitude = random.Next(2) == 0 ? 90 : -90;
            SearchArea area = random.Next(2) == 0 ? new SearchArea.Disc(Math.Pow(10, 1 + (3.3 * random.NextDouble()))) : new SearchArea.Degrees(random.NextDouble() * 40, random.NextDouble() * 190);
            Assert.Equal(ByTryingAll(grid, latitude, longitude, area), new GridLocator(grid).Within(latitude, longitude, area));
        }
    }

    [Theory]
    [InlineData(1, 0.3, true, false)]
    [InlineData(2, 25.0, false, true)]
    [InlineData(3, 250.0, false, false)]
    public void Swaths_give_what_trying_every_pixel_gives(int seed, double pixelKm, bool bowTie, bool from0To360)
    {
        var random = new Random(seed);
        for (var trial = 0; trial < 100; trial++)
        {
            var swath = RandomSwaths.Make(random, random.Next(1, 70), random.Next(1, 70), pixelKm, bowTie: bowTie, from0To360: from0To360);
            var (latitude, longitude) = RandomSwaths.PositionNear(random, swath, pixelKm / 40);
            SearchArea area = random.Next(2) == 0
                ? new SearchArea.Disc(pixelKm * 20 * random.NextDouble())
                : new SearchArea.Degrees(pixelKm / 10 * random.NextDouble(), pixelKm / 10 * random.NextDouble());
            Assert.Equal(ByTryingAll(swath, latitude, longitude, area), new SwathLocator(swath).Within(latitude, longitude, area));
        }
    }

    [Fact]
    public void What_is_not_a_position_has_no_area_round_it()
    {
        var grid = new GridLocator(new FieldGeometry.Grid([0, 1], [0, 1]));
        Assert.Empty(grid.Within(double.NaN, 0, new SearchArea.Disc(1000)));
        Assert.Empty(grid.Within(0, double.PositiveInfinity, new SearchArea.Disc(1000)));
        Assert.Empty(grid.Within(91, 0, new SearchArea.Degrees(10, 10)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SearchArea.Disc(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SearchArea.Degrees(1, double.NaN));
    }

    // Every pixel, in row-major order; of a grid round the Earth, not the columns a period on.
    private static PixelLocation[] ByTryingAll(FieldGeometry geometry, double latitude, double longitude, SearchArea area)
    {
        var found = new List<PixelLocation>();
        for (var row = 0; row < geometry.Rows; row++)
        {
            for (var column = 0; column < geometry.Columns; column++)
            {
                var (pixelLatitude, pixelLongitude) = geometry[row, column];
                if (!(Math.Abs(pixelLatitude) <= 90) || !(Math.Abs(pixelLongitude) <= 720)) continue;
                var distance = Sphere.DistanceKm(latitude, longitude, pixelLatitude, pixelLongitude);
                var turned = Math.Abs(Math.IEEERemainder(pixelLongitude - longitude, 360));
                var holds = area switch
                {
                    SearchArea.Disc disc => distance <= disc.RadiusKm,
                    SearchArea.Degrees degrees => Math.Abs(pixelLatitude - latitude) <= degrees.HalfHeight && turned <= degrees.HalfWidth,
                    _ => false,
                };
                if (holds) found.Add(new PixelLocation(row, column, distance));
            }
        }

        return [.. found];
    }
}
