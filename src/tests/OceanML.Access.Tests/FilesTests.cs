using System.Text.Json.Nodes;
using OceanML.Core;
using OceanML.Formats.Tables;
using OceanML.Tests;
using Xunit;

namespace OceanML.Access.Tests;

/// <summary>oceanml-access files: folders, harmonised tables, and the account of every value.</summary>
public sealed class FilesTests : AccessRun
{
    [Theory]
    [InlineData("argo")]
    [InlineData("moored")]
    [InlineData("ctd")]
    [InlineData("carbon")]
    [InlineData("radiometry")]
    public void Every_value_of_a_folder_is_read_missing_or_rejected_for_a_reason(string kind)
    {
        var folder = SharedData.Path("data/" + kind);
        var record = Files(In("all.parquet"), folder);
        var table = TableFile.Read(In("all.parquet"));
        var files = record["values"]!.AsArray();
        string[] named = [.. files.Select(file => (string)file!["file"]!), .. (record["passed_over"]?.AsArray() ?? []).Select(file => (string)file!["file"]!)];
        Assert.Equal(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));

        var (rows, values) = (0L, 0L);
        var columns = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var read = AssertAddsUp(file!["rows"]!);
            rows += (long)file["rows"]!["out"]!;
            foreach (var (name, variable) in file["variables"]!.AsObject())
            {
                Assert.Equal(read, AssertAddsUp(variable!) + (long)variable!["missing"]!);
                values += (long)variable["out"]!;
                columns.UnionWith(variable["as"]?.AsArray().Select(column => (string)column!) ?? [name]);
            }
        }

        // The output itself says the same.
        Assert.Equal(table.RowCount, rows);
        Assert.Equal(columns.Where(table.Has).Sum(column => table.Numbers(column).Count(value => !double.IsNaN(value))), values);
        Assert.All(table.Numbers("longitude"), longitude => Assert.InRange(longitude, -180, 180));
    }

    [Fact]
    public void Files_of_different_units_become_one_column_each_conversion_stated()
    {
        Write("data/a.csv", "platform,time,lat,lon,depth,TEMP [K],CPHL [ug/l]", "A,2024-06-01T00:00:00Z,43,5,10,288.15,1.5", "A,2024-06-01T01:00:00Z,43,5,10,,2.5", "A,,43,5,10,289.15,3");
        Write("data/deep/b.csv", "platform,time,lat,lon,depth,temperature [degC]", "B,2024-06-02T00:00:00Z,43,355,10,16", "B,2024-06-02T01:00:00Z,63,5,10,9");
        Write("data/README.txt", "Two stations of an exercise.");
        var record = Files(In("out.csv"), In("data"), "--box", "-10,40,10,50");
        var table = TableFile.Read(In("out.csv"));
        Assert.Equal([15.0, double.NaN, 16], table.Numbers("temperature").Select(value => Math.Round(value, 9)));
        Assert.Equal([1.5, 2.5, double.NaN], table.Numbers("chlorophyll"));
        Assert.Equal([5.0, 5, -5], table.Numbers("longitude"));

        var (a, b) = (record["values"]![0]!, record["values"]![1]!);
        Assert.Equal("""{"read":3,"out":2,"rejected":{"no_time":1}}""", a["rows"]!.ToJsonString());
        Assert.Equal("""{"as":["temperature"],"read":2,"missing":1,"out":1,"rejected":{"no_time":1}}""", a["variables"]!["TEMP [K]"]!.ToJsonString());
        Assert.Equal("""{"read":2,"out":1,"rejected":{"outside_box":1}}""", b["rows"]!.ToJsonString());
        Assert.Equal("""{"as":["temperature"],"read":2,"missing":0,"out":1,"rejected":{"outside_box":1}}""", b["variables"]!["temperature [degC]"]!.ToJsonString());
        Assert.Contains(record["conversions"]!.AsArray(), line => ((string)line!).Contains("- 273.15", StringComparison.Ordinal));
        Assert.Contains("README.txt", (string)record["passed_over"]![0]!["file"]!, StringComparison.Ordinal);

        var kept = Files(In("own.csv"), In("data/a.csv"), "--harmonise", "none");
        Assert.Null(kept["conversions"]);
        Assert.DoesNotContain("chlorophyll", File.ReadLines(In("own.csv")).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_core_and_a_b_file_merged_are_accounted_each_for_itself()
    {
        var profiles = SharedData.TestData("gdac/dac/coriolis/6999001/profiles");
        var record = Files(In("merged.parquet"), Path.Combine(profiles, "R6999001_001.nc"), Path.Combine(profiles, "BR6999001_001.nc"), Path.Combine(profiles, "SR6999001_002.nc"), SharedData.TestData("argo/SR6999001_002_again.nc"));
        var values = record["values"]!.AsArray();
        Assert.Equal("""{"read":30,"out":30,"rejected":{}}""", values[0]!["rows"]!.ToJsonString());
        Assert.Equal("""{"read":30,"out":0,"rejected":{"merged_into_core_row":30}}""", values[1]!["rows"]!.ToJsonString());
        Assert.Equal("""{"read":30,"missing":0,"out":0,"rejected":{"merged_into_core_row":30}}""", values[1]!["variables"]!["pressure"]!.ToJsonString());
        Assert.Equal("""{"read":30,"missing":0,"out":30,"rejected":{}}""", values[1]!["variables"]!["chlorophyll"]!.ToJsonString());
        Assert.Equal(30, values.Skip(2).Sum(file => (long?)file!["rows"]!["rejected"]!["duplicate_profile"] ?? 0));
        foreach (var file in values)
        {
            foreach (var (_, variable) in file!["variables"]!.AsObject()) AssertAddsUp(variable!);
        }
    }

    [Fact]
    public void A_damaged_file_stops_the_run_by_name_unless_it_is_to_be_skipped()
    {
        Write("data/good.csv", "time,lat,lon,TEMP [degC]", "2024-06-01,43,5,15");
        File.Copy(SharedData.TestData("failures/truncated_classic.nc"), In("data/broken.nc"));
        var (code, error) = Run("files", In("data"), "--output", In("out.parquet"));
        Assert.Equal(3, code);
        Assert.Contains("broken.nc", error, StringComparison.Ordinal);
        Assert.False(File.Exists(In("out.parquet")));

        var record = Files(In("out.parquet"), In("data"), "--skip-unreadable");
        Assert.Equal(1, (int)record["results"]!["files_unreadable"]!);
        Assert.Equal(1, (int)record["results"]!["rows"]!);
    }

    [Fact]
    public void An_error_page_named_like_data_is_damaged_and_a_link_that_leads_nowhere_is_told()
    {
        Write("data/good.csv", "time,lat,lon,TEMP [degC]", "2024-06-01,43,5,15");
        File.CreateSymbolicLink(In("data/gone.nc"), In("elsewhere.nc"));
        Directory.CreateSymbolicLink(In("data/round"), In("data"));
        var record = Files(In("out.parquet"), In("data"));
        Assert.Contains("leads nowhere", (string)record["passed_over"]![0]!["reason"]!, StringComparison.Ordinal);
        Assert.Single(record["values"]!.AsArray());

        Write("data/page.csv", "<!DOCTYPE html>", "<html><body>Error 500</body></html>");
        var (code, error) = Run("files", In("data"), "--output", In("out.parquet"));
        Assert.Equal(3, code);
        Assert.Contains("page.csv: is a web page, not what its name says", error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_holds_no_observations_is_passed_over_in_a_folder_and_an_error_by_name()
    {
        var index = SharedData.TestData("gdac/argo_synthetic-profile_index.txt");
        var (code, error) = Run("files", index, "--output", In("out.parquet"));
        Assert.Equal(3, code);
        Assert.Contains("is no file of observations: Argo GDAC", error, StringComparison.Ordinal);

        var record = Files(In("out.parquet"), SharedData.TestData("gdac"));
        Assert.Contains(record["passed_over"]!.AsArray(), file => ((string)file!["file"]!).EndsWith("argo_synthetic-profile_index.txt", StringComparison.Ordinal));

        Write("empty/notes.txt", "nothing");
        (code, error) = Run("files", In("empty"), "--output", In("out.parquet"));
        Assert.Equal(3, code);
        Assert.Contains("holds no file of observations, 1 of something else", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_are_asked_for_by_any_of_their_names()
    {
        Write("data/a.csv", "time,lat,lon,TEMP [degC],PSAL [PSU],x", "2024-06-01,43,5,15,38,1", "2024-06-02,43,5,,38,2");
        Write("data/b.csv", "time,lat,lon,y", "2024-06-01,44,5,1");
        var record = Files(In("out.csv"), In("data"), "--variables", "E__TA,y*");
        Assert.Equal(["temperature", "y"], TableFile.Read(In("out.csv")).Names.Skip(3));
        Assert.Equal("""{"read":2,"out":1,"rejected":{"no_value":1}}""", record["values"]![0]!["rows"]!.ToJsonString());
        Assert.Equal(2, (int)record["values"]![0]!["variables"]!["x"]!["rejected"]!["not_asked_for"]!);

        var (code, error) = Run("files", In("data"), "--variables", "tempersture", "--output", In("out.csv"));
        Assert.Equal(3, code);
        Assert.Contains("no variable 'tempersture'; it has temperature", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Duplicates_are_kept_and_told_marked_or_left_out()
    {
        string[] rows = ["A,2024-06-01T00:00:00Z,43,5,15.1", "A,2024-06-01T01:00:00Z,43,5,15.2", "A,2024-06-01T00:00:00Z,43,5,15.1"];
        Write("data/a.csv", ["platform,time,lat,lon,TEMP [degC]", .. rows]);
        Write("data/b.csv", ["platform,time,lat,lon,TEMP [degC]", .. rows[..2].Select(row => row.Replace("A,", "buoy A,", StringComparison.Ordinal).Replace(":00:00Z,43", ":04:00Z,43.001", StringComparison.Ordinal)), "buoy A,2024-06-01T02:04:00Z,43,5,99"]);

        // Two rows of b repeat rows of a near by; a third has no row near it.
        var kept = Files(In("out.csv"), In("data"));
        Assert.Equal((1, 0), ((int)kept["results"]!["duplicates"]!, (int)kept["results"]!["near_duplicates"]!));
        Assert.Equal(6, (int)kept["results"]!["rows"]!);

        Files(In("marked.csv"), In("data/a.csv"), "--duplicates", "mark");
        Assert.Equal([double.NaN, double.NaN, 0], TableFile.Read(In("marked.csv")).Numbers("duplicate_of"));

        var dropped = Files(In("out.csv"), In("data/a.csv"), "--duplicates", "drop");
        Assert.Equal(1, (int)dropped["counts"]!["rejected"]!["duplicate"]!);
        Assert.Equal(1, (int)dropped["values"]![0]!["variables"]!["TEMP [degC]"]!["rejected"]!["duplicate"]!);
    }

    [Fact]
    public void The_output_does_not_depend_on_the_number_of_threads()
    {
        var folder = SharedData.TestData("gdac");
        Files(In("one.parquet"), folder, "--threads", "1");
        Files(In("two.parquet"), folder, "--threads", "2");
        Assert.Equal(File.ReadAllBytes(In("one.parquet")), File.ReadAllBytes(In("two.parquet")));
    }

    private static long AssertAddsUp(JsonNode counts)
    {
        var read = (long)counts["read"]!;
        Assert.Equal(read, (long)counts["out"]! + counts["rejected"]!.AsObject().Sum(pair => (long)pair.Value!));
        return read;
    }
}
