using OceanML.Core;
using OceanML.Formats.Archives;
using OceanML.Formats.Fields;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Tests.Archives;

public sealed class ManifestFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ManifestFolder manifests;

    public ManifestFolderTests()
    {
        Directory.CreateDirectory(folder["manifests"]);
        manifests = new ManifestFolder(folder["manifests"]);
    }

    public void Dispose()
    {
        manifests.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void What_is_done_is_not_done_again()
    {
        var granule = folder.Write("g.nc", "bytes of a granule");
        Assert.False(manifests.IsCurrent("g.nc", granule, "key"));
        Write("g.nc", granule, "key");
        Assert.True(manifests.IsCurrent("g.nc", granule, "key"));
        Assert.False(manifests.IsCurrent("g.nc", granule, "other windows"));
        Assert.Equal([manifests.PathOf("g.nc")], ManifestFolder.In(folder["manifests"]));
    }

    [Fact]
    public void A_touched_granule_is_compared_by_its_bytes_where_the_manifest_has_their_checksum()
    {
        var granule = folder.Write("g.nc", "bytes of a granule");
        Write("g.nc", granule, "key");
        File.SetLastWriteTimeUtc(granule, File.GetLastWriteTimeUtc(granule).AddHours(1));
        Assert.True(manifests.IsCurrent("g.nc", granule, "key"));

        Write("g.nc", granule, "key", checksum: false);
        Assert.True(manifests.IsCurrent("g.nc", granule, "key"));
        File.SetLastWriteTimeUtc(granule, File.GetLastWriteTimeUtc(granule).AddHours(1));
        Assert.False(manifests.IsCurrent("g.nc", granule, "key"));
    }

    [Fact]
    public void A_granule_of_the_same_name_is_told_from_a_copy_of_the_same_granule()
    {
        Directory.CreateDirectory(folder["a"]);
        Directory.CreateDirectory(folder["b"]);
        var (one, two) = (folder.Write("a/g.nc", "bytes of a granule"), folder.Write("b/g.nc", "bytes of a GRANULE"));
        File.SetLastWriteTimeUtc(two, File.GetLastWriteTimeUtc(one));
        Assert.Null(manifests.OtherOfName("g.nc", one));
        Write("g.nc", one, "key");
        Assert.Null(manifests.OtherOfName("g.nc", one));

        // As large and as old: the bytes decide.
        Assert.False(manifests.IsCurrent("g.nc", two, "key"));
        Assert.Equal(one, manifests.OtherOfName("g.nc", two));
        folder.Write("b/g.nc", "longer than the bytes of a granule");
        Assert.Equal(one, manifests.OtherOfName("g.nc", two));
        File.Copy(one, two, overwrite: true);
        Assert.True(manifests.IsCurrent("g.nc", two, "key"));
        Assert.Null(manifests.OtherOfName("g.nc", two));
    }

    [Fact]
    public void Manifests_of_other_granules_are_found()
    {
        foreach (var name in (string[])["a.nc", "b.nc", "archive/c.nc"]) Write(name, folder.Write("g.nc", "granule"), "key");
        Assert.Equal([manifests.PathOf("a.nc"), manifests.PathOf("archive/c.nc")], manifests.OfOthers(["b.nc", "d.nc"]));
        Assert.Empty(manifests.OfOthers(["a.nc", "b.nc", "archive/c.nc"]));
    }

    [Fact]
    public void A_changed_granule_is_redone()
    {
        var granule = folder.Write("g.nc", "bytes of a granule");
        Write("g.nc", granule, "key");
        folder.Write("g.nc", "bytes of a GRANULE");
        File.SetLastWriteTimeUtc(granule, File.GetLastWriteTimeUtc(granule).AddMinutes(1));
        Assert.False(manifests.IsCurrent("g.nc", granule, "key"));
        Write("g.nc", granule, "key");
        folder.Write("g.nc", "longer than the bytes of a granule");
        Assert.False(manifests.IsCurrent("g.nc", granule, "key"));
        File.Delete(granule);
        Assert.Equal(ExitCode.BadInput, Assert.Throws<OceanException>(() => manifests.IsCurrent("g.nc", granule, "key")).Code);
    }

    [Fact]
    public void Damaged_and_half_written_manifests_count_as_absent()
    {
        var granule = folder.Write("g.nc", "bytes of a granule");
        Write("g.nc", granule, "key");
        var bytes = File.ReadAllBytes(manifests.PathOf("g.nc"));
        foreach (var length in (int[])[0, 3, 100, bytes.Length / 2, bytes.Length - 1])
        {
            File.WriteAllBytes(manifests.PathOf("g.nc"), bytes[..length]);
            Assert.False(manifests.IsCurrent("g.nc", granule, "key"), $"{length} of {bytes.Length} bytes");
        }

        File.WriteAllBytes(manifests.PathOf("g.nc"), [.. bytes[..(bytes.Length / 2)], .. new byte[bytes.Length - (bytes.Length / 2)]]);
        Assert.False(manifests.IsCurrent("g.nc", granule, "key"));
        File.WriteAllBytes(manifests.PathOf("g.nc"), [.. bytes[..4], .. new byte[24], .. bytes[28..]]);
        Assert.False(manifests.IsCurrent("g.nc", granule, "key"), "a hole in the data");
        File.WriteAllBytes(manifests.PathOf("g.nc"), bytes);
        Assert.True(manifests.IsCurrent("g.nc", granule, "key"));
    }

    [Fact]
    public void An_interrupted_run_resumes_where_it_ended()
    {
        var granules = Enumerable.Range(0, 6).Select(i => folder.Write($"g{i}.nc", $"granule {i}")).ToList();
        List<int> Run(int stopAfter)
        {
            var done = new List<int>();
            for (var i = 0; i < granules.Count && done.Count < stopAfter; i++)
            {
                if (manifests.IsCurrent($"g{i}.nc", granules[i], "key")) continue;
                Write($"g{i}.nc", granules[i], "key");
                done.Add(i);
            }

            return done;
        }

        Assert.Equal([0, 1, 2], Run(3));

        // The process died while it wrote the fourth: the temporary file is hidden, and is no manifest.
        File.WriteAllText(Path.Combine(folder["manifests"], ".g3.nc.manifest.4711.partial.parquet"), "PAR1");
        File.WriteAllText(Path.Combine(folder["manifests"], ".g3.nc.manifest.parquet"), "PAR1");
        Assert.Equal(3, ManifestFolder.In(folder["manifests"]).Count);
        Assert.Equal([3, 4, 5], Run(10));
        Assert.Empty(Run(10));
        Assert.Equal(6, ManifestFolder.In(folder["manifests"]).Count);
    }

    [Fact]
    public void Every_name_of_a_granule_has_a_manifest_of_its_own()
    {
        string[] names = ["g.nc", "a/g.nc", "a_g.nc", "b/../a/g.nc", ".g.nc", "_g.nc", "g nc", "é.nc", new string('x', 300) + "1", new string('x', 300) + "2"];
        var paths = names.Select(manifests.PathOf).ToList();
        Assert.Equal(names.Length, paths.Distinct(StringComparer.Ordinal).Count());
        Assert.All(paths, path => Assert.True(Path.GetDirectoryName(path) == folder["manifests"] && Path.GetFileName(path).Length < 240 && Path.GetFileName(path)[0] != '.', path));
        Assert.EndsWith("/g.nc.manifest.parquet", paths[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_tell_texts_apart_that_run_into_each_other()
    {
        Assert.NotEqual(ManifestFolder.KeyOf("ab", "c"), ManifestFolder.KeyOf("a", "bc"));
        Assert.NotEqual(ManifestFolder.KeyOf("ab"), ManifestFolder.KeyOf("ab", ""));
        Assert.Equal(ManifestFolder.KeyOf("ab", "c"), ManifestFolder.KeyOf("ab", "c"));
    }

    [Fact]
    public void The_key_of_observations_changes_with_them()
    {
        Directory.CreateDirectory(folder["observations/deep"]);
        var file = folder.Write("observations/deep/a.parquet", "one");
        var key = ManifestFolder.KeyOfObservations(folder["observations"]);
        Assert.Equal(key, ManifestFolder.KeyOfObservations(folder["observations"]));
        File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddSeconds(1));
        Assert.NotEqual(key, ManifestFolder.KeyOfObservations(folder["observations"]));
        var single = ManifestFolder.KeyOfObservations(file);
        File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddSeconds(1));
        Assert.Equal(single, ManifestFolder.KeyOfObservations(file));
        folder.Write("observations/deep/a.parquet", "two");
        Assert.NotEqual(single, ManifestFolder.KeyOfObservations(file));
    }

    [Fact]
    public void All_manifests_are_read_one_after_the_other()
    {
        for (var i = 0; i < 5; i++) Write($"g{i}.nc", folder.Write($"g{i}.nc", $"granule {i}"), "key");
        Assert.Equal(["g0.nc", "g1.nc", "g2.nc", "g3.nc", "g4.nc"], TableFile.ReadEach(ManifestFolder.In(folder["manifests"])).Select(table => table.Metadata["granule"]));
        File.WriteAllText(manifests.PathOf("g3.nc"), "PAR1 and no more PAR1");
        Assert.Contains("g3.nc.manifest.parquet: cannot be read", Assert.Throws<OceanException>(() => TableFile.ReadEach(ManifestFolder.In(folder["manifests"])).ToList()).Message, StringComparison.Ordinal);
    }

    private void Write(string name, string granule, string key, bool checksum = true)
    {
        var table = new Table(
            [new NumberColumn("observation", [1, 2], null, NumberKind.Int64)],
            new Dictionary<string, string> { ["manifest"] = "1", ["granule"] = name, ["sha256"] = checksum ? FieldFile.Checksum(granule) : "" });
        TableFile.Write(manifests.PathOf(name), ManifestFolder.Marked(table, granule, FieldStamp.Of(granule), key));
    }
}
