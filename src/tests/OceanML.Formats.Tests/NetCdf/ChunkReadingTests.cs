using System.Globalization;
using System.Runtime.InteropServices;
using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Tests;

namespace OceanML.Formats.Tests.NetCdf;

/// <summary>Chunks that are inflated here give the bytes that libnetcdf gives.</summary>
public sealed class ChunkReadingTests : IDisposable
{
    private static readonly NetCdfType[] Types =
    [
        NetCdfType.Int8, NetCdfType.UInt8, NetCdfType.Int16, NetCdfType.UInt16, NetCdfType.Int32, NetCdfType.UInt32,
        NetCdfType.Int64, NetCdfType.UInt64, NetCdfType.Float32, NetCdfType.Float64,
    ];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Files_of_any_shape_chunk_type_and_filter_give_the_bytes_of_libnetcdf()
    {
        var random = new Random(20261122);
        for (var number = 0; number < 150; number++)
        {
            var path = folder[$"{number}.nc"];
            WriteRandom(path, random);
            Assert.Equal(1, Compare(path, random));
            File.Delete(path);
        }
    }

    [Fact]
    public void Real_files_give_the_bytes_of_libnetcdf()
    {
        var random = new Random(2);
        string[] folders = ["data/ocean_colour", "data/climate", "data/moored"];
        var files = folders.SelectMany(place => Directory.EnumerateFiles(SharedData.Path(place), "*.nc", SearchOption.AllDirectories)).Where(NetCdfFile.IsNetCdf);
        var compared = files.Sum(path => Compare(path, random));
        Assert.True(compared > 60, $"only {compared} chunked variables");
    }

    [Fact]
    public void A_damaged_chunk_gives_the_error_of_libnetcdf()
    {
        var path = folder["damaged.nc"];
        var values = new short[600 * 600];
        for (var i = 0; i < values.Length; i++) values[i] = (short)(i * 7919 % 10007);
        using (var writer = NetCdfWriter.Create(path))
        {
            writer.Root.Dimension("y", 600).Dimension("x", 600);
            writer.Root.Variable("v", NetCdfType.Int16, "y", "x").Chunks(100, 100).Deflate(4).WriteRaw<short>(values);
            writer.Close();
        }

        // A single bit within the compressed chunks, which come before the last kilobytes: what was stored has a checksum, so it is found.
        var bytes = File.ReadAllBytes(path);
        var random = new Random(9);
        var refused = 0;
        for (var i = 0; i < 80; i++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[random.Next(bytes.Length / 3, bytes.Length - 2000)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, damaged);
            var (own, plain) = (Outcome(path, 0), Outcome(path, long.MaxValue));
            Assert.Equal(plain, own);
            if (own.StartsWith($"{path}: reading variable 'v' failed", StringComparison.Ordinal)) refused++;
        }

        Assert.True(refused > 70, $"only {refused} of 80 were refused");
    }

