using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Tests.Fields;

/// <summary>Small files of every axis order, whose pixels hold a number that says where they are.</summary>
public sealed class PlantedFieldTests : IDisposable
{
    private const int Rows = 5;
    private const int Columns = 7;
    private const int Bands = 3;
    private const int Steps = 2;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static double Planted(int time, int band, int row, int column) => (time * 1000) + (band * 100) + (row * 10) + column;

    private string Write(string order, NetCdfFormat format, bool chunked, bool descending = false, bool to360 = false)
    {
        var path = folder[$"{order}{format}{chunked}.nc"];
        var axes = order.Select(letter => letter switch { 't' => ("time", Steps), 'b' => ("depth", Bands), 'r' => ("lat", Rows), _ => ("lon", Columns) }).ToArray();
        using var writer = NetCdfWriter.Create(path, format);
        foreach (var (name, length) in axes) writer.Root.Dimension(name, length);
        var latitudes = writer.Root.Variable("lat", NetCdfType.Float64, "lat").Attribute("units", "degrees_north");
        var longitudes = writer.Root.Variable("lon", NetCdfType.Float64, "lon").Attribute("units", "degrees_east");
        var times = order.Contains('t', StringComparison.Ordinal) ? writer.Root.Variable("time", NetCdfType.Int32, "time").Attribute("units", "hours since 2024-06-08 06:00:00") : null;
        var depths = order.Contains('b', StringComparison.Ordinal) ? writer.Root.Variable("depth", NetCdfType.Float32, "depth").Attribute("units", "m").Attribute("positive", "down") : null;
        var variable = writer.Root.Variable("v", NetCdfType.Int16, [.. axes.Select(axis => axis.Item1)]).Fill(-1).Attribute("scale_factor", NetCdfType.Float64, 0.5);
        if (chunked) variable.Chunks([.. axes.Select(axis => Math.Min(2L, axis.Item2))]).Deflate(1);
        latitudes.Write([.. Enumerable.Range(0, Rows).Select(i => descending ? 50.0 - i : 46.0 + i)]);
        longitudes.Write([.. Enumerable.Range(0, Columns).Select(i => to360 ? 350.0 + i : -10.0 + i)]);
        times?.Write([0, 5]);
        depths?.Write([0, 10, 20]);
        var values = new List<double>();
        Fill(0, [0, 0, 0, 0]);
        variable.Write([.. values]);
        writer.Close();
        return path;

        void Fill(int axis, int[] at)
        {
            if (axis == axes.Length)
            {
                values.Add(Planted(at[0], at[1], at[2], at[3]) / 2);
                return;
            }

            for (var i = 0; i < axes[axis].Item2; i++)
            {
                at["tbrc".IndexOf(order[axis], StringComparison.Ordinal)] = i;
                Fill(axis + 1, at);
            }
        }
    }

    [Theory]
    [InlineData("tbrc")]
    [InlineData("rc")]
    [InlineData("cr")]
    [InlineData("rcb")]
    [InlineData("crt")]
    [InlineData("btcr")]
    [InlineData("bctr")]
    public void Every_axis_order_gives_the_same_pixels(string order)
    {
        foreach (var (format, chunked) in ((NetCdfFormat, bool)[])[(NetCdfFormat.Classic, false), (NetCdfFormat.NetCdf4, false), (NetCdfFormat.NetCdf4, true)])
        {
            using var field = FieldFile.Open(Write(order, format, chunked));
            var (steps, bands) = (order.Contains('t', StringComparison.Ordinal) ? Steps : 1, order.Contains('b', StringComparison.Ordinal) ? Bands : 1);
            Assert.Equal(bands, Assert.Single(field.Variables).Bands);
            Assert.Equal((Rows, Columns), (field.Geometry.Rows, field.Geometry.Columns));
            var window = new double[3 * 4];
            for (var time = 0; time < steps; time++)
            {
                for (var band = 0; band < bands; band++)
                {
                    field.Read("v", new FieldWindow(time, band, 1, 2, 3, 4), window);
                    for (var i = 0; i < window.Length; i++) Assert.Equal(Planted(time, band, 1 + (i / 4), 2 + (i % 4)) / 2, window[i]);
                }
            }
        }
    }

    [Fact]
    public void Descending_latitudes_and_longitudes_to_360_are_given_as_in_the_file()
    {
        using var field = FieldFile.Open(Write("rc", NetCdfFormat.Classic, false, descending: true, to360: true));
        var grid = Assert.IsType<FieldGeometry.Grid>(field.Geometry);
        Assert.Equal((50.0, 46.0, 350.0, 356.0), (grid.Latitudes[0], grid.Latitudes[^1], grid.Longitudes[0], grid.Longitudes[^1]));
    }

    [Fact]
    public void A_file_without_time_has_no_times()
    {
        using var field = FieldFile.Open(Write("rc", NetCdfFormat.Classic, false));
        Assert.Empty(field.Times);
    }

