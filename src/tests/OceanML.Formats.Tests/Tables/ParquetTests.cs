using OceanML.Core;
using OceanML.Formats.Tables;
using OceanML.Tests;

namespace OceanML.Formats.Tests.Tables;

public sealed class ParquetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_table_comes_back_as_it_was_written()
    {
        var table = Everything(5000);
        TableFile.Write(folder["t.parquet"], table);
        var read = TableFile.Read(folder["t.parquet"]);

        Assert.Equal(table.Names, read.Names);
        Assert.Equal(table.Numbers("chlorophyll"), read.Numbers("chlorophyll"));
        Assert.Equal(table.Numbers("single"), read.Numbers("single"));
        Assert.Equal(table.Numbers("count"), read.Numbers("count"));
        Assert.Equal(table.Numbers("flag"), read.Numbers("flag"));
        Assert.Equal(table.Texts("platform"), read.Texts("platform"));
        Assert.Equal(table.Times("time"), read.Times("time"));
        Assert.All(read.Numbers("nothing"), value => Assert.True(double.IsNaN(value)));
        Assert.Equal(
            table.Columns.OfType<NumberColumn>().Select(column => column.Kind),
            read.Columns.OfType<NumberColumn>().Select(column => column.Kind));
        Assert.Equal(table["chlorophyll"].Metadata, read["chlorophyll"].Metadata);
        Assert.Equal("it's \"Argo\", 100 % µ", read.Metadata["source"]);
    }

    [Fact]
    public void The_same_table_gives_the_same_bytes()
    {
        var table = Everything(300_000);
        TableFile.Write(folder["a.parquet"], table);
        TableFile.Write(folder["b.parquet"], table);
        Assert.Equal(File.ReadAllBytes(folder["a.parquet"]), File.ReadAllBytes(folder["b.parquet"]));
        var one = TableFile.Read(folder["a.parquet"], options: new TableReadOptions { Threads = 1 });
        var two = TableFile.Read(folder["a.parquet"], options: new TableReadOptions { Threads = 2 });
        Assert.Equal(one.Numbers("chlorophyll"), two.Numbers("chlorophyll"));
        Assert.Equal(table.Texts("platform"), two.Texts("platform"));
    }

    [Fact]
    public void Columns_are_read_in_the_order_asked()
    {
        TableFile.Write(folder["t.parquet"], Everything(10));
        Assert.Equal(["time", "chlorophyll"], TableFile.Read(folder["t.parquet"], ["time", "chlorophyll"]).Names);
    }

    [Fact]
    public void A_column_that_does_not_exist_is_answered_with_those_that_do()
    {
        TableFile.Write(folder["t.parquet"], Everything(10));
        var failure = Assert.Throws<OceanException>(() => TableFile.Read(folder["t.parquet"], ["chlorofyll"]));
        Assert.Equal(ExitCode.BadInput, failure.Code);
        Assert.Contains("no column 'chlorofyll'; it has chlorophyll, ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_differ_only_in_case_stay_apart()
    {
        TableFile.Write(folder["t.parquet"], new Table([new NumberColumn("chl", [1]), new NumberColumn("CHL", [2]), new NumberColumn("a\"b, c", [3])]));
        var read = TableFile.Read(folder["t.parquet"]);
        Assert.Equal(["chl", "CHL", "a\"b, c"], read.Names);
        Assert.Equal(2, TableFile.Read(folder["t.parquet"], ["CHL"]).Numbers("CHL")[0]);
    }

    [Fact]
    public void A_truncated_file_is_one_clear_line()
    {
        TableFile.Write(folder["t.parquet"], Everything(1000));
        File.WriteAllBytes(folder["cut.parquet"], File.ReadAllBytes(folder["t.parquet"])[..2000]);
        var failure = Assert.Throws<OceanException>(() => TableFile.Read(folder["cut.parquet"]));
        Assert.Equal(ExitCode.BadInput, failure.Code);
        Assert.Contains("cut.parquet: cannot be read as Parquet", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void A_table_without_rows_keeps_its_columns()
    {
        TableFile.Write(folder["t.parquet"], Everything(0));
        var read = TableFile.Read(folder["t.parquet"]);
        Assert.Equal(0, read.RowCount);
        Assert.Equal(Everything(0).Names, read.Names);
        Assert.Equal("mg m-3", read["chlorophyll"].Metadata.Unit);
    }

    [Fact]
    public void Content_decides_and_not_the_name()
    {
        TableFile.Write(folder["t.parquet"], Everything(10));
        File.Move(folder["t.parquet"], folder["dataset_1[a]*.dat"]);
        Assert.True(TableFile.IsTable(folder["dataset_1[a]*.dat"]));
        Assert.Equal(10, TableFile.Read(folder["dataset_1[a]*.dat"]).RowCount);
    }

    [Fact]
    public void Description_gives_rows_ranges_and_missing_values()
    {
        TableFile.Write(folder["t.parquet"], Everything(5000));
        var description = TableFile.Describe(folder["t.parquet"]);
        Assert.Equal(5000, description.RowCount);
        var chlorophyll = description.Columns.Single(column => column.Name == "chlorophyll");
        Assert.Equal("number", chlorophyll.Kind);
        Assert.Equal("mg m-3", chlorophyll.Metadata.Unit);
        Assert.Equal(500, chlorophyll.MissingCount);
        Assert.Equal("0.01", chlorophyll.Minimum);
        var time = description.Columns.Single(column => column.Name == "time");
        Assert.Equal("2024-06-08T00:00:01Z", time.Minimum);
        Assert.Equal("it's \"Argo\", 100 % µ", description.Metadata["source"]);
    }

    [Fact]
    public void The_bgc_argo_pace_table_is_read_whole()
    {
        var path = SharedData.Path("data/ocean_colour/pace_oci/bgc_argo_x_pace_rrs_chla_profiles.parquet");
        var table = TableFile.Read(path);
        Assert.True(table.RowCount > 1000);
        Assert.Equal(table.RowCount, TableFile.Describe(path).RowCount);
        Assert.Contains("CHLA_0_10", table.Names);
        Assert.IsType<TimeColumn>(table["time"]);
    }

    private static Table Everything(int rows)
    {
        var row = Enumerable.Range(0, rows).ToArray();
        return new Table(
            [
                new TextColumn("platform", [.. row.Select(i => i % 7 == 3 ? null : $"float \"{i % 50}\", Δ and a longer text")], new ColumnMetadata(LongName: "Float")),
                new TimeColumn("time", [.. row.Select(i => i % 11 == 0 ? Timestamp.Missing : Timestamp.Parse("2024-06-08") + (i * Timestamp.PerSecond))]),
                new NumberColumn("chlorophyll", [.. row.Select(i => i % 10 == 0 ? double.NaN : i / 100.0)], new ColumnMetadata("mg m-3", "mass_concentration_of_chlorophyll_a_in_sea_water", Source: "10.17882/42182", Wavelength: 442.5)),
                new NumberColumn("single", [.. row.Select(i => (double)(i / 3f))], kind: NumberKind.Float32),
                new NumberColumn("count", [.. row.Select(i => i % 5 == 0 ? double.NaN : i)], kind: NumberKind.Int64),
                new NumberColumn("flag", [.. row.Select(i => i % 3 == 0 ? double.NaN : i % 2)], kind: NumberKind.Boolean),
                new NumberColumn("nothing", [.. row.Select(_ => double.NaN)]),
            ],
            new Dictionary<string, string> { ["source"] = "it's \"Argo\", 100 % µ", ["file"] = "/somewhere/else" });
    }
}
