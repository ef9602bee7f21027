using OceanML.Core;
using OceanML.Formats.Access;
using OceanML.Formats.Fields;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Observations;
using OceanML.Formats.Remote;
using static OceanML.Tests.Remote.LoopbackServer;

namespace OceanML.Tests.Remote;

public sealed class OpendapTests : IDisposable
{
    private const string Pressure = "data/climate/psl_ERA5_mon_194001-202212.nc";
    private const string Packed = "data/ocean_colour/cmems_model/data_to_20040615.nc";
    private const string Curvilinear = "data/climate/cmip6/tos_Omon_MPI-ESM1-2-LR_historical_r1i1p1f1_gn_185001-186912.nc";
    private const string Mooring = "data/moored/insitu_tac/NO_TS_MO_62081.nc";

    private static readonly HttpSourceOptions Quick = new(1, TimeSpan.FromMilliseconds(5), TimeSpan.FromSeconds(5));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("oceanml-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("#dap4")]
    public void A_series_at_one_pixel_is_one_small_request_and_equals_the_file(string protocol)
    {
        using var server = new OpendapServer(SharedData.Path(Pressure));
        using var dataset = Open(server, protocol);
        using var field = dataset.Field();
        using var local = FieldFile.Open(SharedData.Path(Pressure));
        Assert.Equal(local.Times, field.Times);
        Assert.Equal(local.Provenance.Origin, field.Provenance.Origin);
        Assert.Equal(((FieldGeometry.Grid)local.Geometry).Latitudes, ((FieldGeometry.Grid)field.Geometry).Latitudes);
        var windows = Enumerable.Range(100, 240).Select(time => new FieldWindow(time, 0, 5, 7, 1, 1)).ToArray();
        var (wanted, values) = (new double[240], new double[240]);
        local.ReadWindows("psl", windows, wanted);
        var before = server.Constraints.Count;
        field.ReadWindows("psl", windows, values);
        Assert.Equal(wanted, values);
        var constraint = Assert.Single(server.Constraints.Skip(before));
        Assert.Contains(protocol.Length == 0 ? "psl[100:339][5][7]" : "/psl[100:1:339][5:1:5][7:1:7]", constraint, StringComparison.Ordinal);
        Assert.True(server.ValuesSent < 4000, $"{server.ValuesSent} of 119520 values were sent");
    }

    [Theory]
    [InlineData("")]
    [InlineData("#dap4")]
    public void Packed_values_and_fill_values_come_out_as_from_the_file(string protocol)
    {
        using var server = new OpendapServer(SharedData.Path(Packed));
        using var dataset = Open(server, protocol);
        using var field = dataset.Field();
        using var local = FieldFile.Open(SharedData.Path(Packed));
        Assert.Equal(local.Variables.Select(variable => variable.Name).Order(), field.Variables.Select(variable => variable.Name).Order());
        FieldWindow[] windows = [new(3, 0, 10, 20, 40, 30), new(4, 0, 10, 20, 40, 30), new(17, 0, 0, 0, 5, 5)];
        foreach (var variable in local.Variables)
        {
            var (wanted, values) = (new double[2425], new double[2425]);
            local.ReadWindows(variable.Name, windows, wanted);
            field.ReadWindows(variable.Name, windows, values);
            Assert.Equal(wanted, values);
            Assert.Contains(values, double.IsNaN);
            Assert.Contains(values, double.IsFinite);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("#dap4")]
    public void A_curvilinear_grid_has_its_positions(string protocol)
    {
        using var server = new OpendapServer(SharedData.Path(Curvilinear));
        using var dataset = Open(server, protocol);
        using var field = dataset.Field();
        using var local = FieldFile.Open(SharedData.Path(Curvilinear));
        Assert.Equal(((FieldGeometry.Swath)local.Geometry).Latitudes, ((FieldGeometry.Swath)field.Geometry).Latitudes);
        Assert.Equal(((FieldGeometry.Swath)local.Geometry).Longitudes, ((FieldGeometry.Swath)field.Geometry).Longitudes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("#dap4")]
    public void Of_a_mooring_only_the_period_and_the_variables_wanted_are_sent(string protocol)
    {
        var all = ObservationFile.Read(SharedData.Path(Mooring)).Table;
        var times = all.Times("time").Order().ToArray();
        var (start, end) = (times[times.Length / 3], times[times.Length / 2]);
        using var server = new OpendapServer(SharedData.Path(Mooring));
        using var dataset = Open(server, protocol);
        Assert.False(dataset.Product.IsField);
        var variable = all.Has("temperature") ? "temperature" : all.Names.First(name => all[name] is NumberColumn && name is not ("latitude" or "longitude" or "depth"));
        var set = OpendapObservations.Read(dataset, new ErddapSelection { Variables = [variable], Start = start, End = end });
        var wanted = all.Where(row => all.Times("time")[row] >= start && all.Times("time")[row] <= end && !all[variable].IsMissing(row));
        var got = set.Table.Where(row => !set.Table[variable].IsMissing(row));
        Assert.NotEqual(0, wanted.RowCount);
        Assert.Equal(wanted.Times("time"), got.Times("time"));
        Assert.Equal(wanted.Numbers(variable), got.Numbers(variable));
        Assert.Equal(wanted.Texts("platform"), got.Texts("platform"));
        Assert.Contains(server.Constraints, constraint => constraint.Contains("TEMP[", StringComparison.OrdinalIgnoreCase) && !constraint.Contains("TEMP[0:", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("")]
    [InlineData("#dap4")]
    public void A_variable_that_is_not_there_is_answered_with_those_that_are(string protocol)
    {
        using var server = new OpendapServer(SharedData.Path(Mooring));
        using var dataset = Open(server, protocol);
        var said = Assert.Throws<OceanException>(() => OpendapObservations.Read(dataset, new ErddapSelection { Variables = ["TEMPERATUR_X"] }));
        Assert.Equal(ExitCode.BadInput, said.Code);
        Assert.Contains("no variable 'TEMPERATUR_X'; it has", said.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_period_without_data_says_what_the_dataset_covers()
    {
        using var server = new OpendapServer(SharedData.Path(Mooring));
        using var dataset = Open(server, "");
        var said = Assert.Throws<OceanException>(() => OpendapObservations.Read(dataset, new ErddapSelection { Start = Timestamp.Parse("2090-01-01") }));
        Assert.Equal(ExitCode.NothingSelected, said.Code);
        Assert.Contains(" to ", said.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "404 NotFound")]
    [InlineData("#dap4", "404 NotFound")]
    public void A_dataset_that_is_not_there_is_told_in_the_words_of_the_server(string protocol, string words)
    {
        using var server = new OpendapServer(SharedData.Path(Pressure));
        var said = Assert.Throws<OceanException>(() => Open(server.Url + "/data/other.nc" + protocol, Quick));
        Assert.Equal(ExitCode.Source, said.Code);
        Assert.Contains(words, said.Message, StringComparison.Ordinal);
        Assert.Contains("no such dataset", said.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("#dap4")]
    public void A_page_instead_of_a_description_is_told(string protocol)
    {
        using var server = new LoopbackServer((_, _) => Reply.Text("<html><title>x</title><body>Down for maintenance until Monday</body></html>"));
        var said = Assert.Throws<OceanException>(() => Open(server.Url + "/file.nc" + protocol, Quick));
        Assert.Equal(ExitCode.Source, said.Code);
        Assert.Contains("Down for maintenance until Monday", said.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("#dap4")]
    public void A_server_that_cannot_be_reached_is_no_bad_input(string protocol) =>
        Assert.Equal(ExitCode.Source, Assert.Throws<OceanException>(() => Open("http://127.0.0.1:1/file.nc" + protocol, Quick)).Code);

    [Theory]
    [InlineData("")]
    [InlineData("#dap4")]
    public void A_silent_server_is_given_up(string protocol)
    {
        using var server = new LoopbackServer((_, _) => new Reply([]) { AnnouncedLength = 10, Stalls = true });
        var said = Assert.Throws<OceanException>(() => Open(server.Url + "/file.nc" + protocol, new HttpSourceOptions(0, TimeSpan.Zero, TimeSpan.FromMilliseconds(300))));
        Assert.Contains("silent for 0.3 s", said.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_redirect_is_followed()
    {
        using var server = new OpendapServer(SharedData.Path(Pressure));
        server.Instead = (target, _) => target.StartsWith("/old/", StringComparison.Ordinal) ? Reply.To(server.Url + target[4..]) : null;
        using var dataset = Open(server.Url + "/old/data/file.nc", Quick);
        Assert.True(dataset.Product.IsField);
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(200, 40)]
    public void Values_by_DAP2_that_fail_once_are_asked_again_and_those_that_always_fail_are_an_error_of_the_source(int status, int? cut)
    {
        using var server = new OpendapServer(SharedData.Path(Pressure));
        using var dataset = Open(server, "");
        using var field = dataset.Field();
        var failures = 0;
        server.Instead = (target, _) => target.Contains(".dods?psl", StringComparison.Ordinal) && failures++ < 1 ? new Reply(new byte[100], status) { CutAfter = cut } : null;
        var values = new double[1];
        field.Read("psl", new FieldWindow(7, 0, 1, 1, 1, 1), values);
        Assert.InRange(values[0], 90000, 110000);
        failures = -1000;
        var said = Assert.Throws<OceanException>(() => field.Read("psl", new FieldWindow(8, 0, 1, 1, 1, 1), values));
        Assert.Equal(ExitCode.Source, said.Code);
        Assert.Contains("reading variable 'psl' failed", said.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_by_DAP4_that_are_cut_or_refused_are_an_error_of_the_source_and_a_passing_failure_is_not()
    {
        using var server = new OpendapServer(SharedData.Path(Pressure));
        using var dataset = Open(server, "#dap4");
        using var field = dataset.Field();
        var values = new double[1];
        server.Instead = (target, times) => target.Contains(".dap?", StringComparison.Ordinal) && times == 1 ? Reply.Text("busy", 503) : null;
        field.Read("psl", new FieldWindow(7, 0, 1, 1, 1, 1), values);
        Assert.InRange(values[0], 90000, 110000);
        Fails(new Reply([4, 0, 0, 2, 13, 10, 5, 0, 0, 9, 1, 2]), "is cut");
        Fails(new Reply([4, 0, 0, 2, 13, 10, 5, 0, 0, 3, 1, 2, 3]), "3 bytes of values");
        Fails(new Reply([4, 0, 0, 2, 13, 10, 7, 0, 0, 37, .. "<Error><Message>disk on fire</Message>"u8.ToArray().AsSpan(0, 37)]), "disk on fire");
        Fails(Reply.Text("<html><body>Please log in</body></html>"), "Please log in");

        void Fails(Reply reply, string words)
        {
            server.Instead = (target, _) => target.Contains(".dap?", StringComparison.Ordinal) ? reply : null;
            var said = Assert.Throws<OceanException>(() => field.Read("psl", new FieldWindow(8, 0, 1, 1, 1, 1), values));
            Assert.Equal(ExitCode.Source, said.Code);
            Assert.Contains(words, said.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void DAP4_values_without_checksums_are_read_too()
    {
        using var server = new OpendapServer(SharedData.Path(Pressure)) { Checksums = false };
        using var dataset = Open(server, "#dap4");
        using var field = dataset.Field();
        var values = new double[1];
        field.Read("psl", new FieldWindow(7, 0, 1, 1, 1, 1), values);
        Assert.InRange(values[0], 90000, 110000);
    }

    [Theory]
    [InlineData("https://a.org/dodsC/x.nc.html", "https://a.org/dodsC/x.nc", false)]
    [InlineData("https://a.org/dodsC/x.nc", "https://a.org/dodsC/x.nc", false)]
    [InlineData("https://a.org/dap4/x.nc#dap4", "https://a.org/dap4/x.nc", true)]
    [InlineData("https://a.org/x.nc#mode=dap4", "https://a.org/x.nc", true)]
    [InlineData("dap4://a.org/x.nc", "https://a.org/x.nc", true)]
    [InlineData("https://a.org/x.nc.dmr.xml", "https://a.org/x.nc", true)]
    public void An_address_is_read_as_it_is_copied(string text, string address, bool isDap4) => Assert.Equal(new OpendapAddress(address, isDap4), OpendapAddress.Parse(text));

    private OpendapDataset Open(OpendapServer server, string protocol) => Open(server.Dataset + protocol, Quick);

    private OpendapDataset Open(string address, HttpSourceOptions options) => OpendapDataset.Open(OpendapAddress.Parse(address), folder.FullName, options, "test");
}
