using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Access;

namespace OceanML.Tests.Access;

/// <summary>A cached index answers as its text does, whatever is asked and whatever happened to the cache.</summary>
public sealed class GdacIndexCacheTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("oceanml-indexcache-").FullName;

    private string Cache => Path.Combine(folder, "cache");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("ar_index_global_prof.txt")]
    [InlineData("ar_index_global_prof.txt.gz")]
    [InlineData("argo_bio-profile_index.txt")]
    [InlineData("argo_synthetic-profile_index.txt")]
    public void Cache_and_text_give_the_same_profiles_reasons_and_coverage(string name)
    {
        var path = SharedData.Path("data/argo/index/" + name);
        Assert.False(GdacIndex.Select(path, new GdacSelection(), Cache).FromCache);
        foreach (var selection in Selections(name.StartsWith("ar_", StringComparison.Ordinal)))
        {
            var (text, cached) = (GdacIndex.Select(path, selection, threads: 1), GdacIndex.Select(path, selection, Cache));
            Assert.True(cached.FromCache);
            AssertSame(text, cached);
        }
    }

    [Fact]
    public void An_index_of_several_row_groups_is_searched_right()
    {
        var path = Path.Combine(folder, "big.txt");
        using (var writer = new StreamWriter(path))
        {
            writer.Write("# Title : Profile directory file\nfile,date,latitude,longitude,ocean,profiler_type,institution,date_update\n");
            for (var i = 0; i < 400_000; i++)
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"aoml/{1900000 + (i / 300)}/profiles/R{1900000 + (i / 300)}_{i % 300:000}.nc,2020{(i % 12) + 1:00}01000000,{i % 90},{(i % 360) - 180}.123,A,846,AO,20200102000000\n"));
        }

        _ = GdacIndex.Select(path, new GdacSelection(), Cache);
        foreach (var selection in new GdacSelection[]
        {
            new(Platforms: ["1900001", "1900410", "1901333"]),
            new(Platforms: ["1900001"], Cycles: [new CycleRange(7, 9)]),
            new(Box: GeoBox.Parse("10,10,11,11")),
            new(Platforms: ["7"]),
        })
        {
            var (text, cached) = (GdacIndex.Select(path, selection), GdacIndex.Select(path, selection, Cache));
            Assert.True(cached.FromCache);
            AssertSame(text, cached);
            Assert.Equal(400_000, cached.Entries.Count + cached.Refused.Values.Sum() + cached.Duplicates.Count);
        }
    }

    [Fact]
    public void One_damaged_byte_is_noticed_and_the_text_read_again()
    {
        var path = Copy("ar_index_global_prof.txt");
        var right = GdacIndex.Select(path, new GdacSelection(), Cache);
        var file = Assert.Single(Directory.GetFiles(Cache, "*.parquet"));
        var whole = File.ReadAllBytes(file);
        foreach (var at in new[] { 0, 100, whole.Length / 2, whole.Length - 20 })
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 0x40;
            File.WriteAllBytes(file, damaged);
            var again = GdacIndex.Select(path, new GdacSelection(), Cache);
            Assert.False(again.FromCache);
            AssertSame(right, again);
        }

        File.WriteAllBytes(file, whole[..(whole.Length / 2)]);
        Assert.False(GdacIndex.Select(path, new GdacSelection(), Cache).FromCache);
        Assert.True(GdacIndex.Select(path, new GdacSelection(), Cache).FromCache);
        Assert.Equal(whole, File.ReadAllBytes(file));
    }

    [Fact]
    public void A_changed_index_is_not_taken_for_the_cached_one()
    {
        var path = Copy("ar_index_global_prof.txt");
        _ = GdacIndex.Select(path, new GdacSelection(), Cache);
        File.AppendAllText(path, "aoml/13857/profiles/R13857_900.nc,20230101000000,0.0,0.0,A,845,AO,20230102000000\n");
        var changed = GdacIndex.Select(path, new GdacSelection(), Cache);
        Assert.False(changed.FromCache);
        Assert.Equal(2703, changed.Coverage.Profiles);
    }

    [Fact]
    public async Task Many_searches_at_once_share_a_cache()
    {
        var path = Copy("ar_index_global_prof.txt");
        var right = GdacIndex.Select(path, new GdacSelection());
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => GdacIndex.Select(path, new GdacSelection(), Cache))));
        Assert.All(results, result => AssertSame(right, result));
        Assert.Single(Directory.GetFiles(Cache));
        Assert.True(GdacIndex.Select(path, new GdacSelection(), Cache).FromCache);
    }

    [Fact]
    public void A_cache_that_cannot_be_written_costs_a_warning_and_no_profile()
    {
        var path = Copy("ar_index_global_prof.txt");
        File.WriteAllText(Cache, "a file where the folder should be");
        var result = GdacIndex.Select(path, new GdacSelection(), Cache);
        Assert.Equal(2702, result.Entries.Count);
        Assert.Contains("could not be kept", result.Warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aoml/13857/profiles/R13857_001.nc,20970101000000,0.0,0.0,A,845,AO,20230102000000")]
    [InlineData("aoml/13857/profiles/R13857_001.nc,20200101000000,0.12345678,0.0,A,845,AO,20230102000000")]
    public void What_the_cache_cannot_hold_exactly_is_not_cached(string line)
    {
        var path = Path.Combine(folder, "odd.txt");
        File.WriteAllText(path, "file,date,latitude,longitude,ocean,profiler_type,institution,date_update\n" + line + "\n");
        Assert.NotNull(GdacIndex.Select(path, new GdacSelection(), Cache).Warning);
        Assert.False(GdacIndex.Select(path, new GdacSelection(), Cache).FromCache);
    }

    [Fact]
    public void Paths_of_another_layout_are_kept_as_they_are()
    {
        string[] files =
        [
            "aoml/13857/profiles/R13857_0001.nc", "aoml/13857/13857_prof.nc", "aoml/13857/profiles/R13857_01.nc", "coriolis/13857/profiles/R13857_1234.nc",
            "R13857_005D.nc", "aoml/13857/other/R13857_006.nc", "aoml/13857/profiles/R99999_007.nc",
        ];
        var path = Path.Combine(folder, "layout.txt");
        File.WriteAllText(path, "file,date,latitude,longitude,ocean,profiler_type,institution,date_update\n" + string.Concat(files.Select(file => file + ",20200101000000,0.0,0.0,A,845,AO,20230102000000\n")));
        var text = GdacIndex.Select(path, new GdacSelection(), Cache);
        Assert.Equal([files[0], .. files[1..2], .. files[3..]], text.Entries.Select(entry => entry.File));
        Assert.Equal([(files[0], files[2])], text.Duplicates);
        var cached = GdacIndex.Select(path, new GdacSelection(), Cache);
        Assert.True(cached.FromCache);
        AssertSame(text, cached);
    }

    private static IEnumerable<GdacSelection> Selections(bool isCore)
    {
        yield return new GdacSelection();
        yield return new GdacSelection(Platforms: ["6903247", "3902131"], Cycles: [new CycleRange(1, 10), new CycleRange(15, 15)]);
        yield return new GdacSelection(Direction: 'D');
        yield return new GdacSelection(Direction: 'A', Dacs: ["Coriolis"]);
        yield return new GdacSelection(Near: new GeoCircle(25.5, 34.5, 150));
        yield return new GdacSelection(Polygon: GeoPolygon.Parse("20,30 30,30 25,40"), Start: Timestamp.Parse("2018-06-01"));
        yield return new GdacSelection(DataModes: "D");
        var random = new Random(5);
        for (var i = 0; i < 10; i++)
        {
            var (west, south) = (random.Next(-180, 180), random.Next(-60, 30));
            yield return new GdacSelection(
                Box: random.Next(3) == 0 ? null : new GeoBox(west, south, west + random.Next(1, 180), south + random.Next(1, 60)),
                Start: random.Next(2) == 0 ? null : Timestamp.Parse($"{random.Next(1998, 2022)}-05-01"),
                End: random.Next(2) == 0 ? null : Timestamp.Parse($"{random.Next(2005, 2023)}-05-01"),
                Parameters: isCore || random.Next(2) == 0 ? null : [random.Next(2) == 0 ? "CHLA" : "DOXY"],
                DataModes: random.Next(2) == 0 ? null : "AD",
                Dacs: random.Next(4) > 0 ? null : ["coriolis", "aoml"],
                Cycles: random.Next(4) > 0 ? null : [new CycleRange(random.Next(5), 90)]);
        }
    }

    private static void AssertSame(GdacIndexResult expected, GdacIndexResult actual)
    {
        Assert.Equal(expected.Kind, actual.Kind);
        Assert.Equal(expected.Updated, actual.Updated);
        Assert.Equal(expected.Entries.Select(Text), actual.Entries.Select(Text));
        Assert.Equal(expected.Refused, actual.Refused);
        Assert.Equal(expected.Duplicates, actual.Duplicates);
        Assert.Equal(expected.Coverage.Describe(), actual.Coverage.Describe());
        Assert.Equal(expected.Coverage.Parameters, actual.Coverage.Parameters);
        Assert.Equal(expected.Coverage.Dacs, actual.Coverage.Dacs);
    }

    private static string Text(GdacEntry entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{entry.File} {entry.Time} {entry.Latitude:R} {entry.Longitude:R} {string.Join(' ', entry.Parameters)} {entry.ParameterModes} {entry.Updated}");

    private string Copy(string name)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, File.ReadAllBytes(SharedData.Path("data/argo/index/" + name)));
        return path;
    }
}
