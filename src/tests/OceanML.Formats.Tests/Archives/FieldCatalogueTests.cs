using System.IO.Compression;
using OceanML.Core;
using OceanML.Formats.Archives;
using OceanML.Formats.Fields;
using OceanML.Formats.Tables;
using OceanML.Tests;

namespace OceanML.Formats.Tests.Archives;

public sealed class FieldCatalogueTests : IDisposable
{
    private const string Daily = "PACE_OCI.20240608.L3m.DAY.CHL.V2_0.chlor_a.0p1deg.NRT.nc";
    private const string Swath = "PACE_OCI.20240608T120133.L2.OC_BGC.V2_0.NRT.nc";
    private const string Sen3 = "S3A_OL_2_WFR____20240608T100433_20240608T100436_20240609T201500_0003_113_122_2160_MAR_O_NT_003";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_directory_yields_its_fields_with_SEN3_folders_as_one_each()
    {
        Archive();
        Directory.CreateSymbolicLink(Path.Combine(folder["archive"], "a", "up"), folder["archive"]);
        Assert.Equal([$"a/{Daily}", $"a/deep/{Swath}", "b.zip", $"z.SEN3"], Relative(FieldList.Find(folder["archive"])));
        Assert.Equal("olci-l2-wfr", FieldFile.Open(Path.Combine(folder["archive"], "z.SEN3")).Product);
    }

    [Fact]
    public void The_manifest_of_a_SEN3_folder_stands_for_the_folder()
    {
        Archive();
        var folders = FieldList.Find(Path.Combine(folder["archive"], "z.SEN3", "xfdumanifest.xml"));
        Assert.Equal(Path.Combine(folder["archive"], "z.SEN3"), folders.Single().Path);
    }

    [Theory]
    [InlineData("list.txt")]
    [InlineData("dataset_12.dat")]
    public void A_list_names_one_path_per_line_whatever_it_is_called(string name)
    {
        Archive();
        var list = folder.Write(name, name.EndsWith(".txt", StringComparison.Ordinal) ? $"# of June\r\n\r\narchive/a/{Daily}\r\n archive/z.SEN3 \r\narchive/a/deep\r\n" : $"archive/a/{Daily}\narchive/z.SEN3\narchive/a/deep\n");
        Assert.Equal([$"a/{Daily}", "z.SEN3", $"a/deep/{Swath}"], Relative(FieldList.Find(list)));
    }

