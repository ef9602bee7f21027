using System.Diagnostics;
using OceanML.Core;
using OceanML.Formats.Access;

namespace OceanML.Tests.Access;

/// <summary>Real profile files from a real server into a cache: cut, killed, resumed, changed, shared, full.</summary>
public sealed class SharedCacheTests : IDisposable
{
    private static readonly HttpSourceOptions Hasty = new(3, TimeSpan.FromMilliseconds(5), TimeSpan.FromSeconds(10));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("oceanml-gdac-");
    private readonly List<GdacEntry> entries = [];
    private readonly KestrelGdac server;

    public SharedCacheTests()
    {
        foreach (var name in new[] { "001", "005", "010", "020", "030", "060" })
        {
            var file = $"coriolis/6903247/profiles/SR6903247_{name}.nc";
            var path = Path.Combine(Root, "dac", file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(SharedData.Path($"data/argo/coriolis_6903247/SR6903247_{name}.nc"), path);
            File.SetAttributes(path, FileAttributes.Normal);
            File.SetLastWriteTimeUtc(path, new DateTime(2023, 4, 27, 0, 0, 0, DateTimeKind.Utc));
            entries.Add(new GdacEntry(file, Timestamp.Missing, 0, 0, [], "", Timestamp.Missing));
        }

        server = new KestrelGdac(Root);
    }

    private string Root => Path.Combine(folder.FullName, "gdac");

    private string Cache => Path.Combine(folder.FullName, "cache");

    public void Dispose()
    {
        server.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_download_that_is_stopped_and_gone_on_with_equals_an_uninterrupted_one()
    {
        var lengths = entries.ToDictionary(entry => "/dac/" + entry.File, entry => new FileInfo(Path.Combine(Root, "dac", entry.File)).Length);
        foreach (var share in new[] { 0.1, 0.5, 0.9 })
        {
            // No retries: as if the process had ended with the cut.
            server.Failure = (path, _) => new KestrelGdac.Fault(CutAfter: (int)(lengths[path] * share));
            using (var first = Source(Hasty with { Retries = 0 })) Assert.All(All(first), outcome => Assert.Equal("unreachable", outcome.Reason));
            Assert.All(entries, entry => Assert.True(new FileInfo(Path.Combine(Cache, entry.File) + ".part").Length > 0));
            Assert.All(entries, entry => Assert.False(File.Exists(Path.Combine(Cache, entry.File))));

            server.Failure = null;
            server.Requests.Clear();
            using (var second = Source()) AssertWhole(All(second));
            Assert.Equal(6, server.Requests.Count);
            Assert.All(server.Requests, request => Assert.Contains("bytes=", request, StringComparison.Ordinal));
            Assert.Empty(Directory.EnumerateFiles(Cache, "*.part*", SearchOption.AllDirectories));
            Directory.Delete(Cache, recursive: true);
        }
    }

    [Fact]
    public void A_file_that_changed_between_its_parts_comes_whole_in_the_new_version()
    {
        var path = Path.Combine(Root, "dac", entries[0].File);
        var other = File.ReadAllBytes(Path.Combine(Root, "dac", entries[1].File));
        server.Failure = (_, times) => times == 1 ? new KestrelGdac.Fault(CutAfter: 70_000, AfterCut: () =>
        {
            File.WriteAllBytes(path, other);
            File.SetLastWriteTimeUtc(path, new DateTime(2023, 5, 1, 0, 0, 0, DateTimeKind.Utc));
        }) : null;
        using var source = Source();
        Assert.Equal(other, File.ReadAllBytes(Fetch(source, entries[0]).Path!));
    }

    [Fact]
    public void A_process_killed_before_the_last_step_leaves_a_part_that_the_next_one_takes_as_whole()
    {
        server.Failure = (_, _) => new KestrelGdac.Fault(CutAfter: 100_000);
        using (var first = Source(Hasty with { Retries = 0 })) Fetch(first, entries[0]);
        var part = Path.Combine(Cache, entries[0].File) + ".part";
        File.WriteAllBytes(part, File.ReadAllBytes(Path.Combine(Root, "dac", entries[0].File)));
        server.Failure = null;
        server.Requests.Clear();
        using var second = Source();
        AssertWhole([Fetch(second, entries[0])]);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"tag\"\n")]
    [InlineData("nonsense\nnonsense\nend\n")]
    public void A_part_whose_version_is_not_known_is_not_gone_on_with(string note)
    {
        var part = Path.Combine(Cache, entries[0].File) + ".part";
        Directory.CreateDirectory(Path.GetDirectoryName(part)!);
        File.WriteAllBytes(part, new byte[50_000]);
        File.WriteAllText(part + ".txt", note);
        using var source = Source();
        AssertWhole([Fetch(source, entries[0])]);
        Assert.Equal("/dac/" + entries[0].File, Assert.Single(server.Requests));
    }

    [Fact]
    public async Task Sources_that_share_a_cache_fetch_each_file_once_and_never_see_half_of_one()
    {
        server.Failure = (_, _) => new KestrelGdac.Fault(Pause: TimeSpan.FromMilliseconds(20));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            using var source = Source();
            return All(source);
        })));
        foreach (var one in outcomes) AssertWhole(one);
        Assert.Equal(6, server.Requests.Count);
    }

    [Fact]
    public async Task A_lease_is_had_by_one_at_a_time_and_let_go_of_at_the_end()
    {
        var inside = 0;
        await Parallel.ForAsync(0, 8, TestContext.Current.CancellationToken, async (_, cancel) =>
        {
            using var lease = await CacheLease.TakeAsync(Cache, "a", cancel);
            Assert.True(lease.IsExclusive);
            Assert.Equal(1, Interlocked.Increment(ref inside));
            await Task.Delay(10, cancel);
            Interlocked.Decrement(ref inside);
        });
    }

    [Fact]
    public void A_full_disk_is_told_and_nothing_half_has_the_name_of_a_file()
    {
        Directory.CreateDirectory(Cache);
        if (Run("mount", "-t", "tmpfs", "-o", "size=96k", "none", Cache) != 0) Assert.Skip("a small file system cannot be mounted here");
        try
        {
            using var source = Source();
            var failure = Assert.Throws<OceanException>(() => All(source));
            Assert.Equal(ExitCode.Source, failure.Code);
            Assert.Contains("No space left", failure.Message, StringComparison.Ordinal);
            Assert.Contains("--cache", failure.Message, StringComparison.Ordinal);
            foreach (var path in Directory.EnumerateFiles(Cache, "*.nc", SearchOption.AllDirectories)) Assert.Equal(File.ReadAllBytes(Path.Combine(Root, "dac", Path.GetRelativePath(Cache, path))), File.ReadAllBytes(path));
        }
        finally
        {
            Run("umount", Cache);
        }
    }

    [Fact]
    public void A_cache_that_may_not_be_written_is_told()
    {
        File.WriteAllText(Cache, "a file where the folder should be");
        using var source = Source();
        Assert.Contains("the cache cannot be written", Assert.Throws<OceanException>(() => Fetch(source, entries[0])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Offline_uses_what_is_there_and_asks_nobody()
    {
        using (var source = Source()) Fetch(source, entries[0]);
        server.Requests.Clear();
        using var offline = Source(Hasty with { IsOffline = true });
        AssertWhole([Fetch(offline, entries[0] with { Updated = Timestamp.Parse("2099-01-01") })]);
        var missing = Fetch(offline, entries[1]);
        Assert.Equal("missing", missing.Reason);
        Assert.Contains("--offline", missing.Failure, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void A_server_whose_dates_are_older_than_those_of_its_index_is_asked_once()
    {
        using var source = Source();
        var entry = entries[0] with { Updated = Timestamp.Parse("2024-01-01") };
        Fetch(source, entry);
        Fetch(source, entry);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void A_page_of_HTML_is_refused_at_once_and_an_error_is_tried_again()
    {
        server.Failure = (_, _) => new KestrelGdac.Fault(Status: 200, Page: "<html>maintenance</html>");
        using var source = Source();
        Assert.Contains("not netCDF", Fetch(source, entries[0]).Failure, StringComparison.Ordinal);
        Assert.Single(server.Requests);
        server.Requests.Clear();
        server.Failure = (_, times) => times < 3 ? new KestrelGdac.Fault(Status: 502) : null;
        AssertWhole([Fetch(source, entries[0])]);
        Assert.Equal(3, server.Requests.Count);
        server.Failure = (path, _) => path.StartsWith("/dac", StringComparison.Ordinal) ? new KestrelGdac.Fault(Status: 302, Location: "/else/where.nc") : null;
        Directory.CreateDirectory(Path.Combine(Root, "else"));
        File.Copy(Path.Combine(Root, "dac", entries[1].File), Path.Combine(Root, "else", "where.nc"));
        AssertWhole([Fetch(source, entries[1])], entries[1]);
    }

    [Fact]
    public void A_server_that_is_gone_is_asked_no_more()
    {
        using var source = new HttpSource("http://127.0.0.1:9", Cache, Hasty with { Retries = 1 }, "oceanml-tests/1");
        var outcomes = ProfileFetcher.FetchAll(source, [.. Enumerable.Range(0, 2000).Select(i => entries[0] with { File = $"a/1/profiles/R1_{i:000}.nc" })], 4, () => { }, TestContext.Current.CancellationToken);
        Assert.All(outcomes, outcome => Assert.Equal("unreachable", outcome.Reason));
        Assert.NotNull(source.Unreachable);
    }

    [Fact]
    public void An_index_is_fetched_again_when_it_changed_and_gone_on_with_when_it_was_cut()
    {
        var index = Path.Combine(Root, "ar_index_global_prof.txt.gz");
        File.WriteAllBytes(index, File.ReadAllBytes(SharedData.Path("data/argo/index/ar_index_global_prof.txt.gz")));
        File.SetLastWriteTimeUtc(index, new DateTime(2023, 4, 27, 0, 0, 0, DateTimeKind.Utc));
        string[] names = ["ar_index_global_prof.txt.gz", "ar_index_global_prof.txt"];
        server.Failure = (_, times) => times == 1 ? new KestrelGdac.Fault(CutAfter: 20_000) : null;
        using (var first = Source(Hasty with { Retries = 0 })) Assert.Throws<OceanException>(() => first.Fetch(names, TestContext.Current.CancellationToken));
        using var source = Source();
        var path = source.Fetch(names, TestContext.Current.CancellationToken)!;
        Assert.Contains(server.Requests, request => request.EndsWith("bytes=20000-", StringComparison.Ordinal));
        Assert.Equal(File.ReadAllBytes(index), File.ReadAllBytes(path));

        Assert.Equal(path, source.Fetch(names, TestContext.Current.CancellationToken));
        Assert.Equal(1, server.NotModified);
        File.WriteAllBytes(index, File.ReadAllBytes(SharedData.Path("data/argo/index/ar_greylist.txt")));
        File.SetLastWriteTimeUtc(index, new DateTime(2023, 5, 27, 0, 0, 0, DateTimeKind.Utc));
        source.Fetch(names, TestContext.Current.CancellationToken);
        Assert.Equal(File.ReadAllBytes(index), File.ReadAllBytes(path));
        Assert.Null(source.Fetch(["nothing.txt"], TestContext.Current.CancellationToken));
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private static ProfileFetch Fetch(HttpSource source, GdacEntry entry) => source.FetchAsync(entry, TestContext.Current.CancellationToken).GetAwaiter().GetResult();

    private ProfileFetch[] All(HttpSource source) => ProfileFetcher.FetchAll(source, entries, 3, () => { }, TestContext.Current.CancellationToken);

    private HttpSource Source(HttpSourceOptions? options = null) => new(server.Url, Cache, options ?? Hasty, "oceanml-tests/1");

    private void AssertWhole(ProfileFetch[] outcomes, GdacEntry? first = null)
    {
        for (var i = 0; i < outcomes.Length; i++)
        {
            Assert.Null(outcomes[i].Failure);
            Assert.Equal(File.ReadAllBytes(Path.Combine(Root, "dac", (first ?? entries[i]).File)), File.ReadAllBytes(outcomes[i].Path!));
        }
    }
}
