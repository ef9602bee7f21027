using System.Diagnostics;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Tests.NetCdf;

/// <summary>Chunks as other writers store them: other byte orders, checksums, filters left out, newer indexes. Written by h5py and netCDF4-python.</summary>
[Collection(nameof(StartingProcesses))]
public sealed class ForeignChunkTests : IDisposable
{
    private const string Program = """
        import sys, zlib
        import h5py, netCDF4
        import numpy as np

        folder = sys.argv[1]
        rng = np.random.default_rng(3)
        values = rng.integers(-300, 300, (70, 45))
        with netCDF4.Dataset(folder + "/a.nc", "w") as d:
            d.createDimension("y", 70); d.createDimension("x", 45); d.createDimension("time", None)
            how = dict(zlib=True, chunksizes=(16, 11))
            for kind in ("i2", "u2", "i4", "i8", "u8", "f4", "f8"):
                for endian in ("big", "little"):
                    for shuffle in (True, False):
                        order = (">" if endian == "big" else "<") + kind
                        d.createVariable(f"{kind}_{endian}_{shuffle}", order, ("y", "x"), endian=endian, shuffle=shuffle, fill_value=7, **how)[:60] = np.abs(values[:60])
            d.createVariable("checked", "i2", ("y", "x"), fletcher32=True, **how)[:] = values
            d.createVariable("checked_plain", "i2", ("y", "x"), fletcher32=True, chunksizes=(16, 11))[:] = values
            d.createVariable("contiguous", "i2", ("y", "x"), contiguous=True)[:] = values
            d.createVariable("x", "f4", ("y", "x"), **how)[:] = values
            d.createVariable("grown", "f4", ("time", "x"), zlib=True, chunksizes=(4, 45))[:20] = values[:20]
            d.createVariable("not_grown", "f4", ("time", "x"), zlib=True, chunksizes=(4, 45))[:6] = values[:6]
            g = d.createGroup("inner").createGroup("deep")
            g.createVariable("v", "i4", ("y", "x"), **how)[:] = values
        with h5py.File(folder + "/b.nc", "w", libver="latest") as d:
            how = dict(chunks=(16, 11), compression="gzip")
            d.create_dataset("fixed_array", data=values.astype("i2"), shuffle=True, **how)
            d.create_dataset("extensible_array", data=values.astype("f4"), maxshape=(None, 45), **how)
            d.create_dataset("tree", data=values.astype("f8"), maxshape=(None, None), **how)
            d.create_dataset("single", data=values.astype("i4"), chunks=(70, 45), compression="gzip")
            d.create_dataset("implicit", data=values.astype("i4"), chunks=(16, 11))
            d.create_dataset("lzf", data=values.astype("i4"), chunks=(16, 11), compression="lzf")
            d.create_dataset("scaled", data=values.astype("i4"), chunks=(16, 11), scaleoffset=0)
            d.create_dataset("checked_after", data=values.astype("i4"), fletcher32=True, **how)
            d.create_dataset("filled", (70, 45), dtype="f4", fillvalue=-9, **how)[:10, :10] = 1
            masked = d.create_dataset("masked", (64, 44), dtype="<i4", shuffle=True, **how)
            block = rng.integers(0, 9, (16, 11)).astype("<i4")
            planes = np.ascontiguousarray(block.reshape(-1).view("u1").reshape(-1, 4).T).tobytes()
            masked.id.write_direct_chunk((0, 0), zlib.compress(planes), 0)
            masked.id.write_direct_chunk((0, 11), zlib.compress(block.tobytes()), 1)
            masked.id.write_direct_chunk((16, 0), planes, 2)
            masked.id.write_direct_chunk((16, 11), block.tobytes(), 3)
        """;

    // What libnetcdf alone can read: no chunks, a checksum within what is shuffled, other filters, a length that the dataset does not have.
    private static readonly string[] LeftToLibnetcdf = ["contiguous", "checked", "lzf", "scaled", "not_grown"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Chunks_of_other_writers_give_the_bytes_of_libnetcdf()
    {
        Write();
        Assert.Equal(28 + 4, ChunkReadingTests.Compare(folder["a.nc"], new Random(1)));
        Assert.Equal(8, ChunkReadingTests.Compare(folder["b.nc"], new Random(1)));
        foreach (var name in (string[])["a.nc", "b.nc"])
        {
            using var file = NetCdfFile.Open(folder[name], 2, 0);
            foreach (var variable in file.Variables)
                Assert.True(LeftToLibnetcdf.Contains(variable.Name) == variable.Chunks is null, variable.Path);
        }
    }

    [Fact]
    public void A_chunk_stored_without_a_filter_is_read_without_it()
    {
        Write();
        using var file = NetCdfFile.Open(folder["b.nc"], 2, 0);
        var blocks = ((long, long)[])[(0, 0), (0, 11), (16, 0), (16, 11)];
        var read = blocks.Select(place =>
        {
            var values = new double[16 * 11];
            Assert.True(file["masked"].Chunks!.TryRead(new NetCdfSlab([place.Item1, place.Item2], [16, 11]), values, NetCdfDecoding.Raw));
            return values;
        }).ToArray();
        Assert.InRange(read[0].Sum(), 1, 8 * 16 * 11);
        Assert.All(read, values => Assert.Equal(read[0], values));
    }

    private void Write()
    {
        var start = new ProcessStartInfo("/usr/bin/python3", ["-c", Program, Path.GetDirectoryName(folder["a.nc"])!]) { RedirectStandardError = true };
        if (!File.Exists(start.FileName)) Assert.Skip("no /usr/bin/python3");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (error.Contains("ModuleNotFoundError", StringComparison.Ordinal)) Assert.Skip("python3-netcdf4 or python3-h5py is not installed");
        Assert.True(process.ExitCode == 0, error);
    }
}