    [Fact]
    public void Many_threads_and_several_files_at_once_give_the_same_values()
    {
        var path = folder["threads.nc"];
        WriteRandom(path, new Random(77), [300, 400], [37, 64]);
        using var plain = NetCdfFile.Open(path, 1, long.MaxValue);
        var expected = plain["v"].ReadDoubles(NetCdfDecoding.Raw);
        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 4 }, number =>
        {
            using var file = NetCdfFile.Open(path, 1 + (number % 5), 0);
            Assert.NotNull(file["v"].Chunks);
            var values = new double[expected.Length];
            Assert.True(file["v"].Chunks!.TryRead(new NetCdfSlab(file["v"]), values, NetCdfDecoding.Raw));
            Assert.Equal(expected, values);
        });
    }

    [Fact]
    public void A_file_that_is_replaced_while_open_is_read_as_it_was()
    {
        var (path, other) = (folder["a.nc"], folder["b.nc"]);
        WriteRandom(path, new Random(5), [600, 500], [100, 100]);
        WriteRandom(other, new Random(6), [600, 500], [100, 100]);
        using var plain = NetCdfFile.Open(path, 1, long.MaxValue);
        using var file = NetCdfFile.Open(path, 2, 0);
        var expected = plain["v"].ReadDoubles(NetCdfDecoding.Raw);
        File.Move(other, path, overwrite: true);
        Assert.Equal(expected, file["v"].ReadDoubles(NetCdfDecoding.Raw));
    }

    // The message, or the sum of the values where there is none.
    private static string Outcome(string path, long leastBytes)
    {
        try
        {
            using var file = NetCdfFile.Open(path, 2, leastBytes);
            return file["v"].ReadDoubles(NetCdfDecoding.Raw).Sum().ToString(CultureInfo.InvariantCulture);
        }
        catch (OceanException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Reads random hyperslabs of every chunked variable both ways; how many variables were compared.</summary>
    internal static int Compare(string path, Random random)
    {
        using var own = NetCdfFile.Open(path, 2, 0);
        using var plain = NetCdfFile.Open(path, 1, long.MaxValue);
        var compared = 0;
        for (var i = 0; i < own.Variables.Count; i++)
        {
            var (variable, reference) = (own.Variables[i], plain.Variables[i]);
            Assert.Null(reference.Chunks);
            if (variable.Chunks is not { } chunks || variable.Count == 0) continue;
            compared++;
            foreach (var slab in (NetCdfSlab[])[new NetCdfSlab(variable), RandomSlab(variable, random), RandomSlab(variable, random)])
            {
                var (bytes, expected) = (new byte[slab.Count * variable.Type.Size()], new byte[slab.Count * variable.Type.Size()]);
                Assert.True(chunks.TryRead(slab, bytes), $"{path} {variable.Path}");
                reference.ReadStored(slab, expected);
                Assert.True(bytes.AsSpan().SequenceEqual(expected), $"{path} {variable.Path}: other bytes at {bytes.AsSpan().CommonPrefixLength(expected)}");
                var (doubles, wanted) = (new double[slab.Count], new double[slab.Count]);
                Assert.True(chunks.TryRead(slab, doubles, NetCdfDecoding.All));
                reference.ReadDoubles(slab, wanted);
                Assert.True(MemoryMarshal.AsBytes(doubles.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(wanted.AsSpan())), $"{path} {variable.Path}");
            }
        }

        return compared;
    }

    private static NetCdfSlab RandomSlab(NetCdfVariable variable, Random random)
    {
        long[] starts = [.. variable.Dimensions.Select(dimension => random.NextInt64(dimension.Length))];
        return new NetCdfSlab(starts, [.. variable.Dimensions.Select((dimension, axis) => 1 + random.NextInt64(dimension.Length - starts[axis]))]);
    }

    // Some chunks are never written, some values repeat, the first dimension is unlimited in half of the files.
    private static void WriteRandom(string path, Random random, int[]? lengths = null, int[]? chunk = null)
    {
        var rank = lengths?.Length ?? random.Next(1, 5);
        lengths ??= [.. Enumerable.Range(0, rank).Select(_ => random.Next(1, rank switch { 1 => 3000, 2 => 90, 3 => 25, _ => 12 }))];
        chunk ??= [.. lengths.Select(length => random.Next(1, length + 1))];
        var type = lengths.Length == 2 && lengths[0] > 100 ? NetCdfType.Float32 : Types[random.Next(Types.Length)];
        using var writer = NetCdfWriter.Create(path, random.Next(4) == 0 && type is NetCdfType.Int16 or NetCdfType.Float64 ? NetCdfFormat.NetCdf4Classic : NetCdfFormat.NetCdf4);
        for (var axis = 0; axis < rank; axis++) writer.Root.Dimension($"d{axis}", axis == 0 && random.Next(2) == 0 ? 0 : lengths[axis]);
        var variable = writer.Root.Variable("v", type, [.. Enumerable.Range(0, rank).Select(axis => $"d{axis}")]).Chunks([.. chunk.Select(length => (long)length)]);
        if (random.Next(2) == 0) variable.Fill(99);
        if (random.Next(3) == 0) variable.Attribute("scale_factor", NetCdfType.Float64, 2);
        if (random.Next(5) > 0) variable.Deflate(random.Next(1, 10), random.Next(2) == 0);
        for (var part = 0; part < 3; part++)
        {
            long[] starts = [.. lengths.Select(length => random.NextInt64(length))];
            long[] counts = [.. lengths.Select((length, axis) => 1 + random.NextInt64(length - starts[axis]))];

            // The last value is always written, so that an unlimited dimension has its length.
            if (part == 2) (starts, counts) = ([.. lengths.Select(length => length - 1L)], [.. lengths.Select(_ => 1L)]);
            var values = new double[counts.Aggregate(1L, (product, count) => product * count)];
            for (var i = 0; i < values.Length; i++) values[i] = random.Next(3) == 0 ? 7 : random.Next(0, 120);
            variable.Write(starts, counts, values);
        }

        writer.Close();
    }
}
