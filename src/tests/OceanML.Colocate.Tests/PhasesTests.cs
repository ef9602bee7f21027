using OceanML.Formats.Tables;
using OceanML.Tests;

namespace OceanML.Colocate.Tests;

/// <summary>An archive in one go and in two phases.</summary>
public sealed class PhasesTests : IDisposable
{
    private readonly Colocate colocate = new();

    public void Dispose() => colocate.Dispose();

    private string Extract(string fields = "archive") => colocate.Done("extract", "--observations", Colocate.Observations, "--fields", fields, "--output", "manifests/");

    private byte[] Bytes(string name) => File.ReadAllBytes(colocate[name]);

    [Fact]
    public void Both_phases_give_the_bytes_of_one_go_on_any_number_of_threads()
    {
        colocate.Archive();
        colocate.Done("--observations", Colocate.Observations, "--fields", "archive", "--variables", "chlor_a", "--rejected", "r1.parquet", "--output", "one.parquet", "--threads", "1");
        Extract();
        colocate.Done("assemble", "--observations", Colocate.Observations, "--manifests", "manifests", "--fields", "archive", "--variables", "chlor_a", "--rejected", "r2.parquet", "--output", "two.parquet", "--threads", "2");
        Assert.Equal(Bytes("one.parquet"), Bytes("two.parquet"));
        Assert.Equal(Bytes("r1.parquet"), Bytes("r2.parquet"));
        Assert.True(TableFile.Read(colocate["two.parquet"]).RowCount > 10);
    }

    [Fact]
    public void Discs_and_averaged_observations_travel_in_manifests()
    {
        colocate.Archive();
        string[] windows = ["--box", "25km", "--within", "2h", "--edges", "drop"];
        string[] rules = ["--variables", "chlor_a", "--several", "mean", "--matches", "all", "--min-valid", ">0.3"];
        colocate.Done([.. (string[])["--observations", Colocate.Observations, "--fields", "archive", "--output", "one.csv"], .. windows, .. rules]);
        colocate.Done([.. (string[])["extract", "--observations", Colocate.Observations, "--fields", "archive", "--output", "manifests/"], .. windows]);
        colocate.Done([.. (string[])["assemble", "--observations", Colocate.Observations, "--fields", "archive", "--manifests", "manifests", "--output", "two.csv"], .. rules]);
        Assert.Equal(Bytes("one.csv"), Bytes("two.csv"));
    }

    [Fact]
    public void A_manifest_does_not_depend_on_when_its_granule_was_copied()
    {
        var granule = Directory.GetFiles(colocate.Archive())[0];
        colocate.Done("extract", "--observations", Colocate.Observations, "--fields", granule, "--output", "a.parquet");
        File.SetLastWriteTimeUtc(granule, DateTime.UnixEpoch);
        colocate.Done("extract", "--observations", Colocate.Observations, "--fields", granule, "--output", "b.parquet");
        Assert.Equal(Bytes("a.parquet"), Bytes("b.parquet"));
    }

