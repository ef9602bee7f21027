using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Tests.NetCdf;

public sealed class RoundTripTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(NetCdfFormat.Classic)]
    [InlineData(NetCdfFormat.Offset64)]
    [InlineData(NetCdfFormat.Cdf5)]
    [InlineData(NetCdfFormat.NetCdf4)]
    [InlineData(NetCdfFormat.NetCdf4Classic)]
    public void What_is_written_is_read_back_in_every_format(NetCdfFormat format)
    {
        var path = folder["a file # with é.nc"];
        double[] values = [1.5, double.NaN, -2, 3.25, 0, 10];
        using (var writer = NetCdfWriter.Create(path, format))
        {
            writer.Root.Dimension("time", 0).Dimension("x", 3).Dimension("n", 8).Attribute("title", "d'été").Attribute("numbers", NetCdfType.Float64, 1, 2.5);
            var packed = writer.Root.Variable("packed", NetCdfType.Int16, "time", "x").Fill(-99)
                .Attribute("scale_factor", NetCdfType.Float32, 0.25).Attribute("add_offset", NetCdfType.Float32, 1);
            var text = writer.Root.Variable("text", NetCdfType.Char, "x", "n");
            var scalar = writer.Root.Variable("scalar", NetCdfType.Float64);
            packed.Write(values);
            text.Write("CHLA", null, "Ærø");
            scalar.Write([42.0]);
            writer.Close();
        }

        using var file = NetCdfFile.Open(path);
        Assert.Equal(format, file.Format);
        Assert.Equal("d'été", file.Attributes.Text("title"));
        Assert.Equal([1, 2.5], file.Attributes["numbers"]!.Numbers);
        Assert.Equal(values, file["packed"].ReadDoubles());
        Assert.Equal([2, -99, -12, 9, -4, 36], file["packed"].ReadRaw<short>().Select(value => (int)value));
        Assert.Equal(["CHLA", null, "Ærø"], file["text"].ReadTexts());
        Assert.Equal([42.0], file["scalar"].ReadDoubles());
        Assert.True(file.Root.Dimensions[0].IsUnlimited);
        Assert.Equal(2, file.Length("time"));
    }

    [Fact]
    public void Groups_chunks_and_64_bit_flags_survive()
    {
        var path = folder["groups.nc"];
        ulong[] flags = [1, 1UL << 55, ulong.MaxValue, 0];
        using (var writer = NetCdfWriter.Create(path))
        {
            writer.Root.Dimension("y", 2).Dimension("x", 2);
            var inner = writer.Root.Group("data").Group("deep");
            inner.Variable("WQSF", NetCdfType.UInt64, "y", "x").Chunks(1, 2).Deflate(5).Flags(("INVALID", 1UL), ("RWNEG_O21", 1UL << 55)).WriteRaw<ulong>(flags);
            writer.Close();
        }

        using var file = NetCdfFile.Open(path);
        var variable = file["data/deep/WQSF"];
        Assert.Same(variable, file["WQSF"]);
        Assert.Equal(flags, variable.ReadBits());
        Assert.Equal([1UL, 1UL << 55], variable.Attributes["flag_masks"]!.Bits);
        Assert.Equal([1L, 2], variable.Storage.ChunkLengths);
        Assert.Equal((5, true), (variable.Storage.DeflateLevel, variable.Storage.Shuffle));
    }

    [Theory]
    [InlineData(NetCdfFormat.Classic)]
    [InlineData(NetCdfFormat.NetCdf4)]
    public void The_same_calls_give_the_same_bytes(NetCdfFormat format)
    {
        byte[] Written(string name)
        {
            using (var writer = NetCdfWriter.Create(folder[name], format))
            {
                writer.Root.Dimension("x", 1000).Attribute("title", "twice");
                var variable = writer.Root.Variable("v", NetCdfType.Float32, "x").Attribute("units", "1");
                if (format == NetCdfFormat.NetCdf4) variable.Deflate();
                variable.Write([.. Enumerable.Range(0, 1000).Select(i => Math.Sin(i))]);
                writer.Close();
            }

            return File.ReadAllBytes(folder[name]);
        }

        var first = Written("one.nc");
        Thread.Sleep(1100);
        Assert.Equal(first, Written("two.nc"));
    }

    [Fact]
    public void Hyperslabs_with_strides_pick_the_right_values()
    {
        using (var writer = NetCdfWriter.Create(folder["slab.nc"]))
        {
            writer.Root.Dimension("y", 10).Dimension("x", 10);
            writer.Root.Variable("v", NetCdfType.Int32, "y", "x").Chunks(3, 4).Write([.. Enumerable.Range(0, 100).Select(i => (double)i)]);
            writer.Close();
        }

        using var file = NetCdfFile.Open(folder["slab.nc"]);
        var values = new double[6];
        file["v"].ReadDoubles(new NetCdfSlab([1, 2], [2, 3], [4, 3]), values);
        Assert.Equal([12, 15, 18, 52, 55, 58], values);
    }

    [Fact]
    public void Many_threads_may_read_at_once()
    {
        using (var writer = NetCdfWriter.Create(folder["threads.nc"]))
        {
            writer.Root.Dimension("x", 4096);
            writer.Root.Variable("v", NetCdfType.Float64, "x").Deflate().Write([.. Enumerable.Range(0, 4096).Select(i => (double)i)]);
            writer.Close();
        }

        using var file = NetCdfFile.Open(folder["threads.nc"]);
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            var values = new double[16];
            file["v"].ReadDoubles(new NetCdfSlab([i * 16], [16]), values);
            Assert.Equal(i * 16.0, values[0]);
        });
    }

    [Theory]
    [InlineData(NetCdfType.Int16, -3, 250)]
    [InlineData(NetCdfType.Float32, -3, 250)]
    [InlineData(NetCdfType.UInt8, 3, 250)]
    [InlineData(NetCdfType.Int32, -3, 250)]
    public void Every_value_of_any_run_is_unpacked_alike(NetCdfType type, double low, double high)
    {
        var path = folder["run.nc"];
        double[] packed = [.. Enumerable.Range(0, 1000).Select(i => (double)(i * 37 % 256))];
        using (var writer = NetCdfWriter.Create(path))
        {
            writer.Root.Dimension("x", packed.Length);
            var plain = writer.Root.Variable("v", type, "x").Fill(17).Attribute("valid_range", type, low, high);
            var scaled = writer.Root.Variable("scaled", type, "x").Fill(17).Attribute("valid_min", type, 20).Attribute("scale_factor", NetCdfType.Float64, 0.1).Attribute("add_offset", NetCdfType.Float64, 3);
            plain.Write(packed);
            scaled.Write([.. packed.Select(value => value == 17 ? double.NaN : (value * 0.1) + 3)]);
            writer.Close();
        }

        using var file = NetCdfFile.Open(path);
        foreach (var count in (int[])[1, 2, 3, 4, 5, 7, 8, 9, 31, 1000])
        {
            var (start, values) = ((packed.Length - count) / 2, new double[count]);
            file["v"].ReadDoubles(new NetCdfSlab([start], [count]), values);
            Assert.Equal(packed[start..(start + count)].Select(value => value == 17 || value < low || value > high ? double.NaN : value), values);
            file["scaled"].ReadDoubles(new NetCdfSlab([start], [count]), values);
            Assert.Equal(packed[start..(start + count)].Select(value => value == 17 || value < 20 ? double.NaN : (value * 0.1) + 3), values);
        }
    }
}
