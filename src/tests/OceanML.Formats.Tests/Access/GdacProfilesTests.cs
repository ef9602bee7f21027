using OceanML.Core;
using OceanML.Formats.Access;

namespace OceanML.Tests.Access;

public sealed class GdacProfilesTests
{
    private const string Folder = "data/argo/index/";

    [Fact]
    public void Of_three_indexes_a_profile_comes_once_synthetic_before_core_with_bio()
    {
        var wanted = new GdacSelection(Platforms: ["6903247", "1900857"]);
        var results = Results(wanted, wanted, wanted);
        var profiles = new GdacProfiles(results, needsBio: false);
        Assert.Equal(742 + 194, profiles.All.Count);
        Assert.Equal(742, profiles.All.Count(profile => profile.Synthetic is not null));
        Assert.Equal(2 * 742, profiles.Refused["in_synthetic_profile"]);
        Assert.All(profiles.All.Where(profile => profile.Synthetic is null), profile => Assert.Equal("1900857", Assert.Single(profile.Files).Platform));
        Assert.Equal(904 + 904 + 2702, profiles.Lines);
    }

    [Fact]
    public void Without_a_synthetic_index_core_and_bio_files_are_put_together()
    {
        var wanted = new GdacSelection(Platforms: ["6903247"], Cycles: [new CycleRange(10, 10)], Direction: 'A');
        var profiles = new GdacProfiles(Results(null, wanted, wanted), needsBio: false);
        var profile = Assert.Single(profiles.All);
        Assert.Equal(["coriolis/6903247/profiles/R6903247_010.nc", "coriolis/6903247/profiles/BR6903247_010.nc"], profile.Files.Select(file => file.File));
        Assert.Equal(1, profiles.Refused["merged_into_core_profile"]);
    }

    [Fact]
    public void A_core_profile_counts_only_beside_the_parameters_asked_for()
    {
        var wanted = new GdacSelection(Parameters: ["NITRATE"]);
        var profiles = new GdacProfiles(Results(null, wanted, wanted with { Parameters = null }), needsBio: true);
        Assert.All(profiles.All, profile => Assert.NotNull(profile.Bio));
        Assert.Equal(["6903247"], profiles.All.Select(profile => profile.Main.Platform).Distinct());
        Assert.Equal(904 + 2702, profiles.Lines);
    }