    [Fact]
    public void What_is_done_is_skipped_and_what_changed_is_done_again()
    {
        var files = Directory.GetFiles(colocate.Archive()).Order(StringComparer.Ordinal).ToArray();
        Assert.Contains("4 in = 4 out", Extract(), StringComparison.Ordinal);
        Assert.Contains("4 already_done", Extract(), StringComparison.Ordinal);

        // Another time of modification alone is looked into; another manifest, another window or other observations are not done.
        File.SetLastWriteTimeUtc(files[0], DateTime.UnixEpoch);
        Assert.Contains("4 already_done", Extract(), StringComparison.Ordinal);
        File.Delete(Directory.GetFiles(colocate["manifests"]).Order(StringComparer.Ordinal).First());
        Assert.Contains("4 in = 1 out + 3 rejected (3 already_done)", Extract(), StringComparison.Ordinal);
        var wider = colocate.Done("extract", "--observations", Colocate.Observations, "--fields", "archive", "--within", "2d", "--output", "manifests/");
        Assert.Contains("4 in = 4 out", wider, StringComparison.Ordinal);
        File.WriteAllText(colocate["other.csv"], File.ReadAllText(Colocate.Observations).TrimEnd() + "\n");
        File.AppendAllText(colocate["other.csv"], "X_1,2024-06-08T10:00:00Z,42.6,6.1,0.2\n");
        var other = colocate.Done("extract", "--observations", "other.csv", "--fields", "archive", "--within", "2d", "--output", "manifests/");
        Assert.Contains("4 in = 4 out", other, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_granule_does_not_cost_the_others_and_is_told_at_the_end()
    {
        var damaged = Directory.GetFiles(colocate.Archive()).Order(StringComparer.Ordinal).First();
        File.WriteAllBytes(damaged, File.ReadAllBytes(damaged)[..2000]);
        var (code, error) = colocate.Run("extract", "--observations", Colocate.Observations, "--fields", "archive", "--output", "manifests/");
        Assert.Equal(3, code);
        Assert.Contains("1 of 4 granules cannot be read, the others are extracted; the first: ", error, StringComparison.Ordinal);
        Assert.Equal(3, Directory.GetFiles(colocate["manifests"]).Length);
    }

    [Fact]
    public void A_granule_that_was_deleted_stops_the_assembly_before_it_begins_or_is_skipped_on_request()
    {
        var archive = colocate.Archive();
        Extract();
        File.Delete(Directory.GetFiles(archive).Order(StringComparer.Ordinal).First());
        string[] assemble = ["assemble", "--observations", Colocate.Observations, "--fields", "archive", "--manifests", "manifests", "--variables", "chlor_a", "--output", "m.csv"];
        var (code, error) = colocate.Run(assemble);
        Assert.Equal(3, code);
        Assert.Contains("20240608", error, StringComparison.Ordinal);
        Assert.Contains("cannot be found among --fields; give the files, or --skip-missing", error, StringComparison.Ordinal);
        Assert.False(File.Exists(colocate["m.csv"]));
        Assert.Contains("is gone: its", colocate.Done([.. assemble, "--skip-missing"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_granule_that_changed_since_is_refused()
    {
        var granule = Directory.GetFiles(colocate.Archive()).Order(StringComparer.Ordinal).First();
        Extract();
        File.AppendAllText(granule, "x");
        var (code, error) = colocate.Run("assemble", "--observations", Colocate.Observations, "--fields", "archive", "--manifests", "manifests", "--variables", "chlor_a", "--output", "m.csv");
        Assert.Equal(3, code);
        Assert.Contains("has changed since it was extracted", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Periods_together_give_every_matchup_once()
    {
        colocate.Archive();
        Extract();
        string[] assemble = ["assemble", "--observations", Colocate.Observations, "--fields", "archive", "--manifests", "manifests", "--variables", "chlor_a"];
        colocate.Done([.. assemble, "--output", "all.parquet"]);
        colocate.Done([.. assemble, "--end", "2024-06-09", "--output", "first.parquet"]);
        colocate.Done([.. assemble, "--start", "2024-06-09", "--output", "second.parquet"]);
        double[] Numbers(string name) => TableFile.Read(colocate[name]).Numbers("observation");
        Assert.Equal(Numbers("all.parquet"), Numbers("first.parquet").Concat(Numbers("second.parquet")).Order());
        Assert.NotEmpty(Numbers("first.parquet"));
    }

    [Fact]
    public void A_catalogue_stands_for_the_archive()
    {
        colocate.Archive();
        colocate.Done("catalogue", "--fields", "archive", "--output", "archive/catalogue.parquet");
        colocate.Done("--observations", Colocate.Observations, "--fields", "archive/catalogue.parquet", "--variables", "chlor_a", "--output", "a.csv");
        File.Delete(colocate["archive/catalogue.parquet"]);
        colocate.Done("--observations", Colocate.Observations, "--fields", "archive", "--variables", "chlor_a", "--output", "b.csv");
        Assert.Equal(Bytes("b.csv"), Bytes("a.csv"));
    }

    [Fact]
    public void A_list_of_paths_stands_for_the_archive_too_and_opens_nothing()
    {
        colocate.Archive();
        File.WriteAllText(colocate["archive/broken.nc"], "no netCDF");
        colocate.Done("catalogue", "--fields", "archive", "--output", "granules.txt");
        var listed = File.ReadAllLines(colocate["granules.txt"]);
        Assert.All(listed, path => Assert.True(Path.IsPathFullyQualified(path) && File.Exists(path), path));
        Assert.Contains(colocate["archive/broken.nc"], listed);
        File.Delete(colocate["archive/broken.nc"]);
        File.WriteAllLines(colocate["granules.txt"], listed.Where(path => !path.EndsWith("broken.nc", StringComparison.Ordinal)));
        colocate.Done("--observations", Colocate.Observations, "--fields", "granules.txt", "--variables", "chlor_a", "--output", "a.csv");
        colocate.Done("--observations", Colocate.Observations, "--fields", "archive", "--variables", "chlor_a", "--output", "b.csv");
        Assert.Equal(Bytes("b.csv"), Bytes("a.csv"));
    }

    [Fact]
    public void Observations_may_be_a_folder_of_parquet_files()
    {
        colocate.Archive();
        var table = TableFile.Read(Colocate.Observations);
        Directory.CreateDirectory(colocate["floats"]);
        TableFile.Write(colocate["floats/a.parquet"], table.Take([.. Enumerable.Range(0, 7)]));
        TableFile.Write(colocate["floats/b.parquet"], table.Take([.. Enumerable.Range(7, table.RowCount - 7)]));
        colocate.Done("--observations", "floats", "--fields", "archive", "--variables", "chlor_a", "--output", "a.csv");
        TableFile.Write(colocate["all.parquet"], table);
        colocate.Done("--observations", "all.parquet", "--fields", "archive", "--variables", "chlor_a", "--output", "b.csv");
        Assert.Equal(Bytes("b.csv"), Bytes("a.csv"));
        colocate.Done("extract", "--observations", "floats", "--fields", "archive", "--output", "manifests/");
        colocate.Done("assemble", "--observations", "floats", "--fields", "archive", "--manifests", "manifests", "--variables", "chlor_a", "--output", "c.csv");
        Assert.Equal(Bytes("b.csv"), Bytes("c.csv"));
    }

    [Fact]
    public void A_granule_of_the_same_name_in_another_folder_does_not_replace_a_manifest()
    {
        var files = Directory.GetFiles(colocate.Archive()).Order(StringComparer.Ordinal).ToArray();
        foreach (var (file, place) in new[] { (files[0], "a"), (files[1], "b") })
        {
            Directory.CreateDirectory(colocate[place]);
            File.Copy(file, colocate[place + "/g.nc"]);
        }

        Extract("a/g.nc");
        var manifest = Bytes("manifests/g.nc.manifest.parquet");
        string[] second = ["extract", "--observations", Colocate.Observations, "--fields", "b/g.nc", "--output", "manifests/"];
        foreach (var arguments in new[] { second, [.. second, "--again"] })
        {
            var (code, error) = colocate.Run(arguments);
            Assert.Equal(3, code);
            Assert.Contains("b/g.nc: manifests/g.nc.manifest.parquet is of another granule of this name, ", error, StringComparison.Ordinal);
            Assert.Equal(manifest, Bytes("manifests/g.nc.manifest.parquet"));
        }

        // Where the other one is gone, the user may say so.
        File.Delete(colocate["a/g.nc"]);
        Assert.Equal(3, colocate.Run(second).Code);
        Assert.Contains("that is gone", colocate.Done([.. second, "--again"]), StringComparison.Ordinal);
        Assert.NotEqual(manifest, Bytes("manifests/g.nc.manifest.parquet"));
    }

    [Fact]
    public void Copies_that_were_extracted_one_by_one_are_used_once_as_in_one_go()
    {
        var first = Directory.GetFiles(colocate.Archive()).Order(StringComparer.Ordinal).First();
        File.Copy(first, colocate["archive/z_copy.nc"]);
        foreach (var granule in Directory.GetFiles(colocate["archive"])) Extract(granule);
        Assert.Equal(5, Directory.GetFiles(colocate["manifests"]).Length);
        string[] rules = ["--observations", Colocate.Observations, "--fields", "archive", "--variables", "chlor_a"];
        string[] assemble = ["assemble", .. rules, "--manifests", "manifests"];
        colocate.Done([.. rules, "--output", "one.csv", "--rejected", "r1.csv"]);
        Assert.Contains("z_copy.nc has the same content as", colocate.Done([.. assemble, "--output", "two.csv", "--rejected", "r2.csv"]), StringComparison.Ordinal);
        Assert.Equal(Bytes("one.csv"), Bytes("two.csv"));
        Assert.Equal(Bytes("r1.csv"), Bytes("r2.csv"));

        // One of the two was removed since, and then the manifest of the other.
        File.Delete(colocate["archive/z_copy.nc"]);
        Assert.Contains("z_copy.nc has the same content as", colocate.Done([.. assemble, "--output", "three.csv"]), StringComparison.Ordinal);
        Assert.Equal(Bytes("one.csv"), Bytes("three.csv"));
        File.Copy(first, colocate["archive/z_copy.nc"]);
        File.Delete(Directory.GetFiles(colocate["manifests"]).Order(StringComparer.Ordinal).First());
        colocate.Done([.. assemble, "--output", "four.csv"]);
        Assert.Equal(TableFile.Read(colocate["one.csv"]).Numbers("chlor_a"), TableFile.Read(colocate["four.csv"]).Numbers("chlor_a"));
    }

    [Fact]
    public void Manifests_of_granules_that_are_gone_are_told()
    {
        var archive = colocate.Archive();
        Assert.DoesNotContain("manifests of granules that are not among --fields", Extract(), StringComparison.Ordinal);
        File.Delete(Directory.GetFiles(archive).Order(StringComparer.Ordinal).First());
        Assert.Contains("manifests/ holds 1 manifests of granules that are not among --fields, the first PACE_OCI.20240608", Extract(), StringComparison.Ordinal);
        var (_, error) = colocate.Run("assemble", "--observations", Colocate.Observations, "--fields", "archive", "--manifests", "manifests", "--variables", "chlor_a", "--output", "m.csv");
        Assert.Contains(".manifest.parquet may be left from a granule that is gone: then delete it", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_changed_behind_size_and_time_are_extracted_again_on_request()
    {
        var granule = Directory.GetFiles(colocate.Archive()).Order(StringComparer.Ordinal).First();
        byte[] bytes = [.. File.ReadAllBytes(granule), 1];
        File.WriteAllBytes(granule, bytes);
        Extract();
        var time = File.GetLastWriteTimeUtc(granule);
        bytes[^1] = 2;
        File.WriteAllBytes(granule, bytes);
        File.SetLastWriteTimeUtc(granule, time);
        string[] assemble = ["assemble", "--observations", Colocate.Observations, "--fields", "archive", "--manifests", "manifests", "--variables", "chlor_a", "--output", "m.csv"];
        var (code, error) = colocate.Run(assemble);
        Assert.Equal(3, code);
        Assert.Contains("extract --again", error, StringComparison.Ordinal);
        Assert.Contains("4 already_done", Extract(), StringComparison.Ordinal);
        Assert.Contains("4 in = 4 out", colocate.Done("extract", "--observations", Colocate.Observations, "--fields", "archive", "--output", "manifests/", "--again"), StringComparison.Ordinal);
        colocate.Done(assemble);
    }

    [Fact]
    public void Granules_of_one_name_are_told_apart_by_their_folders_wherever_one_stands()
    {
        var files = Directory.GetFiles(colocate.Archive()).Order(StringComparer.Ordinal).ToArray();
        foreach (var (day, file) in new[] { ("a", files[0]), ("b", files[1]) })
        {
            Directory.CreateDirectory(colocate["days/" + day]);
            File.Move(file, colocate[$"days/{day}/map.nc"]);
        }

        colocate.Done("extract", "--observations", Colocate.Observations, "--fields", "days", "--output", "manifests/");
        string[] assemble = ["assemble", "--observations", Colocate.Observations, "--manifests", "manifests", "--variables", "chlor_a"];
        colocate.Done([.. assemble, "--fields", colocate["days"], "--output", "m.parquet"]);
        Assert.Equal(["a/map.nc", "b/map.nc"], TableFile.Read(colocate["m.parquet"]).Texts("field_file").Distinct().Order());
    }
}
