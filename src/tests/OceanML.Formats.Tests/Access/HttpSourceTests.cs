using System.Text;
using OceanML.Core;
using OceanML.Formats.Access;

namespace OceanML.Tests.Access;

public sealed class HttpSourceTests : IDisposable
{
    private const string File1 = "coriolis/6903247/profiles/SR6903247_010.nc";
    private const string Path1 = "/dac/" + File1;

    private static readonly HttpSourceOptions Hasty = new(3, TimeSpan.FromMilliseconds(5), TimeSpan.FromSeconds(10));

    private readonly FaultyServer server = new();
    private readonly string cache = Directory.CreateTempSubdirectory("oceanml-cache-").FullName;
    private readonly byte[] profile = Profile(200_000);

    public void Dispose()
    {
        server.Dispose();
        Directory.Delete(cache, recursive: true);
    }

    [Fact]
    public void A_file_arrives_whole_and_under_its_gdac_path()
    {
        server.Serve(Path1, profile);
        var outcome = Fetch();
        Assert.Equal(Path.Combine(cache, File1), outcome.Path);
        Assert.Equal(profile, File.ReadAllBytes(outcome.Path!));
        Assert.Empty(Partials());
    }

    [Fact]
    public void A_transfer_cut_short_goes_on_where_it_stopped()
    {
        server.On(Path1, times => new(profile, CutAfter: times == 1 ? 120_000 : null));
        Assert.Equal(profile, File.ReadAllBytes(Fetch().Path!));
        Assert.Equal(2, server.Asked(Path1));
        Assert.StartsWith("bytes=", Assert.Single(server.Ranges), StringComparison.Ordinal);
        Assert.NotEqual("bytes=0-", server.Ranges.First());
    }

    [Fact]
    public void A_server_that_ignores_ranges_sends_the_file_again()
    {
        server.On(Path1, times => new(profile, CutAfter: times < 3 ? 50_000 : null, HonoursRange: false));
        Assert.Equal(profile, File.ReadAllBytes(Fetch().Path!));
    }

    [Fact]
    public void Without_an_entity_tag_nothing_is_glued_together()
    {
        var other = Profile(180_000, seed: 9);
        server.On(Path1, times => times == 1 ? new(profile, CutAfter: 100_000, Tag: null) : new(other, Tag: null));
        Assert.Equal(other, File.ReadAllBytes(Fetch().Path!));
        Assert.Empty(server.Ranges);
    }

    [Fact]
    public void A_length_that_is_never_reached_is_a_failure_and_leaves_no_file()
    {
        server.On(Path1, _ => new(profile, AnnouncedLength: profile.Length + 1000, HonoursRange: false));
        var outcome = Fetch();
        Assert.Null(outcome.Path);
        Assert.Equal("unreachable", outcome.Reason);
        Assert.Equal(4, server.Asked(Path1));
        Assert.False(File.Exists(Path.Combine(cache, File1)));
    }

    [Fact]
    public void Errors_of_the_server_are_tried_again_and_missing_files_are_not()
    {
        server.On(Path1, times => times < 3 ? new([], 500 + times) : new(profile));
        Assert.NotNull(Fetch().Path);
        Assert.Equal(3, server.Asked(Path1));

        var missing = Fetch("coriolis/6903247/profiles/SR6903247_011.nc");
        Assert.Equal("missing", missing.Reason);
        Assert.Equal(1, server.Asked("/dac/coriolis/6903247/profiles/SR6903247_011.nc"));
    }

    [Fact]
    public void A_server_that_keeps_failing_is_named_with_its_status()
    {
        server.On(Path1, _ => new([], 503));
        var outcome = Fetch();
        Assert.Contains("503", outcome.Failure, StringComparison.Ordinal);
        Assert.Equal("unreachable", outcome.Reason);
    }

    [Fact]
    public void A_server_that_falls_silent_is_given_up_after_the_timeout_and_tried_again()
    {
        server.On(Path1, times => times == 1 ? new(profile, CutAfter: 1000, Stalls: true) : new(profile));
        var outcome = Fetch(options: Hasty with { Timeout = TimeSpan.FromMilliseconds(300) });
        Assert.Equal(profile, File.ReadAllBytes(outcome.Path!));
    }

    [Fact]
    public void A_slow_answer_within_the_timeout_is_waited_for()
    {
        server.On(Path1, _ => new(profile, Delay: TimeSpan.FromMilliseconds(400)));
        Assert.NotNull(Fetch().Path);
        Assert.Equal(1, server.Asked(Path1));
    }

