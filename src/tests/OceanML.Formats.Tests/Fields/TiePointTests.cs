using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Formats.NetCdf;
using OceanML.Tests;

namespace OceanML.Formats.Tests.Fields;

public sealed class TiePointTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Between_tie_points_values_are_bilinear_and_beyond_them_continued()
    {
        var grid = new TiePointGrid([0, 10, 100, 110], 2, 2, 4, 8, 1, 2);
        Assert.Equal(0, grid.Linear(1, 2));
        Assert.Equal(110, grid.Linear(5, 10));
        Assert.Equal(25 + 5, grid.Linear(2, 6));
        Assert.Equal(-25 - 2.5, grid.Linear(0, 0), 1e-12);
        Assert.Equal(125 + 12.5, grid.Linear(6, 12), 1e-12);
    }

    [Fact]
    public void A_tie_point_that_is_missing_counts_only_where_it_has_weight()
    {
        var grid = new TiePointGrid([1, double.NaN, 3, 4], 2, 2, 2, 2);
        Assert.Equal((1, 2, 3), (grid.Linear(0, 0), grid.Linear(1, 0), grid.Linear(2, 0)));
        Assert.Equal(3.5, grid.Linear(2, 1));
        Assert.True(double.IsNaN(grid.Linear(1, 1)));
    }

    [Theory]
    [InlineData(350, 10, 0)]
    [InlineData(170, -170, 180)]
    [InlineData(10, 20, 15)]
    [InlineData(-100, -80, -90)]
    [InlineData(200, 220, 210)]
    public void Angles_turn_the_short_way(double first, double second, double between)
    {
        var angle = new TiePointGrid([first, second], 1, 2, 1, 2).Angle(0, 1);
        Assert.Equal(0, Math.IEEERemainder(angle - between, 360), 1e-9);
        Assert.InRange(angle, first > 180 || second > 180 ? 0 : -180, first > 180 || second > 180 ? 360 : 180);
    }

    [Fact]
    public void Positions_are_right_over_the_dateline_and_the_poles()
    {
        // Tie points 10 degrees apart over the dateline, and a row across the north pole.
        var dateline = TiePointGrid.Positions(new TiePointGrid([0, 0], 1, 2, 1, 10), new TiePointGrid([175, -175], 1, 2, 1, 10), 1, 11);
        for (var column = 0; column < 11; column++)
        {
            // Along the chord: at most 0.01 degrees from equal steps.
            Assert.Equal(0, Math.IEEERemainder(dateline[0, column].Longitude - (175 + column), 360), 0.01);
            Assert.Equal(0, dateline[0, column].Latitude, 1e-6);
        }

        var pole = TiePointGrid.Positions(new TiePointGrid([85, 85], 1, 2, 1, 10), new TiePointGrid([30, -150], 1, 2, 1, 10), 1, 11);
        Assert.Equal(90, pole[0, 5].Latitude, 1e-4);
        Assert.Equal((88, 30), (Math.Round(pole[0, 3].Latitude), Math.Round(pole[0, 3].Longitude)));
        Assert.Equal((88, -150), (Math.Round(pole[0, 7].Latitude), Math.Round(pole[0, 7].Longitude)));
    }

    [Fact]
    public void Random_swaths_on_tie_points_are_within_metres_of_the_truth()
    {
        // A swath is a piece of the sphere turned at random, so poles and dateline come up: 200 of them, a tie point every 16 pixels of 0.3 km.
        var random = new Random(7);
        for (var trial = 0; trial < 200; trial++)
        {
            var turn = Turn(random);
            var (latitudes, longitudes) = (new double[3 * 5], new double[3 * 5]);
            for (var i = 0; i < 15; i++) (latitudes[i], longitudes[i]) = turn(i / 5 * 8, i % 5 * 16);
            var swath = TiePointGrid.Positions(new TiePointGrid(latitudes, 3, 5, 8, 16), new TiePointGrid(longitudes, 3, 5, 8, 16), 17, 65);
            for (var row = 0; row < 17; row++)
            {
                for (var column = 0; column < 65; column++)
                {
                    var (latitude, longitude) = turn(row, column);
                    Assert.InRange(Sphere.DistanceKm(latitude, longitude, swath[row, column].Latitude, swath[row, column].Longitude), 0, 0.005);
                }
            }
        }
    }

    private static Func<double, double, (double, double)> Turn(Random random)
    {
        var (alpha, beta, gamma) = (random.NextDouble() * 2 * Math.PI, (random.NextDouble() - 0.5) * Math.PI, random.NextDouble() * 2 * Math.PI);
        return (row, column) =>
        {
            var (x, y, z) = Sphere.UnitVector(row * 0.0027, column * 0.0027);
            (x, y) = ((x * Math.Cos(alpha)) - (y * Math.Sin(alpha)), (x * Math.Sin(alpha)) + (y * Math.Cos(alpha)));
            (x, z) = ((x * Math.Cos(beta)) - (z * Math.Sin(beta)), (x * Math.Sin(beta)) + (z * Math.Cos(beta)));
            (x, y) = ((x * Math.Cos(gamma)) - (y * Math.Sin(gamma)), (x * Math.Sin(gamma)) + (y * Math.Cos(gamma)));
            return (Math.Asin(z) * 180 / Math.PI, Math.Atan2(y, x) * 180 / Math.PI);
        };
    }

    [Fact]
    public void Tie_points_of_a_real_cut_out_give_the_positions_of_its_pixels()
    {
        using var file = NetCdfFile.Open(SharedData.Path("data/ocean_colour/olci/O_L2_0001_SNS_2017104102450_v1.0.nc"));
        var (latitude, longitude) = SnapTiePoints.Positions(file)!.Value;
        var interpolated = TiePointPositions.Read(latitude, longitude, 100, 100);
        var (north, east) = (file["lat"].ReadDoubles(), file["lon"].ReadDoubles());
        for (var i = 0; i < north.Length; i++)
            Assert.InRange(Sphere.DistanceKm(north[i], east[i], interpolated[i / 100, i % 100].Latitude, interpolated[i / 100, i % 100].Longitude), 0, 0.009);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_with_positions_on_tie_points_alone_is_a_swath_of_its_pixels(bool asSnap)
    {
        using (var writer = NetCdfWriter.Create(folder["ties.nc"]))
        {
            writer.Root.Dimension("y", 5).Dimension("x", 9).Dimension("tp_y", 2).Dimension("tp_x", 3);
            if (asSnap) writer.Root.Attribute("tiepoint_coordinates", "TP_longitude TP_latitude");
            var latitude = writer.Root.Variable(asSnap ? "TP_latitude" : "latitude", NetCdfType.Float64, "tp_y", "tp_x");
            var longitude = writer.Root.Variable(asSnap ? "TP_longitude" : "longitude", NetCdfType.Float64, "tp_y", "tp_x");

            // Without SNAP's attributes an angle on tie points would pass for the data.
            var angle = writer.Root.Variable("SZA", NetCdfType.Float64, asSnap ? ["tp_y", "tp_x"] : ["tp_x"]);
            var value = writer.Root.Variable("chl", NetCdfType.Float64, "y", "x");
            foreach (var variable in asSnap ? [latitude, longitude, angle] : Array.Empty<NetCdfVariableWriter>())
            {
                variable.Attribute("subsampling_y", NetCdfType.Float64, 4).Attribute("subsampling_x", NetCdfType.Float64, 4)
                    .Attribute("offset_y", NetCdfType.Float64, 0.5).Attribute("offset_x", NetCdfType.Float64, 0.5);
            }

            if (!asSnap)
            {
                latitude.Attribute("units", "degrees_north");
                longitude.Attribute("units", "degrees_east");
            }

            latitude.Write([0, 0, 0, 4, 4, 4]);
            longitude.Write([178, -178, -174, 178, -178, -174]);
            angle.Write(asSnap ? [10, 14, 18, 20, 24, 28] : [10, 14, 18]);
            value.Write([.. Enumerable.Range(0, 45).Select(i => (double)i)]);
            writer.Close();
        }

        using var field = FieldFile.Open(folder["ties.nc"]);
        var swath = Assert.IsType<FieldGeometry.Swath>(field.Geometry);
        Assert.Equal((5, 9), (swath.Rows, swath.Columns));
        Assert.Equal(2, swath[2, 3].Latitude, 0.01);
        Assert.Equal(-179, swath[2, 3].Longitude, 0.01);
        var read = new double[2];
        field.Read("chl", new FieldWindow(0, 0, 2, 3, 1, 2), read);
        Assert.Equal([21, 22], read);
        if (!asSnap) return;
        field.Read("SZA", new FieldWindow(0, 0, 2, 3, 1, 2), read);
        Assert.Equal([18, 19], read);
    }
}
