using OceanML.Core;

namespace OceanML.Colocation.Tests;

public sealed class GridLocatorTests
{
    private static readonly double[] Ten = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

    [Theory]
    [InlineData(3.1, 6.9, 3, 7)]
    [InlineData(7.2, 5.5, 7, 6)]
    [InlineData(9.5, 9.5, 9, 9)]
    [InlineData(-0.5, -0.5, 0, 0)]
    public void The_vectors_of_Pytcube_are_met_and_a_half_goes_up(double first, double second, int row, int column)
    {
        var found = new GridLocator(new FieldGeometry.Grid(Ten, Ten)).Locate(first, second);
        Assert.Equal((row, column), (found.Row, found.Column));
    }

    [Theory]
    [InlineData(9.51, 5)]
    [InlineData(5, 9.51)]
    [InlineData(-0.51, 5)]
    [InlineData(5, 359.4)]
    [InlineData(5, 180)]
    public void A_position_outside_every_cell_has_no_pixel(double latitude, double longitude) =>
        Assert.False(new GridLocator(new FieldGeometry.Grid(Ten, Ten)).Locate(latitude, longitude).IsFound);

    [Theory]
    [MemberData(nameof(Conventions))]
    public void A_global_grid_answers_in_any_convention_and_direction(double firstLongitude, bool northFirst, bool eastFirst)
    {
        var grid = Global(firstLongitude, northFirst, eastFirst, step: 2.5);
        var locator = new GridLocator(grid);
        Assert.Equal(144, locator.Period);
        var random = new Random(9);
        for (var i = 0; i < 3000; i++)
        {
            var (latitude, longitude) = ((random.NextDouble() * 180) - 90, (random.NextDouble() * 900) - 360);
            var found = locator.Locate(latitude, longitude);
            Assert.True(found.IsFound);
            Assert.True(Math.Abs(grid.Latitudes[found.Row] - latitude) <= 1.25);
            var turned = Math.Abs(Sphere.NormalizeLongitude(grid.Longitudes[found.Column] - longitude));
            Assert.True(turned <= 1.25 + 1e-9, $"{longitude} was put into the cell at {grid.Longitudes[found.Column]}");
        }
    }

    public static TheoryData<double, bool, bool> Conventions()
    {
        var data = new TheoryData<double, bool, bool>();
        foreach (var first in new[] { -178.75, 1.25, 0.0, -180.0, 61.25, -358.75 })
        {
            foreach (var northFirst in new[] { true, false })
            {
                data.Add(first, northFirst, true);
                data.Add(first, northFirst, false);
            }
        }

        return data;
    }

    [Fact]
    public void A_grid_whose_last_column_repeats_the_first_uses_it_once()
    {
        var longitudes = Enumerable.Range(0, 361).Select(degree => (double)degree).ToArray();
        var locator = new GridLocator(new FieldGeometry.Grid(Ten, longitudes));
        Assert.Equal(360, locator.Period);
        Assert.Equal(0, locator.Locate(5, 360).Column);
        Assert.Equal(0, locator.Locate(5, -0.4).Column);
        Assert.Equal(359, locator.Locate(5, -0.6).Column);
    }

    [Fact]
    public void A_regional_grid_across_the_dateline_is_not_cyclic_and_has_an_inside()
    {
        double[] longitudes = [177, 178, 179, -180, -179, -178];
        var locator = new GridLocator(new FieldGeometry.Grid(Ten, longitudes));
        Assert.Equal(0, locator.Period);
        Assert.Equal(2, locator.Locate(5, 179.4).Column);
        Assert.Equal(3, locator.Locate(5, 179.5).Column);
        Assert.Equal(3, locator.Locate(5, -180).Column);
        Assert.Equal(5, locator.Locate(5, 181.6).Column);
        Assert.False(locator.Locate(5, -177.4).IsFound);
        Assert.False(locator.Locate(5, 0).IsFound);
    }

    [Fact]
    public void Uneven_axes_are_searched_by_their_own_halves()
    {
        var locator = new GridLocator(new FieldGeometry.Grid([-60, -30, -10, 0, 10, 30, 60], [0, 1, 3, 7]));
        Assert.Equal((1, 2), (locator.Locate(-21, 4.9).Row, locator.Locate(-21, 4.9).Column));
        Assert.Equal(3, locator.Locate(0, 5).Column);
        Assert.True(locator.Locate(-74, 0).IsFound);
        Assert.False(locator.Locate(-76, 0).IsFound);
    }

