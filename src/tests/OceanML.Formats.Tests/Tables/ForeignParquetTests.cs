using OceanML.Core;
using OceanML.Formats.Native.DuckDb;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Tests.Tables;

/// <summary>Parquet as other programs write it.</summary>
public sealed class ForeignParquetTests : IDisposable
{
    private static readonly long Instant = Timestamp.Parse("2024-06-08T13:45:00.25Z");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("TIMESTAMP '2024-06-08 13:45:00.25'")]
    [InlineData("TIMESTAMP_NS '2024-06-08 13:45:00.25'")]
    [InlineData("TIMESTAMP_MS '2024-06-08 13:45:00.25'")]
    [InlineData("TIMESTAMPTZ '2024-06-08 15:45:00.25+02:00'")]
    public void Times_of_every_precision_are_the_same_instant(string sql) => Assert.Equal([Instant], Written($"SELECT {sql} AS v").Times("v"));

    [Fact]
    public void A_date_is_its_midnight() => Assert.Equal([Timestamp.Parse("2024-06-08")], Written("SELECT DATE '2024-06-08' AS v").Times("v"));

    [Theory]
    [InlineData("2.5::FLOAT", 2.5, NumberKind.Float32)]
    [InlineData("2.5::DECIMAL(9, 3)", 2.5, NumberKind.Float64)]
    [InlineData("-7::TINYINT", -7, NumberKind.Int64)]
    [InlineData("40000::USMALLINT", 40000, NumberKind.Int64)]
    [InlineData("9007199254740991::BIGINT", 9007199254740991, NumberKind.Int64)]
    [InlineData("true", 1, NumberKind.Boolean)]
    public void Numbers_of_every_type_become_doubles(string sql, double value, NumberKind kind)
    {
        var column = (NumberColumn)Written($"SELECT {sql} AS v")["v"];
        Assert.Equal([value], column.Values);
        Assert.Equal(kind, column.Kind);
    }

    [Fact]
    public void Null_and_NaN_are_both_missing()
    {
        var table = Written("SELECT unnest([1.5, 'NaN'::DOUBLE, NULL]) AS v, unnest(['a', '', NULL]) AS t");
        Assert.Equal([1.5, double.NaN, double.NaN], table.Numbers("v"));
        Assert.Equal(["a", null, null], table.Texts("t"));
        var column = TableFile.Describe(folder["t.parquet"]).Columns[0];
        Assert.Equal((2, "1.5", "1.5"), (column.MissingCount, column.Minimum, column.Maximum));
    }

    [Fact]
    public void Lists_and_structures_are_left_out_with_a_warning()
    {
        var table = Written("SELECT 1.5 AS v, [1, 2] AS spectrum, {'a': 1, 'b': [2]} AS nested, 2 AS w");
        Assert.Equal(["v", "w"], table.Names);
        Assert.Contains("column 'spectrum' is left out: INTEGER[] is neither number, text nor time", table.Metadata[TableFile.WarningsKey], StringComparison.Ordinal);
        Assert.Equal(2, TableFile.Describe(folder["t.parquet"]).Warnings.Count);
        var failure = Assert.Throws<OceanException>(() => TableFile.Read(folder["t.parquet"], ["nested"]));
        Assert.Contains("column 'nested' holds STRUCT", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Declared_missing_values_hold_for_parquet_too()
    {
        Written("SELECT unnest([1.5, -999, 99999]) AS v, unnest(['a', 'none', 'b']) AS t");
        var table = TableFile.Read(folder["t.parquet"], options: new TableReadOptions { MissingValues = ["-999", "none"] });
        Assert.Equal([1.5, double.NaN, 99999], table.Numbers("v"));
        Assert.Equal(["a", null, "b"], table.Texts("t"));
    }

    [Fact]
    public void Metadata_of_other_programs_stay_and_spoilt_ones_do_no_harm()
    {
        using (var session = new DuckDbSession(1))
        {
            session.Execute($"COPY (SELECT 1.5 AS v) TO '{folder["t.parquet"]}' (FORMAT parquet, KV_METADATA {{'title': 'A title', 'oceanml.columns': '{{broken'}})");
        }

        var table = TableFile.Read(folder["t.parquet"]);
        Assert.Equal("A title", table.Metadata["title"]);
        Assert.Equal(ColumnMetadata.None, table["v"].Metadata);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_a_failure_of_the_disk()
    {
        foreach (var name in (string[])["no/such/t.parquet", "no/such/t.csv"])
        {
            var failure = Assert.Throws<OceanException>(() => TableFile.Write(folder[name], new Table([new NumberColumn("v", [1])])));
            Assert.Equal(ExitCode.Source, failure.Code);
            Assert.DoesNotContain('\n', failure.Message);
        }
    }

    [Fact]
    public void A_table_without_columns_is_not_written()
    {
        Assert.Equal(ExitCode.NothingSelected, Assert.Throws<OceanException>(() => TableFile.Write(folder["t.parquet"], new Table([]))).Code);
        Assert.False(File.Exists(folder["t.parquet"]));
    }

    [Fact]
    public void Sql_in_names_and_values_is_only_text()
    {
        var name = "v\"); DROP TABLE t; --'";
        TableFile.Write(folder["it's.parquet"], new Table([new TextColumn(name, ["'; DROP TABLE t; --"])], new Dictionary<string, string> { ["it's"] = "'}; --" }));
        var table = TableFile.Read(folder["it's.parquet"]);
        Assert.Equal(["'; DROP TABLE t; --"], table.Texts(name));
        Assert.Equal("'}; --", table.Metadata["it's"]);
    }

    private Table Written(string sql)
    {
        using (var session = new DuckDbSession(1)) session.Execute($"COPY ({sql}) TO '{folder["t.parquet"]}' (FORMAT parquet)");
        return TableFile.Read(folder["t.parquet"]);
    }
}