    [Fact]
    public void A_redirect_is_followed()
    {
        server.On(Path1, _ => new([], 302, Location: server.Url + "/elsewhere.nc"));
        server.Serve("/elsewhere.nc", profile);
        Assert.Equal(profile, File.ReadAllBytes(Fetch().Path!));
    }

    [Fact]
    public void A_page_of_html_is_not_taken_for_a_profile()
    {
        server.Serve(Path1, Encoding.ASCII.GetBytes("<html>maintenance</html>"));
        var outcome = Fetch();
        Assert.Null(outcome.Path);
        Assert.Contains("not netCDF", outcome.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_in_the_cache_is_not_fetched_again_unless_the_index_says_that_it_changed()
    {
        server.Serve(Path1, profile);
        Fetch();
        Fetch();
        Assert.Equal(1, server.Asked(Path1));
        File.SetLastWriteTimeUtc(Path.Combine(cache, File1), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Fetch(updated: Timestamp.Parse("2021-01-01"));
        Assert.Equal(2, server.Asked(Path1));
    }

    [Fact]
    public async Task A_server_that_does_not_exist_is_unreachable()
    {
        using var source = new HttpSource("http://127.0.0.1:9", cache, Hasty, "oceanml-tests/1");
        Assert.Equal("unreachable", (await source.FetchAsync(Entry(File1), TestContext.Current.CancellationToken)).Reason);
    }

    [Theory]
    [InlineData("ftp://ftp.ifremer.fr/ifremer/argo")]
    [InlineData("argo")]
    public void Other_schemes_than_http_are_refused(string url) =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<OceanException>(() => new HttpSource(url, cache, Hasty, "x/1")).Code);

    [Fact]
    public void Many_files_come_in_the_order_asked_with_bounded_parallelism()
    {
        var entries = Enumerable.Range(1, 24).Select(i => Entry($"coriolis/6903247/profiles/SR6903247_{i:000}.nc")).ToList();
        foreach (var (entry, i) in entries.Select((entry, i) => (entry, i)))
            server.On("/dac/" + entry.File, _ => new(Profile(5000, seed: i), Delay: TimeSpan.FromMilliseconds(i * 37 % 50)));
        using var source = new HttpSource(server.Url, cache, Hasty, "oceanml-tests/1");
        var done = 0;
        var outcomes = ProfileFetcher.FetchAll(source, entries, 3, () => Interlocked.Increment(ref done), TestContext.Current.CancellationToken);
        Assert.Equal(24, done);
        Assert.Equal(entries.Select(entry => Path.Combine(cache, entry.File)), outcomes.Select(outcome => outcome.Path));
        Assert.InRange(server.MostAtOnce, 1, 3);
        for (var i = 0; i < 24; i++) Assert.Equal(Profile(5000, seed: i), File.ReadAllBytes(outcomes[i].Path!));
    }

    [Fact]
    public async Task A_mirror_finds_files_below_dac_beside_it_or_flat()
    {
        var flat = Path.Combine(cache, "SR6903247_010.nc");
        await File.WriteAllBytesAsync(flat, profile, TestContext.Current.CancellationToken);
        Assert.Equal(flat, (await new MirrorSource(cache).FetchAsync(Entry(File1), TestContext.Current.CancellationToken)).Path);
        var deep = Path.Combine(cache, "dac", File1);
        Directory.CreateDirectory(Path.GetDirectoryName(deep)!);
        await File.WriteAllBytesAsync(deep, profile, TestContext.Current.CancellationToken);
        Assert.Equal(deep, (await new MirrorSource(cache).FetchAsync(Entry(File1), TestContext.Current.CancellationToken)).Path);
        Assert.Equal("missing", (await new MirrorSource(cache).FetchAsync(Entry("a/b/c.nc"), TestContext.Current.CancellationToken)).Reason);
        Assert.Throws<OceanException>(() => new MirrorSource(Path.Combine(cache, "nowhere")));
    }

    private static byte[] Profile(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        "CDF\x01"u8.CopyTo(bytes);
        return bytes;
    }

    private static GdacEntry Entry(string file, long updated = Timestamp.Missing) => new(file, Timestamp.Missing, 0, 0, [], "", updated);

    private ProfileFetch Fetch(string file = File1, HttpSourceOptions? options = null, long updated = Timestamp.Missing)
    {
        using var source = new HttpSource(server.Url, cache, options ?? Hasty, "oceanml-tests/1");
        return source.FetchAsync(Entry(file, updated), default).GetAwaiter().GetResult();
    }

    private IEnumerable<string> Partials() => Directory.EnumerateFiles(cache, "*.part", SearchOption.AllDirectories);
}