    [Fact]
    public void A_listed_file_that_does_not_exist_is_named_with_its_line()
    {
        Archive();
        var list = folder.Write("list.txt", $"archive/a/{Daily}\narchive/a/gone.nc\n");
        var failure = Assert.Throws<OceanException>(() => FieldList.Find(list));
        Assert.Equal(ExitCode.BadInput, failure.Code);
        Assert.EndsWith("line 2: archive/a/gone.nc: no such file", failure.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, Assert.Throws<OceanException>(() => FieldList.Find(folder["absent"])).Code);
        Directory.CreateDirectory(folder["nothing"]);
        Assert.Contains("holds no field", Assert.Throws<OceanException>(() => FieldList.Find(folder["nothing"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("catalogue.parquet")]
    [InlineData("catalogue.csv")]
    public void A_catalogue_tells_times_and_boxes_of_an_archive_that_moved(string name)
    {
        Archive();
        var paths = FieldList.Find(folder["archive"]).Select(entry => entry.Path).ToList();
        var one = FieldCatalogue.Build(paths, 1, folder["archive"]);
        TableFile.Write(Path.Combine(folder["archive"], name), FieldCatalogue.Build(paths, 2, folder["archive"]));
        Directory.Move(folder["archive"], folder["moved"]);

        var entries = FieldList.Find(Path.Combine(folder["moved"], name));
        Assert.Equal(paths.Select(path => path.Replace(folder["archive"], folder["moved"], StringComparison.Ordinal)), entries.Select(entry => entry.Path));
        Assert.Equal(["pace-oci-l3m", "pace-oci-l2", "olci-l2-wfr", "olci-l2-wfr"], one.Texts("product"));
        foreach (var entry in entries)
        {
            Assert.True(entry.IsCurrent);
            Assert.Null(entry.Problem);
            using var field = FieldFile.Open(entry.Path);
            Assert.Equal(FieldExtent.Covers(field.Times), entry.Covers);
            var box = FieldExtent.Of(field.Geometry)!;
            Assert.Equal((box.West, box.South, box.East, box.North), (entry.Extent!.West, entry.Extent.South, entry.Extent.East, entry.Extent.North));
            var (latitude, longitude) = field.Geometry[field.Geometry.Rows / 2, field.Geometry.Columns / 2];
            Assert.True(entry.Extent.Contains(latitude, longitude));
        }
    }

    [Fact]
    public void What_a_catalogue_says_of_a_file_that_changed_is_not_believed()
    {
        Archive();
        var path = Path.Combine(folder["archive"], "a", Daily);
        var table = FieldCatalogue.Build([path], 1, folder["archive"]);
        TableFile.Write(Path.Combine(folder["archive"], "c.parquet"), table);
        CatalogueEntry Entry() => FieldList.Find(Path.Combine(folder["archive"], "c.parquet")).Single();
        Assert.True(Entry().IsCurrent);
        var then = File.GetLastWriteTimeUtc(path);
        File.SetLastWriteTimeUtc(path, then.AddSeconds(1));
        Assert.False(Entry().IsCurrent);
        File.AppendAllText(path, "x");
        File.SetLastWriteTimeUtc(path, then);
        Assert.False(Entry().IsCurrent);
        File.Delete(path);
        var failure = Assert.Throws<OceanException>(() => Entry());
        Assert.Contains($"{path}: no such file", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_catalogue_written_by_hand_needs_paths_alone()
    {
        Archive();
        var entries = FieldList.Find(folder.Write("mine.csv", $"path,start,end\narchive/a/{Daily},2024-06-08T00:00:00Z,2024-06-09T00:00:00Z\narchive/z.SEN3,,\n"));
        Assert.Equal(new TimeInterval(Timestamp.Parse("2024-06-08"), Timestamp.Parse("2024-06-09")), entries[0].Covers);
        Assert.All(entries, entry => Assert.True(entry.IsCurrent && entry.Extent is null));
        Assert.Null(entries[1].Covers);
    }

    [Fact]
    public void Files_that_cannot_be_opened_are_catalogued_with_their_problem()
    {
        Archive();
        var broken = Path.Combine(folder["archive"], "a", "broken.nc");
        File.Copy(SharedData.TestData("failures/truncated_hdf5.nc"), broken);
        var table = FieldCatalogue.Build([.. FieldList.Find(folder["archive"]).Select(entry => entry.Path), folder["gone.nc"]], 2, folder["archive"]);
        Assert.Equal(5, table.RowCount - 1);
        var problems = table.Texts("problem");
        Assert.Equal([broken, folder["gone.nc"]], table.Texts("path").Where((_, row) => problems[row] is not null).Select(path => Path.GetFullPath(path!, folder["archive"])));
        Assert.Contains("no such file", problems[^1]!, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_bytes_are_found_under_another_name_and_same_lengths_are_not_confused()
    {
        Archive();
        var daily = Path.Combine(folder["archive"], "a", Daily);
        File.Copy(daily, folder["copy.nc"]);
        var changed = File.ReadAllBytes(daily);
        changed[changed.Length / 3] ^= 1;
        File.WriteAllBytes(folder["other.nc"], changed);
        Directory.CreateDirectory(folder["again.SEN3"]);
        foreach (var file in Directory.GetFiles(Path.Combine(folder["archive"], "z.SEN3"))) File.Copy(file, Path.Combine(folder["again.SEN3"], Path.GetFileName(file)));

        CatalogueEntry[] entries = [.. FieldList.Find(folder["archive"]), .. new[] { "copy.nc", "other.nc", "again.SEN3" }.Select(name => FieldList.Find(folder[name]).Single()), .. FieldList.Find(daily)];
        var (kept, repeated) = FieldDuplicates.Leave(entries);
        Assert.Equal([(folder["copy.nc"], daily), (folder["again.SEN3"], Path.Combine(folder["archive"], "z.SEN3"))], repeated);
        Assert.Equal(5, kept.Count);
        Assert.Contains(kept, entry => entry.Path == folder["other.nc"]);
    }

    [Fact]
    public void A_SEN3_folder_and_its_zip_are_one_granule()
    {
        Archive();
        var unpacked = folder[$"{Sen3}.SEN3"];
        Directory.Move(Path.Combine(folder["archive"], "z.SEN3"), unpacked);
        string[] zips = [folder[$"{Sen3}.zip"], folder[$"{Sen3}.SEN3.zip"]];
        foreach (var zip in zips) File.Copy(Path.Combine(folder["archive"], "b.zip"), zip);
        var other = folder[$"{Sen3.Replace("_0003_", "_0004_", StringComparison.Ordinal)}.zip"];
        File.WriteAllBytes(other, [.. File.ReadAllBytes(zips[0]), 0]);
        var (kept, repeated) = FieldDuplicates.Leave([.. zips.Append(unpacked).Append(other).SelectMany(FieldList.Find)]);
        Assert.Equal([unpacked, other], kept.Select(entry => entry.Path));
        Assert.Equal([(zips[0], unpacked), (zips[1], unpacked)], repeated);
    }

    private void Archive()
    {
        var archive = folder["archive"];
        Directory.CreateDirectory(Path.Combine(archive, "a", "deep"));
        File.Copy(SharedData.TestData($"pace/{Daily}"), Path.Combine(archive, "a", Daily));
        File.Copy(SharedData.TestData($"pace/{Swath}"), Path.Combine(archive, "a", "deep", Swath));
        var zip = SharedData.TestData($"olci/{Sen3}.zip");
        File.Copy(zip, Path.Combine(archive, "b.zip"));
        ZipFile.ExtractToDirectory(zip, folder["unpacked"]);
        Directory.Move(Directory.GetDirectories(folder["unpacked"]).Single(), Path.Combine(archive, "z.SEN3"));
        File.WriteAllText(Path.Combine(archive, "readme.md"), "no field");
        File.WriteAllText(Path.Combine(archive, ".hidden.nc"), "being written");
    }

    private List<string> Relative(IEnumerable<CatalogueEntry> entries) => [.. entries.Select(entry => Path.GetRelativePath(folder["archive"], entry.Path))];
}