    [Fact]
    public void Two_times_are_instants_and_not_a_composite()
    {
        using var field = FieldFile.Open(Write("trc", NetCdfFormat.NetCdf4, true));
        Assert.Equal(["2024-06-08T06:00:00Z", "2024-06-08T11:00:00Z"], field.Times.Select(time => Timestamp.Format(time.Start)));
        Assert.All(field.Times, time => Assert.Equal(time.Start, time.End));
    }

    [Fact]
    public void A_name_that_does_not_exist_is_answered_with_those_that_do()
    {
        using var field = FieldFile.Open(Write("rc", NetCdfFormat.Classic, false));
        var exception = Assert.Throws<OceanException>(() => field.Read("chlor_a", default, []));
        Assert.EndsWith("no variable 'chlor_a'; it has v", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => field.Read("v", new FieldWindow(0, 0, 3, 0, 3, 1), new double[3]));
    }

    [Fact]
    public void Days_and_their_bounds_cover_what_they_say()
    {
        var path = folder["bounds.nc"];
        using (var writer = NetCdfWriter.Create(path))
        {
            writer.Root.Dimension("time", 2).Dimension("lat", 2).Dimension("lon", 2).Dimension("nv", 2)
                .Attribute("time_coverage_start", "1999-01-01T00:00:00Z").Attribute("time_coverage_end", "1999-01-02T00:00:00Z");
            var time = writer.Root.Variable("time", NetCdfType.Float64, "time").Attribute("units", "days since 2024-06-01").Attribute("bounds", "time_bnds");
            var bounds = writer.Root.Variable("time_bnds", NetCdfType.Float64, "time", "nv");
            var lat = writer.Root.Variable("lat", NetCdfType.Float64, "lat").Attribute("units", "degrees_north");
            var lon = writer.Root.Variable("lon", NetCdfType.Float64, "lon").Attribute("units", "degrees_east");
            var v = writer.Root.Variable("v", NetCdfType.Float32, "time", "lat", "lon");
            time.Write([0.5, 8.5]);
            bounds.Write([0, 8, 8, 16]);
            lat.Write([0, 1]);
            lon.Write([0, 1]);
            v.Write([1, 2, 3, 4, 5, 6, 7, 8]);
            writer.Close();
        }

        using var field = FieldFile.Open(path);
        Assert.Equal(["2024-06-01T00:00:00Z", "2024-06-09T00:00:00Z"], field.Times.Select(step => Timestamp.Format(step.Start)));
        Assert.Equal(["2024-06-09T00:00:00Z", "2024-06-17T00:00:00Z"], field.Times.Select(step => Timestamp.Format(step.End)));
    }

    [Fact]
    public void OLCI_water_flags_keep_their_55th_bit()
    {
        var path = folder["wfr.nc"];
        using (var writer = NetCdfWriter.Create(path))
        {
            writer.Root.Dimension("y", 2).Dimension("x", 2).Attribute("start_date", "07-JUL-2018 08:11:42.768963").Attribute("stop_date", "07-JUL-2018 08:14:42.768963");
            var lat = writer.Root.Variable("lat", NetCdfType.Float64, "y", "x").Attribute("units", "degrees_north");
            var lon = writer.Root.Variable("lon", NetCdfType.Float64, "y", "x").Attribute("units", "degrees_east");
            var chl = writer.Root.Variable("CHL_NN", NetCdfType.Float32, "y", "x");
            var flags = writer.Root.Variable("WQSF", NetCdfType.UInt64, "y", "x")
                .Flags(("INVALID", 1UL), ("WATER", 2UL), ("CLOUD", 8UL), ("RWNEG_O2", 1UL << 41), ("RWNEG_O21", 1UL << 55));
            lat.Write([43, 43, 44, 44]);
            lon.Write([5, 6, 5, 6]);
            chl.Write([1, 2, 3, 4]);
            flags.WriteRaw<ulong>([2, 2 | (1UL << 41), 2 | (1UL << 55), 8]);
            writer.Close();
        }

        using var field = FieldFile.Open(path);
        Assert.Equal("olci-l2-wfr", field.Product);
        var wqsf = Assert.Single(field.Flags);
        Assert.Equal(1UL << 55, wqsf.Masks["RWNEG_O21"]);
        Assert.Equal(["WATER"], wqsf.Required);
        Assert.Equal(["INVALID", "CLOUD", "RWNEG_O2"], wqsf.Excluded);
        var bits = new ulong[4];
        field.ReadFlags("WQSF", new FieldWindow(0, 0, 0, 0, 2, 2), bits);
        Assert.Equal([2UL, 2 | (1UL << 41), 2 | (1UL << 55), 8], bits);
        Assert.Equal("2018-07-07T08:11:42.768963Z", Timestamp.Format(field.Times[0].Start));
    }

    [Fact]
    public void Several_threads_read_the_same_pixels()
    {
        using var field = FieldFile.Open(Write("tbrc", NetCdfFormat.NetCdf4, true));
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            var (time, band, row, column) = (i % Steps, i % Bands, i % Rows, i % Columns);
            var value = new double[1];
            field.Read("v", new FieldWindow(time, band, row, column, 1, 1), value);
            Assert.Equal(Planted(time, band, row, column) / 2, value[0]);
        });
    }
}
