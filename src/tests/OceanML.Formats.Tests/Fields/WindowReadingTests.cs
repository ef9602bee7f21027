using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;

namespace OceanML.Formats.Tests.Fields;

/// <summary>Many windows at once: the planted values, each chunk inflated once, whatever reads the chunks and on however many threads.</summary>
public sealed class WindowReadingTests : IDisposable
{
    private const int Times = 3;
    private const int Rows = 70;
    private const int Columns = 90;
    private const int Bands = 4;

    private static readonly string[] Variables = ["daily", "spectrum", "layers", "plain", "spectrum_plain", "several_days"];

    private readonly TemporaryFolder folder = new();

    public WindowReadingTests()
    {
        using var writer = NetCdfWriter.Create(folder["field.nc"]);
        writer.Root.Dimension("time", Times).Dimension("lat", Rows).Dimension("lon", Columns).Dimension("band", Bands);
        var latitude = writer.Root.Variable("lat", NetCdfType.Float64, "lat").Attribute("units", "degrees_north");
        var longitude = writer.Root.Variable("lon", NetCdfType.Float64, "lon").Attribute("units", "degrees_east");
        var time = writer.Root.Variable("time", NetCdfType.Float64, "time").Attribute("units", "days since 2024-01-01");
        NetCdfVariableWriter[] variables =
        [
            writer.Root.Variable("daily", NetCdfType.Float32, "time", "lat", "lon").Chunks(1, 16, 32).Deflate(4),
            writer.Root.Variable("spectrum", NetCdfType.Int32, "lat", "lon", "band").Chunks(16, 20, Bands).Deflate(4),
            writer.Root.Variable("layers", NetCdfType.Float64, "band", "lat", "lon").Chunks(2, 33, 31).Deflate(1, shuffle: false),
            writer.Root.Variable("plain", NetCdfType.Float32, "time", "lat", "lon"),
            writer.Root.Variable("spectrum_plain", NetCdfType.Float32, "lat", "lon", "band"),
            writer.Root.Variable("several_days", NetCdfType.Int32, "time", "band", "lat", "lon").Chunks(2, 3, 40, 90).Deflate(4),
        ];
        var flags = writer.Root.Variable("flags", NetCdfType.UInt64, "lat", "lon").Chunks(20, 20).Deflate(4).Flags(("A", 1UL), ("B", 1UL << 60));
        latitude.Write([.. Enumerable.Range(0, Rows).Select(row => 40 - (row * 0.1))]);
        longitude.Write([.. Enumerable.Range(0, Columns).Select(column => column * 0.1)]);
        time.Write([0, 1, 2]);
        variables[0].Write(Planted(Times, 1, Rows, Columns, (t, _, y, x) => (t, 0, y, x)));
        variables[1].Write(Planted(Rows, Columns, Bands, 1, (y, x, b, _) => (0, b, y, x)));
        variables[2].Write(Planted(Bands, Rows, Columns, 1, (b, y, x, _) => (0, b, y, x)));
        variables[3].Write(Planted(Times, 1, Rows, Columns, (t, _, y, x) => (t, 0, y, x)));
        variables[4].Write(Planted(Rows, Columns, Bands, 1, (y, x, b, _) => (0, b, y, x)));
        variables[5].Write(Planted(Times, Bands, Rows, Columns, (t, b, y, x) => (t, b, y, x)));
        flags.WriteRaw<ulong>([.. Enumerable.Range(0, Rows * Columns).Select(i => 1UL << (i % 61))]);
        writer.Close();
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(1, long.MaxValue)]
    public void Windows_of_any_size_time_and_band_give_the_planted_values(int threads, long leastBytes)
    {
        using var field = Open(threads, leastBytes);
        var random = new Random(threads);
        foreach (var variable in field.Variables)
        {
            Assert.Contains(variable.Name, Variables);
            for (var round = 0; round < 20; round++)
            {
                var windows = Enumerable.Range(0, random.Next(1, 60)).Select(_ => RandomWindow(random, variable)).ToArray();
                var values = new double[windows.Sum(window => window.Pixels)];
                ((IField)field).ReadWindows(variable.Name, windows, values);
                Assert.Equal(windows.SelectMany(window => Expected(window, variable.Name)), values);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public void Flags_of_many_windows_are_the_planted_bits(long leastBytes)
    {
        using var field = Open(2, leastBytes);
        FieldWindow[] windows = [new(0, 0, 0, 0, 3, 3), new(2, -1, 18, 19, 4, 2), new(0, 9, 0, 0, Rows, Columns), new(1, 0, 69, 89, 1, 1)];
        var bits = new ulong[windows.Sum(window => window.Pixels)];
        field.ReadFlagWindows("flags", windows, bits);
        Assert.Equal(windows.SelectMany(window => Pixels(window).Select(pixel => 1UL << (((pixel.Row * Columns) + pixel.Column) % 61))), bits);
    }

    [Fact]
    public void Each_chunk_is_inflated_once_and_no_other_chunk_is()
    {
        using var field = Open(2, 0);

        // 40 pixels in two chunks of one day, and one in another day.
        FieldWindow[] windows = [.. Enumerable.Range(0, 40).Select(i => new FieldWindow(0, 0, 3, 12 + i, 1, 1)), new FieldWindow(2, 0, 3, 12, 1, 1)];
        field.ReadWindows("daily", windows, new double[windows.Length]);
        Assert.Equal(3, field.TilesRead);

        // All bands of a pixel, asked together and again one by one: one chunk.
        FieldWindow[] bands = [.. Enumerable.Range(0, Bands).Select(band => new FieldWindow(0, band, 5, 5, 1, 1))];
        field.ReadWindows("spectrum", bands, new double[Bands]);
        foreach (var band in bands) field.Read("spectrum", band, new double[1]);
        Assert.Equal(4, field.TilesRead);
    }

    [Fact]
    public void Several_threads_may_read_one_field_while_its_cache_is_too_small()
    {
        var file = NetCdfFile.Open(folder["field.nc"], 2, 0);
        var product = ProductFile.Identify(file);
        using var field = new NetCdfField(file, product, FieldCoordinates.Of(file, product), ownsFile: true, cacheBytes: 10_000);
        Parallel.For(0, 8, number =>
        {
            var random = new Random(number);
            for (var round = 0; round < 60; round++)
            {
                var variable = field.Variables[random.Next(field.Variables.Count)];
                var window = RandomWindow(random, variable);
                var values = new double[window.Pixels];
                field.Read(variable.Name, window, values);
                Assert.Equal(Expected(window, variable.Name), values);
            }
        });
    }

    [Fact]
    public void A_window_outside_the_field_or_room_for_other_pixels_is_refused()
    {
        using var field = Open(1, 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => field.ReadWindows("daily", [new(0, 0, 0, 0, 1, 1), new(0, 0, 69, 0, 2, 1)], new double[3]));
        Assert.Throws<ArgumentException>(() => field.ReadWindows("daily", [new(0, 0, 0, 0, 1, 1), new(0, 0, 1, 0, 2, 1)], new double[4]));
        field.ReadWindows("daily", [], []);
        field.ReadWindows("daily", [new(0, 0, 0, 0, 0, 5)], []);
        Assert.Equal(0, field.TilesRead);
    }

    private NetCdfField Open(int threads, long leastBytes)
    {
        var file = NetCdfFile.Open(folder["field.nc"], threads, leastBytes);
        return new NetCdfField(file, ProductFile.Identify(file));
    }

    private static double Value(int time, int band, int row, int column) => (((((time * Bands) + band) * Rows) + row) * Columns) + column;

    private static double[] Planted(int a, int b, int c, int d, Func<int, int, int, int, (int Time, int Band, int Row, int Column)> place)
    {
        var values = new double[a * b * c * d];
        for (var i = 0; i < values.Length; i++)
        {
            var (time, band, row, column) = place(i / (b * c * d), i / (c * d) % b, i / d % c, i % d);
            values[i] = Value(time, band, row, column);
        }

        return values;
    }

    private static FieldWindow RandomWindow(Random random, FieldVariable variable)
    {
        var (row, column) = (random.Next(Rows), random.Next(Columns));
        var (rows, columns) = random.Next(3) == 0 ? (1 + random.Next(Rows - row), 1 + random.Next(Columns - column)) : (Math.Min(3, Rows - row), Math.Min(3, Columns - column));
        return new FieldWindow(random.Next(Times), random.Next(variable.Bands), row, column, rows, columns);
    }

    private static IEnumerable<double> Expected(FieldWindow window, string variable)
    {
        var time = variable is "daily" or "plain" or "several_days" ? window.Time : 0;
        return Pixels(window).Select(pixel => Value(time, window.Band, pixel.Row, pixel.Column));
    }

    private static IEnumerable<(int Row, int Column)> Pixels(FieldWindow window) =>
        from row in Enumerable.Range(window.Row, window.Rows) from column in Enumerable.Range(window.Column, window.Columns) select (row, column);
}
