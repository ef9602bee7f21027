using OceanML.Formats.Tables;
using OceanML.Tests;

namespace OceanML.Colocate.Tests;

/// <summary>What users meet on the command line: help, protocols, mistakes.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly Colocate colocate = new();

    public void Dispose() => colocate.Dispose();

    [Fact]
    public void Help_explains_the_phases()
    {
        var help = colocate.Done("--help");
        Assert.Contains("One go or two phases:", help, StringComparison.Ordinal);
        Assert.Contains("extract   reads times and coordinates", help, StringComparison.Ordinal);
        Assert.Contains("assemble  reads the manifests", help, StringComparison.Ordinal);
        Assert.Contains("bailey-werdell-2006, eumetsat-standard, hypernets, level3-composite, nasa-tutorial, ocdb", help.ReplaceLineEndings(" "), StringComparison.Ordinal);
        foreach (var phase in new[] { "extract", "assemble", "catalogue" }) Assert.Contains($"oceanml-colocate {phase}", colocate.Done(phase, "--help"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_protocol_gives_values_and_the_command_line_wins()
    {
        colocate.Archive();
        File.WriteAllText(colocate["mine.yaml"], "title: of the lagoon\noptions: {box: 1, within: 3h, min-valid: '>0.9', limit: {sun_zenith: 70}}\n");
        string[] run = ["--observations", Colocate.Observations, "--fields", "archive", "--variables", "chlor_a", "--protocol", "mine.yaml"];
        Assert.Contains("protocol: of the lagoon", colocate.Done([.. run, "--output", "a.csv"]), StringComparison.Ordinal);
        colocate.Done("--observations", Colocate.Observations, "--fields", "archive", "--variables", "chlor_a", "--box", "1", "--within", "3h", "--min-valid", ">0.9", "--limit", "sun_zenith=70", "--output", "b.csv");
        Assert.Equal(File.ReadAllBytes(colocate["b.csv"]), File.ReadAllBytes(colocate["a.csv"]));
        colocate.Done([.. run, "--box", "3", "--output", "c.csv"]);
        Assert.NotEqual(File.ReadAllBytes(colocate["c.csv"]), File.ReadAllBytes(colocate["a.csv"]));
    }

    [Theory]
    [InlineData(2, "'4km2' is not a macro-pixel; write 5 for 5 x 5 pixels", "--box", "4km2")]
    [InlineData(2, "the box must be odd", "--box", "4")]
    [InlineData(2, "'sun_zenith' is not a limit", "--limit", "sun_zenith")]
    [InlineData(2, "there is no protocol 'bw'", "--protocol", "bw")]
    [InlineData(2, "is not a share of valid pixels", "--min-valid", "half")]
    [InlineData(2, "--kd goes with --surface optical", "--kd", "morel")]
    [InlineData(3, "no flag 'CLOUDY'", "--mask", "CLOUDY")]
    [InlineData(3, "no variable 'chl'", "--variables", "chl")]
    public void Mistakes_are_told_in_one_line(int expected, string message, params string[] options)
    {
        colocate.Archive();
        string[] fields = options[0] == "--mask" ? [SharedData.TestData("pace/PACE_OCI.20240608T120133.L2.OC_BGC.V2_0.NRT.nc")] : ["archive"];
        var (code, error) = colocate.Run([.. (string[])["--observations", Colocate.Observations, "--output", "m.csv", "--fields"], .. fields, .. options]);
        Assert.Equal(expected, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'), line => line.Contains(message, StringComparison.Ordinal));
        Assert.False(File.Exists(colocate["m.csv"]));
    }

    [Fact]
    public void No_matchup_is_exit_4_with_the_reason_that_rejected_most_and_the_nearest_miss()
    {
        colocate.Archive();
        File.WriteAllText(colocate["far.csv"], "platform,time,latitude,longitude\nA,2024-06-08T12:00:00Z,40,6\nB,2024-06-08T12:00:00Z,-40,6\nC,2024-06-20T00:00:00Z,42.5,6\n");
        var (code, error) = colocate.Run("--observations", "far.csv", "--fields", "archive", "--output", "m.csv", "--rejected", "r.csv");
        Assert.Equal(4, code);
        Assert.Matches(@"no matchups: of 3 observations 2 outside_field, 1 outside_time_window; nearest miss in space 11[0-9.]+ km; nearest miss in time [0-9.]+ h", error);

        // Two of the four composites are near enough in time to the first two observations.
        Assert.Equal(1 + 2 + 2 + 1, File.ReadAllLines(colocate["r.csv"]).Length);
    }

    [Fact]
    public void Flags_are_heeded_in_a_table_that_holds_them_as_numbers()
    {
        colocate.Archive();
        File.WriteAllText(
            colocate["flags.csv"],
            "platform,time,latitude,longitude,position_qc,v,v_qc\nA,2024-06-08T12:00:00Z,42.5,6,1,1.5,1\nB,2024-06-08T12:00:00Z,42.5,6,4,2.5,1\nC,2024-06-08T12:00:00Z,42.5,6,1,3.5,4\n");
        string[] run = ["--observations", "flags.csv", "--fields", "archive", "--box", "3", "--min-valid", "0.01", "--output"];
        Assert.Contains("1 values whose flag (v_qc) is not good were made missing", colocate.Done([.. run, "good.parquet"]), StringComparison.Ordinal);
        var good = TableFile.Read(colocate["good.parquet"]);
        Assert.Equal(["A", "C"], good.Texts("platform"));
        Assert.Equal([1.5, double.NaN], good.Numbers("v"));
        Assert.Equal(["1", "4"], good.Texts("v_qc"));
        colocate.Done([.. run, "all.parquet", "--flags", "all"]);
        Assert.Equal([1.5, 2.5, 3.5], TableFile.Read(colocate["all.parquet"]).Numbers("v"));
    }

    [Fact]
    public void Strings_where_numbers_are_due_and_fields_without_coordinates_are_bad_input()
    {
        colocate.Archive();
        File.WriteAllText(colocate["text.csv"], "platform,time,latitude,longitude\nA,2024-06-08T12:00:00Z,north,6\n");
        var (code, error) = colocate.Run("--observations", "text.csv", "--fields", "archive", "--output", "m.csv");
        Assert.Equal(3, code);
        Assert.Contains("latitude", error, StringComparison.Ordinal);
        var (missing, where) = colocate.Run("--observations", Colocate.Observations, "--fields", Colocate.Observations, "--output", "m.csv");
        Assert.Equal(3, missing);
        Assert.Contains("observations.csv", where, StringComparison.Ordinal);
    }
}
