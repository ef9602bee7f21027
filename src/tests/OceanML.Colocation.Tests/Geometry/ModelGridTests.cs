using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Tests;

namespace OceanML.Colocation.Tests;

/// <summary>Curvilinear grids of ocean models, which go round the Earth: real ones, and made ones with the halos that files have.</summary>
public sealed class ModelGridTests
{
    [Theory]
    [InlineData("data/climate/nemo_1m_20150101-20150201_grid-T.nc", 360)]
    [InlineData("data/climate/cmip6/tos_Omon_CESM2-FV2_historical_r1i1p1f1_gn_200001.nc", 320)]
    [InlineData("data/climate/cmip6/tos_Omon_MPI-ESM1-2-LR_historical_r1i1p1f1_gn_185001-186912.nc", 6)]
    [InlineData("data/climate/cmip6/tos_Omon_IITM-ESM_1pctCO2_r1i1p1f1_gn_193001-193412.nc", 0)]
    public void Real_model_grids_are_found_cyclic_or_not_and_searched_as_by_trying_every_cell(string path, int period)
    {
        using var field = FieldFile.Open(SharedData.Path(path));
        var grid = Assert.IsType<FieldGeometry.Swath>(field.Geometry);
        var locator = new SwathLocator(grid, radiusKm: 30000);
        Assert.Equal(period, locator.Period);
        var random = new Random(17);
        for (var i = 0; i < 50; i++)
        {
            var (latitude, longitude) = Anywhere(random, i);
            var (cell, distance) = RandomSwaths.BruteForce(grid, latitude, longitude);
            var found = locator.Locate(latitude, longitude);
            Assert.True(found.IsFound);
            Assert.Equal(distance, found.DistanceKm, 1e-9 * Math.Max(1, distance));
            if ((found.Row * grid.ColumnCount) + found.Column != cell)
                Assert.Equal(distance, Sphere.DistanceKm(latitude, longitude, grid[found.Row, found.Column].Latitude, grid[found.Row, found.Column].Longitude), 1e-9 * Math.Max(1, distance));

            var radius = 50 + (random.NextDouble() * 300);
            var disc = locator.Within(latitude, longitude, new SearchArea.Disc(radius));
            Assert.Equal(RandomSwaths.Within(grid, latitude, longitude, radius, period > 0), disc.Select(pixel => (pixel.Row * grid.ColumnCount) + pixel.Column));
        }
    }

