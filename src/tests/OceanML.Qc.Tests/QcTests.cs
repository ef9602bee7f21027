using System.Diagnostics;
using System.Text.Json;
using OceanML.Core;
using OceanML.Formats.Quality;
using OceanML.Formats.Tables;
using OceanML.Tests;

namespace OceanML.Qc.Tests;

/// <summary>oceanml-qc as a user runs it, on what oceanml-access makes of real files.</summary>
public sealed class QcTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("oceanml-qc-");

    public static TheoryData<string, string> FoldersAndPlans
    {
        get
        {
            // Each plan alone where that is quick, all of them together on the large folders.
            var data = new TheoryData<string, string>();
            foreach (var kind in (string[])["ctd", "carbon"])
            {
                foreach (var plan in PlanFile.Names) data.Add(kind, plan);
            }

            foreach (var kind in (string[])["argo", "moored", "radiometry"]) data.Add(kind, string.Join(',', PlanFile.Names));
            return data;
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(FoldersAndPlans))]
    public void Every_plan_runs_on_every_kind_of_observations_and_leaves_the_values_as_they_are(string kind, string plans)
    {
        var (observations, output, report) = (In("observations.parquet"), In("checked.parquet"), In("report.json"));
        Ok(Run("access", "files", SharedData.Path("data/" + kind), "--output", observations));
        Ok(Run("qc", observations, "--tests", plans, "--scheme", "argo", "--output", output, "--report", report));
        var before = TableFile.Read(observations);
        AssertSameValues(before, TableFile.Read(output));
        using var json = JsonDocument.Parse(File.ReadAllText(report));
        Assert.Equal(before.RowCount, json.RootElement.GetProperty("rows").GetInt32());
        Assert.Equal("argo", json.RootElement.GetProperty("flag_scheme").GetString());
        foreach (var variable in json.RootElement.GetProperty("variables").EnumerateObject())
            Assert.Equal(before.RowCount, variable.Value.GetProperty("flags").EnumerateObject().Sum(flag => flag.Value.GetInt32()));
    }

    [Fact]
    public void A_raw_table_is_tested_with_its_unit_in_the_header_and_one_text_in_a_column()
    {
        var path = In("raw.csv");
        File.WriteAllText(path, "platform,profile,time,latitude,longitude,depth,temperature (degC),salinity\nA,A1,2020-01-01T00:00:00Z,30,-30,5,15,36\nA,A1,2020-01-01T00:00:00Z,30,-30,10,99,36\nA,A1,2020-01-01T00:00:00Z,30,-30,15,15,lost\n");
        Ok(Run("qc", path, "--until", "2024-12-31", "--output", In("tested.csv")));
        var table = TableFile.Read(In("tested.csv"));
        Assert.Equal(["1", "4", "1"], Flags(table, "temperature (degC)_qc"));
        Assert.Equal("1", Flags(table, "salinity_qc")[0]);
    }

    private static string?[] Flags(Table table, string column) => table[column] is TextColumn text
        ? text.Values
        : [.. table.Numbers(column).Select(flag => flag.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    [Fact]
    public void A_decision_table_goes_out_is_edited_and_comes_back()
    {
        var profile = Path.Combine(SharedData.Repository, "test-data/gdac/dac/coriolis/6999003/profiles/SR6999003_001.nc");
        var found = In("found.csv");
        Ok(Run("qc", profile, "--reset", "--until", "2024-12-31", "--decision-table", found, "--output", In("first.csv")));
        var lines = File.ReadAllLines(found);
        var spike = Array.FindIndex(lines, line => line.Contains(",temperature,", StringComparison.Ordinal) && line.Contains(",200,200,", StringComparison.Ordinal));
        // The last three fields are decision, author and comment, all empty.
        lines[spike] = lines[spike][..^",,,".Length] + ",2,An Expert,\"real, seen by the neighbour too\"";
        File.WriteAllLines(found, lines);
        Ok(Run("qc", profile, "--reset", "--until", "2024-12-31", "--decisions", found, "--output", In("second.csv"), "--report", In("report.json")));
        var (first, second) = (TableFile.Read(In("first.csv")), TableFile.Read(In("second.csv")));
        var row = Array.FindIndex(first.Numbers("pressure").ToArray(), pressure => pressure == 200);
        Assert.Equal(("4", "2"), (Flag(first, row), Flag(second, row)));
        using var json = JsonDocument.Parse(File.ReadAllText(In("report.json")));
        Assert.Equal(1, json.RootElement.GetProperty("decided").GetInt32());

        static string? Flag(Table table, int row) => table.Find("temperature_qc") switch
        {
            TextColumn text => text.Values[row],
            NumberColumn number => number.Values[row].ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    [Fact]
    public void Dropping_the_bad_keeps_rows_that_hold_what_no_test_looked_at()
    {
        var (table, output) = (In("table.csv"), In("out.csv"));
        File.WriteAllLines(
            table,
            ["time,latitude,longitude,temperature,wind_speed", "2024-06-08T00:00:00Z,45,0,10,5", "2024-06-08T01:00:00Z,45,0,99,6", "2024-06-08T02:00:00Z,45,0,99,", "2024-06-08T03:00:00Z,45,0,,7"]);
        Ok(Run("qc", table, "--tests", "global-range", "--drop-bad", "--output", output));
        var kept = TableFile.Read(output);
        Assert.Equal([5, 6, 7], kept.Numbers("wind_speed"));
        Assert.Equal([10, double.NaN, double.NaN], kept.Numbers("temperature"));
    }

    [Fact]
    public void Where_no_row_is_left_the_reason_is_told()
    {
        var table = In("old.csv");
        File.WriteAllLines(table, ["time,latitude,longitude,temperature", "1985-06-08T00:00:00Z,45,0,10"]);
        var (code, error) = Run("qc", table, "--tests", "impossible-date", "--drop-bad", "--output", In("out.csv"));
        Assert.Equal(4, code);
        Assert.Contains("no row is left: 1 bad_time", error, StringComparison.Ordinal);
        Assert.Contains("--since", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--tests spikes", 2, "no test or plan 'spikes'")]
    [InlineData("--tests nowhere.yaml", 3, "nowhere.yaml")]
    [InlineData("--scheme argos", 3, "no scheme 'argos'")]
    [InlineData("--since yesterday", 2, "'yesterday' is not a date")]
    public void What_is_wrong_is_said_in_one_line(string options, int code, string words)
    {
        var profile = Path.Combine(SharedData.Repository, "test-data/gdac/dac/coriolis/6999003/profiles/SR6999003_001.nc");
        var (exit, error) = Run("qc", [profile, .. options.Split(' '), "--output", In("out.csv")]);
        Assert.Equal(code, exit);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.False(File.Exists(In("out.csv")));
    }

    private static void AssertSameValues(Table before, Table after)
    {
        Assert.Equal(before.RowCount, after.RowCount);
        foreach (var column in before.Columns.Where(column => !column.Name.EndsWith("_qc", StringComparison.Ordinal)))
        {
            switch (column)
            {
                case NumberColumn number:
                    var (was, now) = (number.Values, after.Numbers(column.Name));
                    for (var row = 0; row < was.Length; row++)
                    {
                        if (BitConverter.DoubleToInt64Bits(was[row]) != BitConverter.DoubleToInt64Bits(now[row]) && !(double.IsNaN(was[row]) && double.IsNaN(now[row])))
                            Assert.Fail($"{column.Name} of row {row} was {was[row]:R} and is {now[row]:R}");
                    }

                    break;
                case TimeColumn time:
                    Assert.True(time.Values.AsSpan().SequenceEqual(after.Times(column.Name)), column.Name);
                    break;
                case TextColumn text:
                    Assert.True(text.Values.AsSpan().SequenceEqual(after.Texts(column.Name).ToArray()), column.Name);
                    break;
            }
        }
    }

    private string In(string name) => Path.Combine(folder.FullName, name);

    private static void Ok((int Code, string Error) run) => Assert.True(run.Code == 0, run.Error);

    private static (int Code, string Error) Run(string step, params string[] arguments)
    {
        var project = char.ToUpperInvariant(step[0]) + step[1..];
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(SharedData.Repository, $"artifacts/bin/{project}/release_linux-x64/oceanml-{step}"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        _ = output.Result;
        return (process.ExitCode, error);
    }
}