    [Fact]
    public void A_radius_decides_alone_where_it_is_given()
    {
        var grid = new FieldGeometry.Grid([10, 11, 12], [20, 21, 22]);
        Assert.False(new GridLocator(grid, radiusKm: 40).Locate(10.4, 20).IsFound);
        Assert.True(new GridLocator(grid, radiusKm: 100).Locate(9.2, 20).IsFound);
        Assert.Equal(0, new GridLocator(grid, radiusKm: 100).Locate(9.2, 20).Row);
    }

    [Fact]
    public void Outside_a_polar_grid_the_nearest_on_the_sphere_is_not_in_the_row_of_the_position()
    {
        var grid = new FieldGeometry.Grid([.. Enumerable.Range(0, 101).Select(row => 60 + (row * 0.25))], [.. Enumerable.Range(0, 41).Select(column => column * 0.25)]);
        var found = new GridLocator(grid, radiusKm: 287.5).Locate(80, 25);
        Assert.Equal((80.25, 10), (grid.Latitudes[found.Row], grid.Longitudes[found.Column]));
        Assert.Equal(286.6, found.DistanceKm, 0.05);
        Assert.Equal(286.6, new GridLocator(grid).Locate(80, 25).DistanceKm, 0.05);
    }

    [Theory]
    [InlineData(60, 85, 0, 10, 1)]
    [InlineData(-89.5, 89.5, 0, 10, 1)]
    [InlineData(-89.5, -70.5, 175, 190, 0.5)]
    [InlineData(-40, 10, -20, 320, 2.5)]
    [InlineData(84, 89.75, -180, 179, 0.25)]
    [InlineData(30, 45, 5, 5, 1)]
    public void Outside_the_grid_the_cell_is_the_nearest_of_all_on_the_sphere(double south, double north, double west, double east, double step)
    {
        double[] Axis(double first, double last) => [.. Enumerable.Range(0, (int)((last - first) / step) + 1).Select(i => first + (i * step))];
        var grid = new FieldGeometry.Grid([.. Axis(south, north).Reverse()], Axis(west, east));
        var (any, within) = (new GridLocator(grid), new GridLocator(grid, radiusKm: 1500));
        var random = new Random(25);
        for (var i = 0; i < 300; i++)
        {
            var (latitude, longitude) = ((random.NextDouble() * 180) - 90, (random.NextDouble() * 720) - 360);
            if (any.Locate(latitude, longitude).IsFound) continue;
            var nearest = double.MaxValue;
            foreach (var row in grid.Latitudes)
            {
                foreach (var column in grid.Longitudes) nearest = Math.Min(nearest, Sphere.DistanceKm(latitude, longitude, row, column));
            }

            Assert.Equal(nearest, any.Locate(latitude, longitude).DistanceKm, 1e-6);
            var found = within.Locate(latitude, longitude);
            Assert.Equal(nearest <= 1500, found.IsFound);
            Assert.Equal(nearest, found.DistanceKm, 1e-6);
            if (found.IsFound) Assert.Equal(nearest, Sphere.DistanceKm(latitude, longitude, grid.Latitudes[found.Row], grid.Longitudes[found.Column]), 1e-6);
        }
    }

    [Fact]
    public void A_grid_of_one_row_has_square_cells()
    {
        var locator = new GridLocator(new FieldGeometry.Grid([10], [20, 20.5, 21]));
        Assert.True(locator.Locate(10.24, 20).IsFound);
        Assert.False(locator.Locate(10.26, 20).IsFound);
    }

    [Fact]
    public void An_axis_with_missing_values_or_out_of_order_is_named()
    {
        var failure = Assert.Throws<OceanException>(() => new GridLocator(new FieldGeometry.Grid([10, double.NaN, 12], [0, 1])));
        Assert.Contains("latitude axis is not monotonic at index 1", failure.Message, StringComparison.Ordinal);
        Assert.Throws<OceanException>(() => new GridLocator(new FieldGeometry.Grid([10, 11], [0, 3, 2])));
    }

    private static FieldGeometry.Grid Global(double firstLongitude, bool northFirst, bool eastFirst, double step)
    {
        var rows = (int)(180 / step);
        var columns = (int)(360 / step);
        var latitudes = Enumerable.Range(0, rows).Select(row => -90 + (step * (row + 0.5)));
        var longitudes = Enumerable.Range(0, columns).Select(column => firstLongitude + (step * column));
        return new FieldGeometry.Grid([.. northFirst ? latitudes.Reverse() : latitudes], [.. eastFirst ? longitudes : longitudes.Reverse()]);
    }
}