    [Fact]
    public void Every_sea_point_of_the_real_NEMO_grid_lies_within_a_cell_also_at_the_seam()
    {
        using var field = FieldFile.Open(SharedData.Path("data/climate/nemo_1m_20150101-20150201_grid-T.nc"));
        var locator = PixelLocator.For(field.Geometry);
        var random = new Random(18);
        for (var i = 0; i < 2000; i++)
        {
            // The seam lies at 73 degrees east, across the Indian Ocean.
            var (latitude, longitude) = ((random.NextDouble() * 150) - 75, i % 2 == 0 ? 72 + (random.NextDouble() * 2) : random.NextDouble() * 360);
            Assert.True(locator.Locate(latitude, longitude).IsFound, $"no cell holds {latitude}, {longitude}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Columns_that_a_halo_repeats_are_never_answers(int halo)
    {
        var grid = Global(72, 36, halo, fold: halo == 2);
        var locator = new SwathLocator(grid);
        Assert.Equal(72, locator.Period);
        var random = new Random(19);
        for (var i = 0; i < 500; i++)
        {
            var (latitude, longitude) = Anywhere(random, i);
            Assert.InRange(locator.Locate(latitude, longitude).Column, -1, 71);
            var disc = locator.Within(latitude, longitude, new SearchArea.Disc(900));
            Assert.Equal(RandomSwaths.Within(grid, latitude, longitude, 900, cyclic: true), disc.Select(pixel => (pixel.Row * grid.ColumnCount) + pixel.Column));
        }

        Assert.Equal(72 * 36, locator.Within(1, 2, new SearchArea.Disc(20100)).Length);
        Assert.Equal(72 * 36, locator.Within(1, 2, new SearchArea.Degrees(180, 180)).Length);
    }

    [Fact]
    public void Land_without_coordinates_and_constant_rows_do_not_hide_the_seam()
    {
        var grid = Global(72, 36, 2, fold: false);
        for (var row = 0; row < 12; row++)
        {
            // Processors on land: some files have fill, some zeros.
            Array.Fill(grid.Latitudes, row < 6 ? float.NaN : 0, row * grid.ColumnCount, grid.ColumnCount);
            Array.Fill(grid.Longitudes, row < 6 ? float.NaN : 0, row * grid.ColumnCount, grid.ColumnCount);
        }

        Assert.Equal(72, new SwathLocator(grid).Period);
    }

    [Fact]
    public void What_does_not_go_round_the_Earth_has_no_period()
    {
        var random = new Random(20);
        for (var trial = 0; trial < 200; trial++)
            Assert.Equal(0, new SwathLocator(RandomSwaths.Make(random, random.Next(1, 60), random.Next(1, 60), 1 + (random.NextDouble() * 200))).Period);
        var point = new float[50];
        Assert.Equal(0, new SwathLocator(new FieldGeometry.Swath(5, 10, point, point)).Period);

        // Nearly round the Earth: three cells are missing.
        var grid = Global(72, 36, 0, fold: false);
        float[] Cut(float[] values) => [.. Enumerable.Range(0, 36).SelectMany(row => values.Skip(row * 72).Take(69))];
        Assert.Equal(0, new SwathLocator(new FieldGeometry.Swath(36, 69, Cut(grid.Latitudes), Cut(grid.Longitudes))).Period);
    }

    // A global grid about a pole at 60 N 40 W, as a model has it whose poles lie on land; a fold repeats the row below the last, mirrored.
    private static FieldGeometry.Swath Global(int period, int rows, int halo, bool fold)
    {
        var columns = period + halo;
        var all = fold ? rows + 1 : rows;
        var latitudes = new float[all * columns];
        var longitudes = new float[all * columns];
        for (var row = 0; row < all; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var (r, c) = row < rows ? (row, column % period) : (rows - 2, (period - 1 - (column % period)) % period);
                var (latitude, longitude) = ((-90 + ((r + 0.5) * 180 / rows)) * Math.PI / 180, c * 2 * Math.PI / period);
                var (x, y, z) = (Math.Cos(latitude) * Math.Cos(longitude), Math.Cos(latitude) * Math.Sin(longitude), Math.Sin(latitude));
                const double tilt = 30 * Math.PI / 180;
                (x, z) = ((x * Math.Cos(tilt)) + (z * Math.Sin(tilt)), (z * Math.Cos(tilt)) - (x * Math.Sin(tilt)));
                latitudes[(row * columns) + column] = (float)(Math.Asin(z) * 180 / Math.PI);

                // Halos may use another convention than what they repeat.
                var east = (Math.Atan2(y, x) * 180 / Math.PI) - 40;
                longitudes[(row * columns) + column] = (float)(column >= period && east < 0 ? Math.Round(east + 360, 3) : Math.Round(east, 3));
            }
        }

        return new FieldGeometry.Swath(all, columns, latitudes, longitudes);
    }

    private static (double Latitude, double Longitude) Anywhere(Random random, int trial) => (trial % 10) switch
    {
        0 => (90, random.NextDouble() * 360),
        1 => (-90, random.NextDouble() * 360),
        2 => ((random.NextDouble() * 180) - 90, 73 + (random.NextDouble() - 0.5)),
        3 => ((random.NextDouble() * 180) - 90, 180 + (random.NextDouble() - 0.5)),
        4 => (85 + (random.NextDouble() * 5), (random.NextDouble() * 900) - 360),
        _ => ((random.NextDouble() * 180) - 90, (random.NextDouble() * 360) - 180),
    };
}
