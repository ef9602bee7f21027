using System.Net;
using OceanML.Core;
using OceanML.Formats.Access;
using OceanML.Formats.Observations;
using OceanML.Formats.Remote;
using OceanML.Formats.Tests;
using static OceanML.Tests.Remote.LoopbackServer;

namespace OceanML.Tests.Remote;

public sealed class ErddapTableTests : IDisposable
{
    private static readonly HttpSourceOptions Quick = new(2, TimeSpan.FromMilliseconds(5), TimeSpan.FromSeconds(2));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("oceanml-");
    private readonly List<string> log = [];
    private readonly ErddapServer server = new(SharedData.Path("data/moored/ndbc/46026_2005.csv"));

    public void Dispose()
    {
        server.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_whole_table_arrives_with_names_units_times_and_platform()
    {
        var set = Read(new ErddapSelection());
        Assert.Equal(server.RowCount, set.RowsRead);
        Assert.Equal(set.RowsRead, set.Table.RowCount + set.Rejected.Values.Sum());
        Assert.Equal("46026", set.Table.Texts("platform")[0]);
        Assert.Equal("2005-01-01T00:00:00Z", Timestamp.Format(set.Table.Times("time")[0]));
        Assert.Equal(37.75, set.Table.Numbers("latitude")[0], 1e-5);
        Assert.Equal("m s-1", set.Table["wind_speed"].Metadata.Unit);
        Assert.Equal(7.3, set.Table.Numbers("wind_speed")[0], 1e-5);
    }

    [Fact]
    public void The_server_selects_by_time_box_and_constraints()
    {
        var set = Read(new ErddapSelection
        {
            Variables = ["wspd"],
            Box = new GeoBox(-125, 30, -120, 40),
            Start = Timestamp.Parse("2005-03-01"),
            End = Timestamp.Parse("2005-03-02"),
            Constraints = ["wspd>=5", "station=46026"],
        });
        var query = Assert.Single(server.Queries);
        Assert.Equal("longitude,latitude,altitude,time,station,wspd&time>=2005-03-01T00:00:00Z&time<=2005-03-02T00:00:00Z&latitude>=30&latitude<=40&longitude>=-125&longitude<=-120&wspd>=5&station=\"46026\"", query);
        Assert.DoesNotContain(server.Targets, target => target.AsSpan().IndexOfAny("<>\"") >= 0);
        Assert.All(set.Table.Numbers("wind_speed"), speed => Assert.True(speed >= 5));
        Assert.InRange(set.Table.RowCount, 1, 25);
        Assert.False(set.Table.Has("atmp"));
    }

    [Fact]
    public void A_variable_is_found_by_its_standard_name()
    {
        Read(new ErddapSelection { Variables = ["sea_surface_temperature"], End = Timestamp.Parse("2005-01-02") });
        Assert.StartsWith("longitude,latitude,altitude,time,station,wtmp&", server.Queries[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_is_not_there_is_answered_with_those_that_are_and_their_units()
    {
        var said = Assert.Throws<OceanException>(() => Read(new ErddapSelection { Variables = ["wspeed"] }));
        Assert.Equal(ExitCode.BadInput, said.Code);
        Assert.Contains("no variable 'wspeed'; it has wspd, ", said.Message, StringComparison.Ordinal);
        Assert.Contains("wspd m s-1", said.Message, StringComparison.Ordinal);
        Assert.Empty(server.Queries);
    }

    [Fact]
    public void Too_much_at_once_is_asked_in_parts_and_is_the_same_table()
    {
        var whole = Read(new ErddapSelection()).Table;
        server.MostRows = 2500;
        var parts = Read(new ErddapSelection()).Table;
        Assert.Equal(whole.RowCount, parts.RowCount);
        Assert.Equal(whole.Times("time"), parts.Times("time"));
        Assert.Equal(whole.Numbers("sst"), parts.Numbers("sst"));
        Assert.NotEmpty(log);
        Assert.True(server.Queries.Count > 4);
    }

    [Fact]
    public void A_box_across_the_seam_of_the_servers_longitudes_is_asked_in_two_parts()
    {
        using var shifted = new ErddapServer(SharedData.Path("data/moored/ndbc/46026_2005.csv"), longitudeShift: 360);
        var set = Read(new ErddapSelection { Box = new GeoBox(-130, 30, 10, 40), End = Timestamp.Parse("2005-01-02") }, shifted.Dataset);
        Assert.Equal(2, shifted.Queries.Count);
        Assert.Contains("longitude>=230&longitude<=360", shifted.Queries[0], StringComparison.Ordinal);
        Assert.Contains("longitude>=0&longitude<=10", shifted.Queries[1], StringComparison.Ordinal);
        Assert.Equal(-122.82, set.Table.Numbers("longitude")[0], 1e-4);
    }

    [Fact]
    public void Nothing_that_fits_is_no_failure_of_the_server()
    {
        var said = Assert.Throws<OceanException>(() => Read(new ErddapSelection { Start = Timestamp.Parse("2030-01-01") }));
        Assert.Equal(ExitCode.NothingSelected, said.Code);
        Assert.Contains("2005-01-01T00:00:00Z", said.Message, StringComparison.Ordinal);
        Assert.Single(server.Queries);
    }

    [Theory]
    [InlineData("Error {\n    code=500;\n    message=\"Internal Server Error: The dataset is being reloaded.\";\n}\n", "The dataset is being reloaded")]
    [InlineData("<!DOCTYPE html><html><head><title>Portal</title></head><body><h1>Please log in</h1></body></html>", "Please log in")]
    public void An_error_page_served_as_200_is_told_in_the_words_of_the_server(string page, string words)
    {
        server.Instead = (target, _) => target.Contains(".nc?", StringComparison.Ordinal) ? Reply.Text(page) : null;
        var said = Assert.Throws<OceanException>(() => Read(new ErddapSelection()));
        Assert.Equal(ExitCode.Source, said.Code);
        Assert.Contains(words, said.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_matching_results_as_a_page_with_status_500_of_an_old_server_is_nothing_selected_and_not_tried_again()
    {
        server.Instead = (target, _) => target.Contains(".nc?", StringComparison.Ordinal)
            ? Reply.Text("<html><body><b>HTTP Status 500</b> - Query error: Your query produced no matching results.</body></html>", 500) : null;
        Assert.Equal(ExitCode.NothingSelected, Assert.Throws<OceanException>(() => Read(new ErddapSelection())).Code);
        Assert.Single(server.Queries);
    }

    [Fact]
    public void A_passing_failure_is_tried_again()
    {
        server.Instead = (target, times) => target.Contains(".nc?", StringComparison.Ordinal) && times <= 2 ? Reply.Text("busy", 503) : null;
        Assert.Equal(server.RowCount, Read(new ErddapSelection()).RowsRead);
        Assert.Equal(3, server.Queries.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_cut_answer_is_never_taken_for_a_whole_one(bool chunked)
    {
        server.Instead = (target, _) => target.Contains(".nc?", StringComparison.Ordinal) ? new Reply(new byte[50_000], 200) { IsChunked = chunked, CutAfter = 20_000 } : null;
        var said = Assert.Throws<OceanException>(() => Read(new ErddapSelection()));
        Assert.Equal(ExitCode.Source, said.Code);
        Assert.Equal(3, server.Queries.Count);
    }

    [Fact]
    public void A_length_that_is_not_what_was_announced_is_a_failure()
    {
        server.Instead = (target, _) => target.Contains(".nc?", StringComparison.Ordinal) ? new Reply([.. "CDF\u0001"u8, 0, 0, 0, 0], 200) { AnnouncedLength = 4096 } : null;
        Assert.Equal(ExitCode.Source, Assert.Throws<OceanException>(() => Read(new ErddapSelection())).Code);
    }

    [Fact]
    public void A_silent_server_is_given_up_in_plain_words()
    {
        server.Instead = (target, _) => target.Contains(".nc?", StringComparison.Ordinal) ? new Reply([0x43], 200) { AnnouncedLength = 100, Stalls = true } : null;
        var said = Assert.Throws<OceanException>(() => Read(new ErddapSelection(), options: new HttpSourceOptions(0, TimeSpan.Zero, TimeSpan.FromMilliseconds(300))));
        Assert.Contains("silent for 0.3 s; ask for less, or wait longer with --timeout", said.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_redirect_is_followed()
    {
        server.Instead = (target, _) => target.StartsWith("/old/", StringComparison.Ordinal) ? Reply.To(server.Url + target[4..]) : null;
        Assert.Equal(server.RowCount, Read(new ErddapSelection(), server.Dataset.Replace("/erddap/", "/old/erddap/", StringComparison.Ordinal)).RowsRead);
    }

    [Fact]
    public void A_refused_query_is_told_in_the_words_of_the_server_and_not_tried_again()
    {
        server.Instead = (target, _) => target.Contains(".nc?", StringComparison.Ordinal) ? ErddapServer.Error(400, "Bad Request: Query error: time is odd", 400) : null;
        var said = Assert.Throws<OceanException>(() => Read(new ErddapSelection()));
        Assert.Equal(ExitCode.BadInput, said.Code);
        Assert.Contains("refuses the query: Bad Request: Query error: time is odd", said.Message, StringComparison.Ordinal);
        Assert.Single(server.Queries);
    }

    [Fact]
    public void A_dataset_that_the_server_does_not_know_is_said_to_be_unknown()
    {
        var said = Assert.Throws<OceanException>(() => Read(new ErddapSelection(), server.Url + "/erddap/tabledap/other"));
        Assert.Equal(ExitCode.Source, said.Code);
        Assert.Contains("no such dataset", said.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://a.org/erddap/tabledap/set1.html", "https://a.org/erddap", false, "set1")]
    [InlineData("https://a.org/erddap/griddap/set1", "https://a.org/erddap", true, "set1")]
    [InlineData("http://a.org:8080/x/tabledap/b.c.csv", "http://a.org:8080/x", false, "b.c")]
    public void An_address_is_read_as_it_is_copied(string text, string server, bool isGrid, string dataset) =>
        Assert.Equal(new ErddapAddress(server, isGrid, dataset), ErddapAddress.Parse(text));

    [Theory]
    [InlineData("https://a.org/erddap/info/set1/index.html")]
    [InlineData("https://a.org/erddap/tabledap/set1.csv?time&time>2020-01-01")]
    [InlineData("ftp://a.org/erddap/tabledap/set1")]
    public void What_is_no_dataset_is_refused(string text) => Assert.Equal(ExitCode.Usage, Assert.Throws<OceanException>(() => ErddapAddress.Parse(text)).Code);

    private ObservationSet Read(ErddapSelection selection, string? dataset = null, HttpSourceOptions? options = null)
    {
        using var client = new ErddapClient(ErddapAddress.Parse(dataset ?? server.Dataset), folder.FullName, options ?? Quick, "test");
        return ErddapTable.Read(client, client.Describe(), selection, log.Add);
    }
}
