using System.IO.Compression;
using System.Text;
using OceanML.Core;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Tests.Tables;

public sealed class TextTableTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Kinds_are_found_column_by_column()
    {
        var table = Read("platform,time,n,chl,good,empty,code\nA1,2024-06-08T01:02:03Z,1,0.5,true,,0042\n\"B, 2\",2024-06-09 00:00,2,NaN,false,,0007\n");
        Assert.Equal(["A1", "B, 2"], table.Texts("platform"));
        Assert.Equal([Timestamp.Parse("2024-06-08T01:02:03Z"), Timestamp.Parse("2024-06-09")], table.Times("time"));
        Assert.Equal(NumberKind.Int64, ((NumberColumn)table["n"]).Kind);
        Assert.Equal(NumberKind.Float64, ((NumberColumn)table["chl"]).Kind);
        Assert.Equal([0.5, double.NaN], table.Numbers("chl"));
        Assert.Equal([1.0, 0.0], table.Numbers("good"));
        Assert.Equal([double.NaN, double.NaN], table.Numbers("empty"));
        Assert.Equal(["0042", "0007"], table.Texts("code"));
    }

    [Fact]
    public void Offsets_and_fractions_of_seconds_are_kept()
    {
        var table = Read("time,x\n2024-06-08T02:00:00+02:00,1\n2024-06-08T00:00:00.250Z,2\n2024-06-08,3\n");
        var midnight = Timestamp.Parse("2024-06-08");
        Assert.Equal([midnight, midnight + 250_000, midnight], table.Times("time"));
    }

    [Theory]
    [InlineData("a.xlsx")]
    [InlineData("a.NC")]
    [InlineData("a.csv.gz")]
    [InlineData("a.json")]
    public void A_name_that_promises_another_format_is_refused_and_nothing_is_written(string name)
    {
        var error = Assert.Throws<OceanException>(() => TableFile.Write(folder[name], new Table([new NumberColumn("x", [1, 2])])));
        Assert.Equal(ExitCode.Usage, error.Code);
        Assert.EndsWith("write .parquet, .csv or .tsv", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder[name]));
    }

    [Theory]
    [InlineData("dataset_1.dat")]
    [InlineData("dataset_1")]
    [InlineData("v1.2")]
    [InlineData("a.parquet")]
    public void A_name_that_says_nothing_of_the_format_becomes_parquet(string name)
    {
        TableFile.Write(folder[name], new Table([new NumberColumn("x", [1, 2])]));
        Assert.Equal("PAR1"u8.ToArray(), File.ReadAllBytes(folder[name])[..4]);
    }

    [Fact]
    public void A_byte_order_mark_semicolons_and_decimal_commas_are_understood()
    {
        File.WriteAllText(folder["t.csv"], "Date;Temp;Sal\n2024-06-08;12,5;35,1\n2024-06-09;-1,25;34,9\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        var table = TableFile.Read(folder["t.csv"]);
        Assert.Equal(["Date", "Temp", "Sal"], table.Names);
        Assert.Equal([12.5, -1.25], table.Numbers("Temp"));
        Assert.Contains("decimal comma", TableFile.Describe(folder["t.csv"]).Dialect, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_of_units_below_the_names_is_not_data()
    {
        var table = Read("time,latitude,longitude,chlor_a\nUTC,degrees_north,degrees_east,mg m-3\n2024-06-08T00:00:00Z,43.5,7.5,0.25\n2024-06-08T01:00:00Z,43.6,7.6,NaN\n");
        Assert.Equal(2, table.RowCount);
        Assert.Equal("mg m-3", table["chlor_a"].Metadata.Unit);
        Assert.Equal([43.5, 43.6], table.Numbers("latitude"));
    }

    [Fact]
    public void Units_in_brackets_behind_the_names_become_metadata()
    {
        var table = Read("TEMP LEVEL1 (degree_Celsius),Pressure[dbar]\n1.5,2\n2.5,3\n");
        Assert.Equal("degree_Celsius", table["TEMP LEVEL1 (degree_Celsius)"].Metadata.Unit);
        Assert.Equal("dbar", table["Pressure[dbar]"].Metadata.Unit);
    }

    [Fact]
    public void Comments_and_a_preamble_are_skipped_wherever_they_stand()
    {
        var table = Read("# a title, with a comma\n#\na,b\n1,2\n# in between\n3,4\n\n5,6\n");
        Assert.Equal([1.0, 3, 5], table.Numbers("a"));
        Assert.Equal([2.0, 4, 6], table.Numbers("b"));
    }

    [Fact]
    public void Names_in_the_last_comment_are_taken_when_there_are_no_others()
    {
        var table = Read("# cruise 12\n# lat,lon,chl\n43.5,7.5,0.25\n43.6,7.6,0.26\n");
        Assert.Equal(["lat", "lon", "chl"], table.Names);
        Assert.Equal(2, table.RowCount);
    }

    [Fact]
    public void Columns_without_names_are_numbered()
    {
        var table = Read("20250514,09:16:42,45.3139,12.5083\n20250514,09:26:42,45.3140,12.5084\n");
        Assert.Equal(["column1", "column2", "column3", "column4"], table.Names);
        Assert.Equal(2, table.RowCount);
        Assert.Equal([20250514.0, 20250514], table.Numbers("column1"));
        Assert.Equal(["09:16:42", "09:26:42"], table.Texts("column2"));
    }

    [Fact]
    public void Repeated_names_are_told_apart()
    {
        var table = Read("Pressure\tQF\tTemp\tQF\n1\t0\t12.5\t4\n");
        Assert.Equal(["Pressure", "QF", "Temp", "QF_2"], table.Names);
    }

    [Fact]
    public void Runs_of_blanks_divide_fields()
    {
        var table = Read("  depth    temp   sal\n    1.0   12.50  35.1\n   10.0   12.25  35.2\n");
        Assert.Equal(["depth", "temp", "sal"], table.Names);
        Assert.Equal([12.5, 12.25], table.Numbers("temp"));
    }

    [Fact]
    public void Declared_missing_values_are_missing_however_they_are_written()
    {
        var path = folder.Write("t.csv", "a,b,c\n-999,1,x\n2,99999,MISSING\n-999.0,3,y\n");
        var table = TableFile.Read(path, options: new TableReadOptions { MissingValues = ["-999", "99999", "MISSING"] });
        Assert.Equal([double.NaN, 2, double.NaN], table.Numbers("a"));
        Assert.Equal([1, double.NaN, 3], table.Numbers("b"));
        Assert.Equal(["x", null, "y"], table.Texts("c"));
        Assert.Equal([-999.0, 2, -999], TableFile.Read(path).Numbers("a"));
    }

    [Fact]
    public void Gzip_is_recognised_by_content()
    {
        using (var file = File.Create(folder["t.dat"]))
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
        {
            gzip.Write("a,b\n1,2\n3,4\n"u8);
        }

        Assert.Equal([2.0, 4], TableFile.Read(folder["t.dat"]).Numbers("b"));
    }

    [Fact]
    public void Latin_1_degree_signs_are_letters()
    {
        File.WriteAllBytes(folder["t.txt"], Encoding.Latin1.GetBytes("Lon [°E]\tLat [°N]\n7.5\t43.5\n7.6\t43.6\n"));
        var table = TableFile.Read(folder["t.txt"]);
        Assert.Equal(["Lon [°E]", "Lat [°N]"], table.Names);
        Assert.Equal("°E", table["Lon [°E]"].Metadata.Unit);
    }

    [Fact]
    public void A_sea_bass_header_gives_names_units_and_missing_values()
    {
        var table = Read("/begin_header\n/investigators=A_Person\n/missing=-9999\n/delimiter=space\n/fields=date,lat,Wt\n/units=yyyymmdd,degrees,degreesC\n! a remark\n/end_header\n20240608 43.5 -9999\n20240609 43.6 17.25\n");
        Assert.Equal(["date", "lat", "Wt"], table.Names);
        Assert.Equal([double.NaN, 17.25], table.Numbers("Wt"));
        Assert.Equal("degreesC", table["Wt"].Metadata.Unit);
    }

    [Fact]
    public void A_sea_bird_header_gives_names_units_and_the_bad_flag()
    {
        var table = Read("* Sea-Bird SBE 9 Data File:\n* Number of Scans = 2\n# nquan = 3\n# name 0 = depSM: Depth [salt water, m]\n# name 1 = t090C: Temperature [ITS-90, deg C]\n# name 2 = flag:  0.000e+00\n# bad_flag = -9.990e-29\n*END*\n      1.000    27.4365  0.0000e+00\n      2.000 -9.990e-29  0.0000e+00\n");
        Assert.Equal(["depSM", "t090C", "flag"], table.Names);
        Assert.Equal([27.4365, double.NaN], table.Numbers("t090C"));
        Assert.Equal("deg C", table["t090C"].Metadata.Unit);
    }

    [Fact]
    public void A_table_may_have_many_columns()
    {
        var names = string.Join(',', Enumerable.Range(0, 1500).Select(i => $"c{i}"));
        var table = Read(names + "\n" + string.Concat(Enumerable.Range(0, 20).Select(row => string.Join(',', Enumerable.Range(0, 1500).Select(i => (row * i) + 0.5)) + "\n")));
        Assert.Equal((20, 1500), (table.RowCount, table.Columns.Count));
        Assert.Equal((19 * 1499) + 0.5, table.Numbers("c1499")[19]);
    }

    [Fact]
    public void A_line_that_is_too_short_is_named()
    {
        var failure = Assert.Throws<OceanException>(() => Read("a,b,c\n1,2,3\n4,5,6\n1,2,3\n4,5,6\n1,2,3\n4,5,6\n1,2,3\n4,5,6\n1,2,3\n4,5,6\n7,8\n"));
        Assert.Equal(ExitCode.BadInput, failure.Code);
        Assert.EndsWith("t.csv: line 12 has 2 fields where 3 are expected", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_is_no_number_turns_up_in_the_warnings()
    {
        var lines = string.Concat(Enumerable.Range(0, 3000).Select(i => i == 2500 ? "<0.01,1\n" : $"0.{i:0000},1\n"));
        var table = Read("chl,n\n" + lines);
        Assert.IsType<TextColumn>(table["chl"]);
        Assert.Contains("column 'chl' is text, not numbers, because of 1 of 3000 values such as '<0.01'", table.Metadata[TableFile.WarningsKey], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("This is a sentence.\nAnd here comes another one, which is longer.\n", "is not a table")]
    [InlineData("<html><body>no, table</body></html>\n", "is not a table")]
    [InlineData("{\"a\": 1,\n \"b\": 2}\n", "is not a table")]
    public void What_is_no_table_is_said_to_be_none(string content, string message)
    {
        var path = folder.Write("t.csv", content);
        Assert.False(TableFile.IsTable(path));
        var failure = Assert.Throws<OceanException>(() => TableFile.Read(path));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, failure.Code);
    }

    [Fact]
    public void A_file_of_names_alone_is_a_table_without_rows()
    {
        var table = Read("time,latitude,longitude\n");
        Assert.Equal(0, table.RowCount);
        Assert.Equal(["time", "latitude", "longitude"], table.Names);
    }

    [Theory]
    [InlineData(".csv")]
    [InlineData(".tsv")]
    public void Text_that_was_written_reads_back_the_same(string extension)
    {
        var table = new Table(
        [
            new TextColumn("name", ["plain", "with, comma\tand tab", "with \"quotes\"", null]),
            new TimeColumn("time", [Timestamp.Parse("2024-06-08T01:02:03Z"), Timestamp.Parse("2024-06-08T01:02:03.5Z"), Timestamp.Missing, 0]),
            new NumberColumn("x", [0.1, 1e-300, double.NaN, -2.5]),
            new NumberColumn("n", [1, 2, double.NaN, 4], kind: NumberKind.Int64),
        ]);
        TableFile.Write(folder["t" + extension], table);
        var read = TableFile.Read(folder["t" + extension]);
        Assert.Equal(table.Texts("name"), read.Texts("name"));
        Assert.Equal(table.Times("time"), read.Times("time"));
        Assert.Equal(table.Numbers("x"), read.Numbers("x"));
        Assert.Equal(table.Numbers("n"), read.Numbers("n"));
    }

    [Fact]
    public void Rows_keep_their_order_in_a_large_file()
    {
        var path = folder["large.csv"];
        using (var writer = new StreamWriter(path))
        {
            writer.WriteLine("n,x");
            for (var i = 0; i < 500_000; i++) writer.WriteLine($"{i},{i * 0.5:R}");
        }

        var table = TableFile.Read(path, options: new TableReadOptions { Threads = 2 });
        Assert.Equal(Enumerable.Range(0, 500_000).Select(i => (double)i), table.Numbers("n"));
    }

    private Table Read(string content) => TableFile.Read(folder.Write("t.csv", content));
}
