using YamlDotNet.RepresentationModel;

namespace OceanML.Galaxy.Tests;

/// <summary>
/// Matchups of an archive in two phases on real engines: a Galaxy workflow that maps over a collection, a Slurm array job, and what PBS
/// Pro would be given. Every table is the one of a single process, byte for byte.
/// </summary>
public sealed class ArchiveTests : IDisposable
{
    private const string Observations = "tables/observations.csv";

    private static readonly string[] Rules = ["--protocol", "level3-composite", "--within", "1d", "--variables", "chlor_a"];

    private static readonly string Batch = Path.Combine(SharedData.Repository, "containers", "deploy", "batch");

    private static readonly string Stands = Path.Combine(SharedData.Repository, "src", "tests", "OceanML.Galaxy.Tests", "batch");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("oceanml-archive-");

    public ArchiveTests()
    {
        Directory.CreateDirectory(In("granules/2024"));
        foreach (var granule in Directory.EnumerateFiles(SharedData.TestData("pace"), "PACE_OCI.202406*.L3m.DAY.CHL.*0p1deg.NRT.nc"))
            File.Copy(granule, In($"granules/2024/{Path.GetFileName(granule)}"));
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_workflow_that_maps_over_granules_makes_the_table_of_a_single_process()
    {
        var workflow = new WorkflowFolder("colocate-an-archive");
        var job = (YamlMappingNode)((YamlMappingNode)workflow.Tests().Children[0]).Children["job"];
        using var run = new WorkflowRun(workflow);
        var outputs = run.Run(job);
        SingleProcess();
        Same("single.parquet", outputs["Matchups"].Path);
        Same("rejected.parquet", outputs["Rejected candidates"].Path);
    }

    [Fact]
    public void The_workflow_without_Galaxy_makes_the_table_of_a_single_process_and_its_scores()
    {
        var said = Shell.Run("/bin/bash", [Path.Combine(SharedData.Repository, "workflows", "colocate-an-archive", "run.sh"), "--output", "chain"], folder: folder.FullName, environment: Environment());
        Assert.True(said.ExitCode == 0, said.Error);
        Assert.Contains("multiplicative_bias 1.25", said.Error, StringComparison.Ordinal);
        SingleProcess();
        Same("single.parquet", In("chain/matchups.parquet"));
        Same("rejected.parquet", In("chain/rejected.parquet"));
        Assert.True(File.Exists(In("chain/scatter.png")));
    }

    [Fact]
    public void A_Slurm_array_job_and_the_job_that_depends_on_it_make_the_table_of_a_single_process()
    {
        // The last state that squeue and scontrol know of the second job decides; five minutes are plenty for four granules.
        const string SubmitAndWait = """
            job=$("$@") || exit 1
            for _ in $(seq 1200); do
                state=$(scontrol show job "$job" | sed -n 's/.*JobState=\([A-Z_]*\).*/\1/p')
                case $state in
                    COMPLETED) exit 0 ;;
                    PENDING | RUNNING | COMPLETING | CONFIGURING) sleep 0.2 ;;
                    *) echo "job $job ended as $state" >&2; tail -n 3 slurm.parquet.work/logs/* >&2; exit 1 ;;
                esac
            done
            exit 1
            """;
        string[] submit = [Path.Combine(Batch, "submit.sh"), .. Job("slurm.parquet"), "--scheduler", "slurm", "--submit", "--time=5", "--", .. Rules, "--rejected", "slurm-rejected.parquet"];
        var said = Shell.Run("/usr/bin/timeout", ["-k", "10", "240", Path.Combine(Stands, "one-node-slurm.sh"), "/bin/bash", "-c", SubmitAndWait, "submit", .. submit], folder: folder.FullName, environment: Environment());
        if (said.ExitCode == 77) Assert.Skip(said.Error.Trim());
        Assert.True(said.ExitCode == 0, said.Error + said.Output);
        Assert.Matches(@"4 granules in 4 tasks: extract is job \d+, assemble job \d+", said.Error);
        Assert.Equal(4, Directory.GetFiles(In("slurm.parquet.work/logs"), "extract-*.log").Length);
        SingleProcess();
        Same("single.parquet", In("slurm.parquet"));
        Same("rejected.parquet", In("slurm-rejected.parquet"));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(3, 2)]
    [InlineData(9, 1)]
    public void What_PBS_Pro_is_given_makes_the_table_of_a_single_process_for_any_chunk_and_in_an_image(int chunk, int tasks)
    {
        var path = Directory.CreateDirectory(In("bin")).FullName;
        File.CreateSymbolicLink(Path.Combine(path, "qsub"), Path.Combine(Stands, "fake-qsub.sh"));
        File.Copy(Path.Combine(Stands, "fake-apptainer.sh"), Path.Combine(path, "apptainer"));
        File.WriteAllText(Path.Combine(path, "path"), Executables.SearchPath);
        File.WriteAllText(In("colocate.sif"), "");
        File.WriteAllText(In("jobs"), "");
        var environment = Environment();
        environment["PATH"] = $"{path}:/usr/local/bin:/usr/bin:/bin";
        environment["FAKE_PBS"] = In("jobs");
        var said = Shell.Run(
            "/bin/bash",
            [Path.Combine(Batch, "submit.sh"), .. Job("pbs.parquet"), "--scheduler", "pbs", "--image", "colocate.sif", "--chunk", $"{chunk}", "--submit", "-q", "--submit", "sequentiel", "--", .. Rules],
            folder: folder.FullName,
            environment: environment);
        Assert.True(said.ExitCode == 0, said.Error + string.Concat(Directory.EnumerateFiles(In("pbs.parquet.work/logs")).Select(File.ReadAllText)));
        Assert.Equal(tasks == 1 ? "1.fake 0\n2.fake 0\n" : "1[].fake 0\n2.fake 0\n", File.ReadAllText(In("jobs")));
        Assert.Equal(tasks + 1, Directory.GetFiles(In("pbs.parquet.work/logs")).Length);
        SingleProcess();
        Same("single.parquet", In("pbs.parquet"));
    }

    [Fact]
    public void Submitted_again_what_is_done_stays_and_new_granules_join()
    {
        var late = In("PACE_OCI.20240609.L3m.DAY.CHL.V2_0.chlor_a.0p1deg.NRT.nc");
        File.Move(In($"granules/2024/{Path.GetFileName(late)}"), late);
        var first = Submit("--", [.. Rules]);
        Assert.True(first.ExitCode == 0, first.Error);
        var early = Directory.GetFiles(In("here.parquet.work/manifests")).ToDictionary(path => path, File.GetLastWriteTimeUtc);
        Assert.Equal(3, early.Count);
        File.Move(late, In($"granules/2024/{Path.GetFileName(late)}"));
        var second = Submit("--", [.. Rules]);
        Assert.True(second.ExitCode == 0, second.Error);
        Assert.Equal(4, Directory.GetFiles(In("here.parquet.work/manifests")).Length);
        SingleProcess();
        Same("single.parquet", In("here.parquet"));
    }

    [Theory]
    [InlineData("submit.sh: oceanml-colocate has no option --boxes\n", "--", "--boxes", "3")]
    [InlineData("submit.sh: 'chlor_a' belongs to no option\n", "--", "chlor_a")]
    [InlineData("submit.sh: --output is not possible after --; it is set here\n", "--", "--output", "other.parquet")]
    [InlineData("submit.sh: unknown option --box; options of oceanml-colocate come after --\n", "--box", "3")]
    [InlineData("submit.sh: --chunk is a number of granules, 1 or more, not '0'\n", "--chunk", "0")]
    [InlineData("submit.sh: --scheduler is slurm, pbs or none, not 'cron'\n", "--scheduler", "cron")]
    public void A_wrong_submission_is_refused_in_one_line(string message, params string[] words)
    {
        var said = Submit(words[0], words[1..]);
        Assert.Equal((2, message), (said.ExitCode, said.Error));
        Assert.False(File.Exists(In("here.parquet")));
    }

    [Fact]
    public void Granules_that_have_the_same_name_in_several_folders_are_refused()
    {
        Directory.CreateDirectory(In("granules/2025"));
        var granule = Directory.GetFiles(In("granules/2024")).Order(StringComparer.Ordinal).First();
        File.WriteAllBytes(In($"granules/2025/{Path.GetFileName(granule)}"), [.. File.ReadAllBytes(granule), 0]);
        var said = Submit("--", [.. Rules]);
        Assert.Equal(3, said.ExitCode);
        Assert.Contains($"submit.sh: several granules are called {Path.GetFileName(granule)};", said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("colocate.sif")]
    public void Links_other_extensions_and_copies_are_found_as_in_a_single_process(string image)
    {
        var granules = Directory.GetFiles(In("granules/2024")).Order(StringComparer.Ordinal).ToArray();
        Directory.CreateDirectory(In("store/linked"));
        File.Move(granules[0], In("store/first.nc"));
        File.CreateSymbolicLink(In("granules/2024/20240608.nc"), In("store/first.nc"));
        File.Move(granules[1], In("store/linked/20240609.h5"));
        Directory.CreateSymbolicLink(In("granules/elsewhere"), In("store/linked"));
        Directory.CreateSymbolicLink(In("store/linked/round"), In("granules"));
        File.Move(granules[2], In("granules/2024/20240610 of no extension"));
        File.Copy(granules[3], In("granules/the same again.NC4"));
        File.WriteAllText(In("granules/notes.txt"), "no granule\n");
        var environment = Environment();
        if (image.Length > 0)
        {
            var path = Directory.CreateDirectory(In("bin")).FullName;
            File.Copy(Path.Combine(Stands, "fake-apptainer.sh"), Path.Combine(path, "apptainer"));
            File.WriteAllText(Path.Combine(path, "path"), Executables.SearchPath);
            File.WriteAllText(In(image), "");
            environment["PATH"] = $"{path}:/usr/local/bin:/usr/bin:/bin";
        }

        string[] inImage = image.Length > 0 ? ["--image", image] : [];
        var said = Shell.Run("/bin/bash", [Path.Combine(Batch, "submit.sh"), .. Job("here.parquet"), "--scheduler", "none", .. inImage, "--", .. Rules, "--rejected", "here-rejected.parquet"], folder: folder.FullName, environment: environment);
        Assert.True(said.ExitCode == 0, said.Error);
        Assert.Contains("has the same content as", said.Error, StringComparison.Ordinal);
        Assert.Equal(4, Directory.GetFiles(In("here.parquet.work/manifests")).Length);
        SingleProcess("granules");
        Same("single.parquet", In("here.parquet"));
        Same("rejected.parquet", In("here-rejected.parquet"));

        // A list may name them as they are seen from where it lies.
        File.WriteAllText(In("granules/names.txt"), "# of June\n2024/20240608.nc\n\n./elsewhere\n");
        var listed = Shell.Run("/bin/bash", [Path.Combine(Batch, "submit.sh"), .. Job("listed.parquet", "granules/names.txt"), "--scheduler", "none", .. inImage, "--", .. Rules], folder: folder.FullName, environment: environment);
        Assert.True(listed.ExitCode == 0, listed.Error);
        SingleProcess("granules/names.txt");
        Same("single.parquet", In("listed.parquet"));
    }

    [Fact]
    public void A_granule_that_cannot_be_read_stops_the_run_unless_it_may_go_on()
    {
        File.Copy(SharedData.TestData("failures/truncated_hdf5.nc"), In("granules/2024/broken.nc"));
        var stopped = Submit("--", [.. Rules]);
        Assert.Equal(3, stopped.ExitCode);
        Assert.Contains("broken.nc", stopped.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(In("here.parquet")));
        var went = Submit("--keep-going", ["--", .. Rules]);
        Assert.True(went.ExitCode == 0, went.Error);
        Assert.Contains("assemble.sh: warning: 1 of 5 granules have no manifest", went.Error, StringComparison.Ordinal);
        File.Delete(In("granules/2024/broken.nc"));
        SingleProcess();
        Same("single.parquet", In("here.parquet"));
    }

    /// <summary>Set OCEANML_WRITE=1 to write them again after a change of what a manifest holds.</summary>
    [Fact]
    public void The_manifests_of_test_data_are_those_that_extract_makes_of_its_fields()
    {
        foreach (var kept in Directory.EnumerateFiles(SharedData.TestData("manifests"), "*.manifest.parquet"))
        {
            var field = SharedData.TestData("pace/" + Path.GetFileName(kept).Replace(".manifest.parquet", "", StringComparison.Ordinal));
            var said = Shell.Run("/bin/sh", ["-c", "exec oceanml-colocate \"$@\"", "sh", "extract", "--observations", SharedData.TestData(Observations), "--fields", field, "--output", In("manifest")], environment: Environment());
            Assert.True(said.ExitCode == 0, said.Error);
            if (System.Environment.GetEnvironmentVariable("OCEANML_WRITE") == "1") File.Copy(In("manifest"), kept, overwrite: true);
            Assert.True(File.ReadAllBytes(kept).SequenceEqual(File.ReadAllBytes(In("manifest"))), $"{kept} is not what extract writes now; write it again with OCEANML_WRITE=1 and look at the difference");
        }
    }

    private Shell.Said Submit(string first, string[] rest) =>
        Shell.Run("/bin/bash", [Path.Combine(Batch, "submit.sh"), .. Job("here.parquet"), "--scheduler", "none", first, .. rest], folder: folder.FullName, environment: Environment());

    private static string[] Job(string output, string granules = "granules") => ["--observations", SharedData.TestData(Observations), "--granules", granules, "--output", output];

    private void SingleProcess() => SingleProcess([.. Directory.EnumerateFiles(In("granules"), "*.nc", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]);

    private void SingleProcess(params string[] fields)
    {
        var said = Shell.Run(
            Path.Combine(Executables.SearchPath.Split(':')[0], "oceanml-colocate"),
            ["--observations", SharedData.TestData(Observations), "--fields", .. fields, .. Rules, "--output", "single.parquet", "--rejected", "rejected.parquet"],
            folder: folder.FullName,
            environment: Environment());
        Assert.True(said.ExitCode == 0, said.Error);
    }

    private void Same(string single, string other) =>
        Assert.True(File.ReadAllBytes(In(single)).SequenceEqual(File.ReadAllBytes(other)), $"{other} differs from {single} of a single process");

    private static Dictionary<string, string?> Environment() => new() { ["PATH"] = Executables.SearchPath, ["DOTNET_ROOT"] = System.Environment.GetEnvironmentVariable("DOTNET_ROOT") };

    private string In(string path) => Path.Combine(folder.FullName, path);
}
