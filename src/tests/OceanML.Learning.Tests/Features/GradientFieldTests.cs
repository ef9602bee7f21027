using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using OceanML.Core;
using OceanML.Tests;
using Xunit;

namespace OceanML.Learning.Tests.Features;

public sealed class GradientFieldTests
{
    [Fact]
    public void A_parabola_on_an_uneven_grid_has_its_exact_slope()
    {
        var grid = new FieldGrid(1, [40, 41, 43, 44.5], [10, 10.5, 12, 13]);
        double[] field = [.. grid.Latitudes.SelectMany(latitude => grid.Longitudes.Select(longitude => (latitude * latitude) + (3 * longitude)))];
        var (dx, dy) = Of(field, grid);
        Assert.Equal(3 / (111177.4765625 * Math.Cos(41 * Math.PI / 180)), dx[4 + 1], 15);
        Assert.Equal(2 * 43 / 111177.4765625, dy[(2 * 4) + 2], 12);
        Assert.Equal((41 * 41 - 40 * 40) / 111177.4765625, dy[0], 12);
    }

    [Fact]
    public void A_grid_around_the_Earth_has_no_rim_and_a_falling_latitude_the_right_sign()
    {
        double[] longitudes = [.. Enumerable.Range(0, 36).Select(i => (i * 10) + 5.0)];
        var grid = new FieldGrid(1, [60, 0, -60], longitudes);
        Assert.True(grid.GoesRound);
        double[] field = [.. grid.Latitudes.SelectMany(latitude => longitudes.Select(longitude => latitude + Math.Sin(longitude * Math.PI / 180)))];
        var (dx, dy) = Of(field, grid);
        var expected = (Math.Sin(15 * Math.PI / 180) - Math.Sin(-5 * Math.PI / 180)) / 20 / (111177.4765625 * 0.5);
        Assert.Equal(expected, dx[0], 15);
        Assert.All(dy, slope => Assert.Equal(1 / 111177.4765625, slope, 15));
        Assert.False(new FieldGrid(1, [0], [0, 10, 20, 30]).GoesRound);
    }

    [Fact]
    public void At_the_poles_and_beside_land_there_is_no_gradient()
    {
        var grid = new FieldGrid(1, [80, 90], [0, 1, 2]);
        var (dx, dy) = Of([1, 2, double.NaN, 4, 5, 6], grid);
        Assert.Equal([true, false, true], [double.IsNaN(dx[1]), double.IsNaN(dx[0]), double.IsNaN(dx[2])]);
        Assert.All(dx[3..], value => Assert.Equal(double.NaN, value));
        Assert.Equal([false, false, true], dy[..3].Select(double.IsNaN));
    }

    [Fact]
    public void Gradients_are_features_of_the_cells_of_every_time()
    {
        var grid = new FieldGrid(2, [10, 11, 12], [20, 21, 22]);
        var table = new Table(
        [
            new TimeColumn("time", [.. Enumerable.Range(0, 18).Select(i => i / 9 * Timestamp.PerDay)]),
            new NumberColumn("latitude", [.. Enumerable.Range(0, 18).Select(i => grid.Latitudes[i % 9 / 3])]),
            new NumberColumn("longitude", [.. Enumerable.Range(0, 18).Select(i => grid.Longitudes[i % 3])]),
            new NumberColumn("zos", [.. Enumerable.Range(0, 18).Select(i => (i / 9) + (grid.Latitudes[i % 9 / 3] * (1 + (i / 9))))], new ColumnMetadata("m")),
        ]);
        var prepared = Some.Prepare(table, "gradient(zos) lag(zos,1) coriolis", "", recipe => recipe with { Rows = new FeatureOptions { Grid = grid } });
        Assert.Equal(["zos_dx", "zos_dy", "zos_lag1", "coriolis"], prepared.Features);
        Assert.Equal(9, prepared.Rejected["window_gap"]);
        Assert.All(prepared.Table.Numbers("zos_dy"), slope => Assert.Equal(2 / 111177.4765625, slope, 15));
        Assert.All(prepared.Table.Numbers("zos_dx"), slope => Assert.Equal(0, slope));
        Assert.Equal("1", prepared.Table["zos_dx"].Metadata.Unit);
        Assert.Equal(10, prepared.Table.Numbers("zos_lag1")[0]);
    }

    [Fact]
    public void The_gradients_of_the_depth_of_ECCO_are_those_of_numpy()
    {
        // Written by vectors/gradients.py with numpy 1.24 from latLonDepthLevelECCOv4.npz and curlTau.npy: cell (longitude, latitude), d/dx, d/dy.
        var path = SharedData.Path("data/thor/curlTau.npy");
        var curl = ReadNpy(path);
        double[] latitudes = [.. Enumerable.Range(0, 360).Select(i => -89.75 + (0.5 * i))];
        double[] longitudes = [.. Enumerable.Range(0, 720).Select(i => -179.75 + (0.5 * i))];
        var grid = new FieldGrid(1, latitudes, longitudes);
        var field = new double[360 * 720];
        for (var i = 0; i < 720; i++)
        {
            for (var j = 0; j < 360; j++) field[(j * 720) + i] = curl[(i * 360) + j];
        }

        var (dx, dy) = Of(field, grid);
        var checkedCells = 0;
        foreach (var line in File.ReadLines(Path.Combine(SharedData.Repository, "src/tests/OceanML.Learning.Tests/vectors/gradients.csv")).Skip(1))
        {
            var parts = line.Split(',').Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
            var at = ((int)parts[1] * 720) + (int)parts[0];
            Assert.Equal(parts[2], dx[at], Math.Abs(parts[2]) * 1e-9);
            Assert.Equal(parts[3], dy[at], Math.Abs(parts[3]) * 1e-9);
            checkedCells++;
        }

        Assert.Equal(200, checkedCells);
    }

    private static (double[] Dx, double[] Dy) Of(double[] field, FieldGrid grid)
    {
        var (dx, dy) = (new double[field.Length], new double[field.Length]);
        GridGradient.Of(field, grid, dx, dy);
        return (dx, dy);
    }

    private static double[] ReadNpy(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var head = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        Assert.Matches(new Regex(@"'<f8'.*'fortran_order': False.*\(720, 360\)"), Encoding.ASCII.GetString(bytes, 10, head));
        var values = new double[(bytes.Length - 10 - head) / 8];
        Buffer.BlockCopy(bytes, 10 + head, values, 0, values.Length * 8);
        return values;
    }
}
