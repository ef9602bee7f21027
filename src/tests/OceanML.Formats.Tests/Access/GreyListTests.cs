using OceanML.Core;
using OceanML.Formats.Access;

namespace OceanML.Tests.Access;

public sealed class GreyListTests : IDisposable
{
    private const string Header = "PLATFORM_CODE,PARAMETER_NAME,START_DATE,END_DATE,QUALITY_CODE,COMMENT,DAC\n";

    private readonly string folder = Directory.CreateTempSubdirectory("oceanml-grey-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_list_of_the_data_centres_is_read_whole()
    {
        var list = GreyListFile.Read(SharedData.Path("data/argo/index/ar_greylist.txt"));
        Assert.Equal(2330, list.Entries.Count);
        Assert.Equal(356, list.Entries.Count(entry => entry.End != Timestamp.Missing));
        Assert.Equal(1685, list.Entries.Count(entry => entry.Parameter == "PSAL"));
        Assert.Equal([(389, '2'), (649, '3'), (1292, '4')], list.Entries.GroupBy(entry => entry.Flag).OrderBy(group => group.Key).Select(group => (group.Count(), group.Key)));
        Assert.Equal('4', list.Flag("1900734", "PSAL", Timestamp.Parse("2006-08-11")));
        Assert.Null(list.Flag("1900734", "PSAL", Timestamp.Parse("2006-08-10T23:59:59Z")));
        Assert.Null(list.Flag("1900734", "DOXY", Timestamp.Parse("2020-01-01")));
    }

    [Fact]
    public void The_last_day_is_listed_wholly_and_the_worst_of_several_listings_holds()
    {
        var list = Read("1,PSAL,20200101,20200131,3,drift,IF\n1,PSAL,20200120,,4,failure,IF\n");
        Assert.Equal('3', list.Flag("1", "PSAL", Timestamp.Parse("2020-01-01")));
        Assert.Equal('4', list.Flag("1", "PSAL", Timestamp.Parse("2020-01-31T23:59:59Z")));
        Assert.Equal('4', list.Flag("1", "PSAL", Timestamp.Parse("2030-01-01")));
        Assert.Null(list.Flag("1", "PSAL", Timestamp.Missing));
        Assert.Equal('3', Read("1,PSAL,20200101,20200131,3,drift,IF\n").Flag("1", "PSAL", Timestamp.Parse("2020-01-31T23:59:59Z")));
        Assert.Null(Read("1,PSAL,20200101,20200131,3,drift,IF\n").Flag("1", "PSAL", Timestamp.Parse("2020-02-01")));
    }

    [Theory]
    [InlineData('1', '3', '3')]
    [InlineData('0', '2', '2')]
    [InlineData('5', '4', '4')]
    [InlineData('8', '3', '3')]
    [InlineData('4', '3', '4')]
    [InlineData('3', '2', '3')]
    [InlineData('9', '4', '9')]
    public void A_listing_raises_a_flag_and_never_lowers_one(char own, char listed, char expected) =>
        Assert.Equal(expected, GreyList.Raise(own, listed));

    [Fact]
    public void Commas_in_a_comment_and_a_byte_order_mark_are_survived() =>
        Assert.Equal("bad, very bad", Assert.Single(Read("1,PSAL,20200101,,4,bad, very bad,IF\r\n", "\uFEFF" + Header.Replace("\n", "\r\n", StringComparison.Ordinal)).Entries).Comment);

    [Theory]
    [InlineData("1,PSAL,2020-01-01,,4,x,IF\n", "line 2")]
    [InlineData("1,PSAL,20200101,,4,x,IF\n1,PSAL,20200101,,Z,x,IF\n", "line 3")]
    [InlineData("half a line\n", "line 2")]
    public void A_line_that_cannot_be_read_is_named(string lines, string expected)
    {
        var failure = Assert.Throws<OceanException>(() => Read(lines));
        Assert.Equal(ExitCode.BadInput, failure.Code);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_is_not_a_grey_list() =>
        Assert.Contains("not a grey list", Assert.Throws<OceanException>(() => GreyListFile.Read(SharedData.Path("data/argo/index/ar_index_global_prof.txt"))).Message, StringComparison.Ordinal);

    private GreyList Read(string lines, string header = Header)
    {
        var path = Path.Combine(folder, "ar_greylist.txt");
        File.WriteAllText(path, header + lines);
        return GreyListFile.Read(path);
    }
}
