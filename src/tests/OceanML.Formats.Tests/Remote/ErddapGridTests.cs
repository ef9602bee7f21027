using OceanML.Core;
using OceanML.Formats.Access;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Remote;

namespace OceanML.Tests.Remote;

public sealed class ErddapGridTests : IDisposable
{
    private const string Real = "data/ocean_colour/oc_cci/occci_v6_chlor_a_monthly_1997-2022_hawaii.nc";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("oceanml-");
    private readonly List<string> log = [];
    private readonly ErddapServer server = new(grid: SharedData.Path(Real));

    public void Dispose()
    {
        server.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Round_a_point_nine_cells_and_the_time_steps_wanted_are_asked_of_the_server()
    {
        // Longitudes of the dataset are 201.6..202.4.
        var fields = Read(new ErddapGridSelection { Point = (21.5, -158), Start = Timestamp.Parse("2001-01-01"), End = Timestamp.Parse("2001-12-31") });
        Assert.Equal("time,latitude,longitude", server.Queries[0]);
        Assert.Equal(2, server.Queries.Count);
        using var file = NetCdfFile.Open(SharedData.Path(Real));
        var (row, column) = (Nearest(file["latitude"].ReadDoubles(), 21.5), Nearest(file["longitude"].ReadDoubles(), 202));
        var times = CfTime.Parse(file["time"].Unit!).Decode(file["time"].ReadDoubles());
        var (first, last) = (Array.FindIndex(times, time => time >= Timestamp.Parse("2001-01-01")) - 1, Array.FindLastIndex(times, time => time <= Timestamp.Parse("2001-12-31")) + 1);
        Assert.Equal(FormattableString.Invariant($"chlor_a[{first}:1:{last}][{row - 1}:1:{row + 1}][{column - 1}:1:{column + 1}]"), server.Queries[1]);
        var piece = Assert.Single(fields);
        Assert.Equal(14, piece.Times);
        var values = new double[1];
        file["chlor_a"].ReadDoubles(new NetCdfSlab([first + 1, row, column], [1, 1, 1]), values);
        Assert.Equal(values[0], piece.Second, 1e-6);
    }

    [Fact]
    public void Too_many_values_are_asked_in_pieces_of_time()
    {
        server.MostRows = 17 * 21 * 80;
        var fields = Read(new ErddapGridSelection { Box = new GeoBox(-180, -90, 180, 90) });
        Assert.Equal(300, fields.Sum(field => field.Times));
        Assert.True(fields.Count >= 4);
        Assert.NotEmpty(log);
    }

    [Fact]
    public void Steps_are_the_servers_work()
    {
        var fields = Read(new ErddapGridSelection { Box = new GeoBox(-180, -90, 180, 90), Strides = new Dictionary<string, int> { ["time"] = 12, ["latitude"] = 4 } });
        Assert.Equal("chlor_a[0:12:288][0:4:16][0:1:20]", server.Queries[1]);
        Assert.Equal(25, fields.Sum(field => field.Times));
    }

    [Fact]
    public void A_box_without_a_cell_says_what_the_grid_covers()
    {
        var said = Assert.Throws<OceanException>(() => Read(new ErddapGridSelection { Box = new GeoBox(0, 0, 10, 10) }));
        Assert.Equal(ExitCode.NothingSelected, said.Code);
        Assert.Contains("latitude is 21.146 to 21.813", said.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_period_without_a_step_says_what_the_dataset_covers()
    {
        var said = Assert.Throws<OceanException>(() => Read(new ErddapGridSelection { Point = (21.5, -158), Start = Timestamp.Parse("2040-01-01") }));
        Assert.Equal(ExitCode.NothingSelected, said.Code);
        Assert.Contains("2022-12-01", said.Message, StringComparison.Ordinal);
    }

    private static int Nearest(double[] axis, double value) => Enumerable.Range(0, axis.Length).MinBy(i => Math.Abs(axis[i] - value));

    private List<(int Times, double Second)> Read(ErddapGridSelection selection)
    {
        using var client = new ErddapClient(ErddapAddress.Parse(server.Dataset), folder.FullName, new HttpSourceOptions(1, TimeSpan.FromMilliseconds(5), TimeSpan.FromSeconds(5)), "test");
        var pieces = new List<(int, double)>();
        ErddapGrid.Open(client, client.Describe()).Read(
            selection,
            field =>
            {
                var values = new double[1];
                field.Read("chlor_a", new FieldWindow(Math.Min(1, field.Times.Count - 1), 0, 1, 1, 1, 1), values);
                Assert.Equal(server.Dataset, field.Source);
                pieces.Add((field.Times.Count, values[0]));
            },
            log.Add);
        return pieces;
    }
}
