using System.IO.Compression;
using OceanML.Core;
using OceanML.Formats.Access;

namespace OceanML.Tests.Access;

public sealed class GdacIndexTests : IDisposable
{
    private const string Header = "# Title : Profile directory file of the Argo Global Data Assembly Center\nfile,date,latitude,longitude,ocean,profiler_type,institution,date_update\n";
    private const string BioHeader = "# Title : Synthetic-Profile directory file\nfile,date,latitude,longitude,ocean,profiler_type,institution,parameters,parameter_data_mode,date_update\n";

    private readonly string folder = Directory.CreateTempSubdirectory("oceanml-index-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Selection_by_box_period_and_parameter_agrees_with_pandas()
    {
        var selection = new GdacSelection(
            GeoBox.Parse("20,30,30,40"), Timestamp.Parse("2018-11-01"), Timestamp.Parse("2018-11-15T23:59:59Z"), ["CHLA"]);
        var result = GdacIndex.Select(SharedData.Path("data/argo/index/argo_synthetic-profile_index.txt"), selection);
        Assert.Equal(GdacIndexKind.Synthetic, result.Kind);
        Assert.Equal(20, result.Entries.Count);
        Assert.Equal(904, result.Coverage.Profiles);
        Assert.Equal(904, result.Entries.Count + result.Refused.Values.Sum());
        Assert.Equal(-9.273, result.Coverage.South);
        Assert.Equal(27.284, result.Coverage.East);
        Assert.Contains("CHLA", result.Coverage.Parameters.Keys);
    }

    [Fact]
    public void A_data_mode_is_that_of_the_parameter_asked_for()
    {
        var path = SharedData.Path("data/argo/index/argo_synthetic-profile_index.txt");
        Assert.Equal(157, GdacIndex.Select(path, new GdacSelection(Parameters: ["CHLA"], DataModes: "A")).Entries.Count);
        Assert.Empty(GdacIndex.Select(path, new GdacSelection(Parameters: ["DOXY"], DataModes: "D")).Entries);
    }

    [Fact]
    public void Plain_and_gzipped_index_select_the_same()
    {
        var plain = GdacIndex.Select(SharedData.Path("data/argo/index/ar_index_global_prof.txt"), new GdacSelection());
        var zipped = GdacIndex.Select(SharedData.Path("data/argo/index/ar_index_global_prof.txt.gz"), new GdacSelection());
        Assert.Equal(plain.Entries.Select(entry => entry.File), zipped.Entries.Select(entry => entry.File));
        Assert.Equal(plain.Coverage.Describe(), zipped.Coverage.Describe());
    }

    [Fact]
    public void Profiles_without_time_or_position_are_selected_unless_time_or_place_is_asked_for()
    {
        var path = SharedData.Path("data/argo/index/ar_index_global_prof.txt");
        Assert.Equal(2702, GdacIndex.Select(path, new GdacSelection()).Entries.Count);
        var dated = GdacIndex.Select(path, new GdacSelection(Start: Timestamp.Parse("1990")));
        Assert.Equal(73, dated.Refused["no_time"]);
        var placed = GdacIndex.Select(path, new GdacSelection(GeoBox.Parse("-180,-90,180,90")));
        Assert.Equal(2702, placed.Entries.Count + placed.Refused["no_position"]);
        Assert.InRange(placed.Coverage.West, -180, 180);
    }

    [Fact]
    public void A_box_across_the_dateline_selects_both_sides()
    {
        var path = Write(Header
            + "csio/1/profiles/R2900001_001.nc,20200101000000,0.0,179.5,P,846,HZ,20200102000000\n"
            + "csio/1/profiles/R2900001_002.nc,20200102000000,0.0,-179.5,P,846,HZ,20200102000000\n"
            + "csio/1/profiles/R2900001_003.nc,20200103000000,0.0,0.0,P,846,HZ,20200102000000\n"
            + "csio/1/profiles/R2900001_004.nc,20200103000000,0.0,180.2,P,846,HZ,20200102000000\n");
        var result = GdacIndex.Select(path, new GdacSelection(GeoBox.Parse("170,-10,-170,10")));
        Assert.Equal(["2900001_001", "2900001_002", "2900001_004"], result.Entries.Select(entry => entry.Profile));
        Assert.Equal(1, result.Refused["outside_box"]);
    }

    [Fact]
    public void Of_two_files_of_a_profile_the_delayed_one_is_kept_and_the_other_counted()
    {
        var path = Write(Header
            + "coriolis/6901758/profiles/R6901758_001.nc,20150713070000,52.76,-35.06,A,846,IF,20200102000000\n"
            + "coriolis/6901758/profiles/D6901758_001.nc,20150713070000,52.76,-35.06,A,846,IF,20200102000000\n"
            + "coriolis/6901758/profiles/D6901758_001D.nc,20150712070000,52.76,-35.06,A,846,IF,20200102000000\n");
        var result = GdacIndex.Select(path, new GdacSelection());
        Assert.Equal(["coriolis/6901758/profiles/D6901758_001.nc", "coriolis/6901758/profiles/D6901758_001D.nc"], result.Entries.Select(entry => entry.File));
        Assert.Equal([("coriolis/6901758/profiles/D6901758_001.nc", "coriolis/6901758/profiles/R6901758_001.nc")], result.Duplicates);
    }

    [Fact]
    public void Among_synthetic_files_adjusted_is_kept_over_real_time()
    {
        var path = Write(BioHeader
            + "coriolis/1/profiles/SR6903247_010.nc,20181028054000,34.58,25.78,M,836,IF,PRES TEMP PSAL CHLA,RRRA,20230101000000\n"
            + "aoml/1/profiles/SR6903247_010.nc,20181028054000,34.58,25.78,M,836,IF,PRES TEMP PSAL CHLA,RRRR,20230101000000\n");
        Assert.Equal("coriolis", Assert.Single(GdacIndex.Select(path, new GdacSelection()).Entries).Dac);
    }

    [Fact]
    public void Blank_dates_fill_values_and_broken_lines_are_survived_and_counted()
    {
        var path = Write(Header
            + "kma/2901746/profiles/R2901746_001.nc,,,,P,846,KM,20150702072915\n"
            + "kma/2901746/profiles/R2901746_002.nc,99999999999999,99999.000,-999.999,P,846,KM,20150702072915\n"
            + "half a li\n"
            + "\n"
            + "kma/2901746/profiles/../../../etc/R2901746_003.nc,20150101000000,1,1,P,846,KM,20150702072915\n");
        var result = GdacIndex.Select(path, new GdacSelection());
        Assert.Equal(2, result.Entries.Count);
        Assert.Equal(2, result.Refused["malformed_line"]);
        Assert.All(result.Entries, entry => Assert.True(double.IsNaN(entry.Longitude) && entry.Time == Timestamp.Missing));
    }

    [Theory]
    [InlineData("ar_greylist.txt")]
    [InlineData("ar_index_global_meta.txt")]
    public void An_index_of_something_else_is_refused_in_one_sentence(string name)
    {
        var failure = Assert.Throws<OceanException>(() => GdacIndex.Select(SharedData.Path("data/argo/index/" + name), new GdacSelection()));
        Assert.Equal(ExitCode.BadInput, failure.Code);
        Assert.Contains("not a GDAC profile index", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_gzip_is_refused()
    {
        var whole = File.ReadAllBytes(SharedData.Path("data/argo/index/ar_index_global_prof.txt.gz"));
        var path = Path.Combine(folder, "cut.gz");
        File.WriteAllBytes(path, whole[..20000]);
        var failure = Assert.Throws<OceanException>(() => GdacIndex.Select(path, new GdacSelection()));
        Assert.Contains("cut", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_core_index_cannot_select_chlorophyll_and_says_which_index_can()
    {
        var failure = Assert.Throws<OceanException>(() => GdacIndex.Select(Write(Header), new GdacSelection(Parameters: ["CHLA"])));
        Assert.Equal(ExitCode.Usage, failure.Code);
        Assert.Contains("argo_synthetic-profile_index", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_three_hundred_thousand_lines_every_one_is_accounted_for()
    {
        var path = Path.Combine(folder, "big.gz");
        using (var writer = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest)))
        {
            writer.Write(Header);
            for (var i = 0; i < 300_000; i++)
                writer.Write($"aoml/{1900000 + (i / 300)}/profiles/R{1900000 + (i / 300)}_{i % 300:000}.nc,20200101000000,{i % 90},{(i % 360) - 180},A,846,AO,20200102000000\n");
        }

        var result = GdacIndex.Select(path, new GdacSelection(Platforms: ["1900007"]));
        Assert.Equal(300, result.Entries.Count);
        Assert.Equal(299_700, result.Refused["other_platform"]);
        Assert.Equal(300_000, result.Coverage.Profiles);
    }

    private string Write(string text)
    {
        var path = Path.Combine(folder, "index.txt");
        File.WriteAllText(path, text);
        return path;
    }
}