    [Fact]
    public async Task Files_at_hand_are_known_by_what_they_hold()
    {
        string[] names = ["coriolis_6903247/SR6903247_010.nc", "coriolis_6903247/BR6903247_010.nc", "coriolis_6903247/R6903247_010.nc", "coriolis_3902131/3902131_Sprof.nc"];
        var folder = Directory.CreateTempSubdirectory("oceanml-files-");
        try
        {
            var paths = names.Select((name, i) =>
            {
                var path = Path.Combine(folder.FullName, $"dataset_{i}.dat");
                File.Copy(SharedData.Path("data/argo/" + name), path);
                return path;
            }).ToList();
            var source = new FilesSource(paths);
            Assert.Equal(163, source.Profiles);
            Assert.Empty(source.Repeated);
            Assert.Equal(paths[0], (await source.FetchAsync(Entry("coriolis/6903247/profiles/SR6903247_010.nc"), TestContext.Current.CancellationToken)).Path);
            Assert.Equal(paths[1], (await source.FetchAsync(Entry("coriolis/6903247/profiles/BD6903247_010.nc"), TestContext.Current.CancellationToken)).Path);
            Assert.Equal(paths[2], (await source.FetchAsync(Entry("coriolis/6903247/profiles/R6903247_010.nc"), TestContext.Current.CancellationToken)).Path);
            Assert.Equal(paths[3], (await source.FetchAsync(Entry("coriolis/3902131/profiles/SD3902131_001D.nc"), TestContext.Current.CancellationToken)).Path);
            Assert.Equal("not_in_files", (await source.FetchAsync(Entry("coriolis/6903247/profiles/SR6903247_011.nc"), TestContext.Current.CancellationToken)).Reason);
            Assert.Single(new FilesSource([paths[0], paths[0]]).Repeated);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("meds_4902481/4902481_BRtraj.nc", "trajectory")]
    [InlineData("meds_4902481/4902481_meta.nc", "meta-data")]
    [InlineData("index/ar_greylist.txt", "netCDF")]
    public void A_file_that_holds_no_profiles_is_refused(string name, string expected) =>
        Assert.Contains(expected, Assert.Throws<OceanException>(() => new FilesSource([SharedData.Path("data/argo/" + name)])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("/mirrors/202311-ArgoData", "202311-ArgoData", "10.17882/42182", "Argo (2023). Argo float data and metadata from Global Data Assembly Centre (Argo GDAC) - Snapshot of Argo GDAC of November 2023. SEANOE. https://doi.org/10.17882/42182")]
    [InlineData("/mirrors/202405-BgcArgoSprof/gdac", "202405-BgcArgoSprof", "10.17882/42182", "Argo (2024). Argo float data and metadata from Global Data Assembly Centre (Argo GDAC) - Snapshot of Argo GDAC of May 2024. SEANOE. https://doi.org/10.17882/42182")]
    [InlineData("https://www.seanoe.org/data/00311/42182/#103188", "103188", "10.17882/42182#103188", "Argo (2023). Argo float data and metadata from Global Data Assembly Centre (Argo GDAC). SEANOE. https://doi.org/10.17882/42182#103188")]
    [InlineData("https://data-argo.ifremer.fr", null, "10.17882/42182", "Argo (2023). Argo float data and metadata from Global Data Assembly Centre (Argo GDAC). SEANOE. https://doi.org/10.17882/42182")]
    public void A_citation_names_the_snapshot_where_the_source_tells_it(string source, string? snapshot, string doi, string text)
    {
        var result = GdacIndex.Select(SharedData.Path(Folder + "argo_synthetic-profile_index.txt"), new GdacSelection(Platforms: ["3902131"]));
        var citation = ArgoCitation.Of(source, [result], result.Entries);
        Assert.Equal(snapshot, citation.GetValueOrDefault("snapshot"));
        Assert.Equal(doi, citation["doi"]);
        Assert.Equal(text, citation["text"]);
        Assert.Equal("2023-04-27T11:24:17Z", citation["index_updated"]);
        Assert.Equal("urn:pokapok:udal:argo:data?dac=coriolis&float=3902131&float_type=S", citation["query"]);
    }

    [Theory]
    [InlineData("15", 15, 15)]
    [InlineData("1-10", 1, 10)]
    [InlineData("100-", 100, int.MaxValue)]
    public void Cycles_are_numbers_and_ranges(string text, int first, int last) => Assert.Equal(new CycleRange(first, last), CycleRange.Parse(text));

    [Theory]
    [InlineData("-5")]
    [InlineData("10-1")]
    [InlineData("1-10-20")]
    [InlineData("x")]
    public void Other_texts_are_no_cycles(string text) => Assert.Equal(ExitCode.Usage, Assert.Throws<OceanException>(() => CycleRange.Parse(text)).Code);

    private static List<GdacIndexResult> Results(GdacSelection? synthetic, GdacSelection? bio, GdacSelection? core)
    {
        var results = new List<GdacIndexResult>();
        if (synthetic is not null) results.Add(GdacIndex.Select(SharedData.Path(Folder + "argo_synthetic-profile_index.txt"), synthetic));
        if (bio is not null) results.Add(GdacIndex.Select(SharedData.Path(Folder + "argo_bio-profile_index.txt"), bio));
        if (core is not null) results.Add(GdacIndex.Select(SharedData.Path(Folder + "ar_index_global_prof.txt"), core));
        return results;
    }

    private static GdacEntry Entry(string file) => new(file, Timestamp.Missing, 0, 0, [], "", Timestamp.Missing);
}
