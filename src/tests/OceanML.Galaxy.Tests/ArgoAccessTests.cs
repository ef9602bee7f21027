using System.Diagnostics;
using System.Text.Json;
using OceanML.Tests.Access;

namespace OceanML.Galaxy.Tests;

/// <summary><c>oceanml-access argo</c> as users run it, against a server on 127.0.0.1 that serves real files.</summary>
public sealed class ArgoAccessTests : IDisposable
{
    private static readonly string[] Cycles = ["001", "005", "010", "020", "030", "060"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("oceanml-argo-");
    private readonly KestrelGdac server;

    public ArgoAccessTests()
    {
        var profiles = Directory.CreateDirectory(In("gdac/dac/coriolis/6903247/profiles")).FullName;
        foreach (var cycle in Cycles) Copy($"coriolis_6903247/SR6903247_{cycle}.nc", profiles);
        Copy("index/argo_synthetic-profile_index.txt", In("gdac"));
        Copy("index/ar_greylist.txt", In("gdac"));
        server = new KestrelGdac(In("gdac"));
    }

    public void Dispose()
    {
        server.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_run_that_is_killed_and_started_again_gives_what_an_uninterrupted_one_gives()
    {
        var whole = Run([.. Options("whole.csv", "whole")]);
        Assert.True(whole.ExitCode == 0, whole.Error);

        server.Failure = (path, _) => path.StartsWith("/dac/", StringComparison.Ordinal) ? new KestrelGdac.Fault(Pause: TimeSpan.FromMilliseconds(60)) : null;
        using (var killed = Process.Start(new ProcessStartInfo(Executable, Options("killed.csv", "cache")) { RedirectStandardError = true })!)
        {
            var watch = Stopwatch.StartNew();
            while (!killed.HasExited && watch.Elapsed < TimeSpan.FromMinutes(2) && Files("cache", "*.part").Sum(file => file.Length) < 100_000) Thread.Sleep(5);
            killed.Kill();
            killed.WaitForExit();
        }

        Assert.False(File.Exists(In("killed.csv")));
        Assert.NotEmpty(Files("cache", "*.part"));
        server.Failure = null;
        server.Requests.Clear();
        var again = Run([.. Options("again.csv", "cache")]);
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Contains(server.Requests, request => request.Contains("bytes=", StringComparison.Ordinal));
        Assert.Equal(File.ReadAllBytes(In("whole.csv")), File.ReadAllBytes(In("again.csv")));
        foreach (var cycle in Cycles)
        {
            var name = $"coriolis/6903247/profiles/SR6903247_{cycle}.nc";
            Assert.Equal(File.ReadAllBytes(In("gdac/dac/" + name)), File.ReadAllBytes(In("cache/" + name)));
        }

        Assert.Empty(Files("cache", "*.part*"));
    }

    [Fact]
    public void Runs_at_the_same_time_share_a_cache_and_the_last_one_needs_no_server()
    {
        server.Failure = (path, _) => path.StartsWith("/dac/", StringComparison.Ordinal) ? new KestrelGdac.Fault(Pause: TimeSpan.FromMilliseconds(5)) : null;
        var said = new Shell.Said[3];
        Parallel.For(0, said.Length, i => said[i] = Run([.. Options($"{i}.csv", "cache")]));
        Assert.All(said, one => Assert.True(one.ExitCode == 0, one.Error));
        Assert.All(Cycles, cycle => Assert.Equal(1, server.Asked($"/dac/coriolis/6903247/profiles/SR6903247_{cycle}.nc")));
        server.Requests.Clear();
        var offline = Run([.. Options("offline.csv", "cache"), "--offline"]);
        Assert.True(offline.ExitCode == 0, offline.Error);
        Assert.Empty(server.Requests);
        Assert.All(new[] { "1.csv", "2.csv", "offline.csv" }, name => Assert.Equal(File.ReadAllBytes(In("0.csv")), File.ReadAllBytes(In(name))));
    }

    [Fact]
    public void The_record_accounts_for_every_line_of_the_index_and_cites_the_data()
    {
        var said = Run([.. Options("table.csv", "cache"), "--record", In("record.json"), "--list", In("list.csv")]);
        Assert.True(said.ExitCode == 0, said.Error);
        using var record = JsonDocument.Parse(File.ReadAllText(In("record.json")));
        var counts = record.RootElement.GetProperty("counts");
        Assert.Equal(904, counts.GetProperty("in").GetInt32());
        Assert.Equal(6, counts.GetProperty("out").GetInt32());
        Assert.Equal("10.17882/42182", record.RootElement.GetProperty("citation").GetProperty("doi").GetString());
        Assert.Equal(7, File.ReadAllLines(In("list.csv")).Length);
        Assert.Equal(8, record.RootElement.GetProperty("inputs").GetArrayLength());
    }

    [Fact]
    public void Without_a_cache_a_record_is_written_all_the_same_and_nothing_remains()
    {
        var said = Run(["argo", "--index", "synthetic", "--url", server.Url, "--platforms", "6903247", "--cycles", "10", "--direction", "A", "--output", In("table.csv"), "--record", In("record.json")]);
        Assert.True(said.ExitCode == 0, said.Error);
        Assert.True(File.Exists(In("record.json")));
    }

    [Fact]
    public void A_server_that_is_gone_is_told_once_with_the_code_of_an_unreachable_source()
    {
        Assert.Equal(0, Run([.. Options("table.csv", "cache")]).ExitCode);
        Directory.Delete(In("cache/coriolis"), recursive: true);
        var said = Run(["argo", "--index", In("cache/argo_synthetic-profile_index.txt"), "--url", "http://127.0.0.1:9", "--platforms", "6903247", "--greylist", "none", "--retries", "0", "--cache", In("cache"), "--output", In("gone.csv")]);
        Assert.Equal(5, said.ExitCode);
        Assert.Single(said.Error.Split('\n'), line => line.Contains("cannot be reached", StringComparison.Ordinal));
        Assert.DoesNotContain("warning", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_float_another_place_and_another_date_is_noticed()
    {
        var profiles = In("gdac/dac/coriolis/6903247/profiles/");
        File.Copy(profiles + "SR6903247_005.nc", profiles + "SR6903247_010.nc", overwrite: true);
        var index = File.ReadAllText(In("gdac/argo_synthetic-profile_index.txt"));
        var line = index.Split('\n').Single(text => text.Contains("/SR6903247_020.nc", StringComparison.Ordinal));
        var fields = line.Split(',');
        (fields[1], fields[2]) = ("20101107054100", "-12.345");
        File.WriteAllText(In("wrong.txt"), index.Replace(line, string.Join(',', fields), StringComparison.Ordinal));
        var said = Run(["argo", "--index", In("wrong.txt"), "--mirror", In("gdac"), "--platforms", "6903247", "--cycles", "5,10,20", "--direction", "A", "--output", In("table.csv"), "--record", In("record.json")]);
        Assert.True(said.ExitCode == 0, said.Error);
        Assert.Contains("SR6903247_010.nc: does not hold profile 6903247_010", said.Error, StringComparison.Ordinal);
        Assert.Contains("the index at -12.345", said.Error, StringComparison.Ordinal);
        Assert.Contains("the index 2010-11-07", said.Error, StringComparison.Ordinal);
        using var record = JsonDocument.Parse(File.ReadAllText(In("record.json")));
        Assert.Equal(1, record.RootElement.GetProperty("counts").GetProperty("rejected").GetProperty("other_profile").GetInt32());
        Assert.Equal(1, record.RootElement.GetProperty("results").GetProperty("profiles_that_disagree_with_index").GetInt32());
    }

    private static string Executable => Executables.Find("access") ?? throw new InvalidOperationException("oceanml-access is not built");

    private static Shell.Said Run(string[] arguments) => Shell.Run(Executable, arguments);

    private string[] Options(string output, string cache) =>
        ["argo", "--index", "synthetic", "--url", server.Url, "--platforms", "6903247", "--cycles", "1,5,10,20,30,60", "--direction", "A", "--cache", In(cache), "--output", In(output)];

    private FileInfo[] Files(string name, string pattern) => Directory.Exists(In(name)) ? new DirectoryInfo(In(name)).GetFiles(pattern, SearchOption.AllDirectories) : [];

    private string In(string name) => Path.Combine(folder.FullName, name);

    private static void Copy(string name, string target)
    {
        var path = Path.Combine(target, Path.GetFileName(name));
        File.Copy(SharedData.Path("data/argo/" + name), path);
        File.SetAttributes(path, FileAttributes.Normal);
    }
}
