using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Tests;

public sealed class TableBlocksTests
{
    [Theory]
    [InlineData("table.parquet")]
    [InlineData("table.csv")]
    [InlineData("table.tsv")]
    public void Blocks_one_below_the_other_are_the_table_and_written_block_by_block_it_is_the_same_file(string name)
    {
        using var folder = new TemporaryFolder();
        var (path, again) = (folder[name], folder["again" + Path.GetExtension(name)]);
        TableFile.Write(path, Made(20_000));
        var whole = TableFile.Read(path);

        // Text as well is read in two passes here, however small.
        using var blocks = TableBlocks.Open(path, TableReadOptions.Default, wholeText: 0);
        Assert.Equal(20_000, blocks.RowCount);
        Assert.Equal(whole.Names, blocks.Head.Names);
        Assert.Equal(whole.Columns.Select(Kind), blocks.Head.Columns.Select(Kind));
        Assert.Equal(whole.Columns.Select(column => column.Metadata), blocks.Head.Columns.Select(column => column.Metadata));
        var read = blocks.Read([.. blocks.Head.Names], 5_000).ToList();
        Assert.InRange(read.Count, 2, 5);
        AssertSame(whole, Table.Concatenate(read));
        AssertSame(whole.Select("count", "place"), Table.Concatenate([.. blocks.Read(["count", "place"], 3_000)]));
        using (var writer = TableWriter.Create(again))
        {
            foreach (var block in blocks.Read([.. blocks.Head.Names], 5_000)) writer.Append(block);
            writer.Close();
            Assert.Equal(20_000, writer.RowCount);
        }

        AssertSame(whole, TableFile.Read(again));
        Assert.Equal(2, Directory.GetFiles(Path.GetDirectoryName(folder["x"])!).Length);
        if (!name.EndsWith(".parquet", StringComparison.Ordinal)) Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(again));
    }

    [Fact]
    public void One_block_gives_the_bytes_of_the_whole_table()
    {
        using var folder = new TemporaryFolder();
        var table = Made(3_000);
        TableFile.Write(folder["whole.parquet"], table);
        using (var writer = TableWriter.Create(folder["block.parquet"]))
        {
            writer.Append(table);
            writer.Close();
        }

        Assert.Equal(File.ReadAllBytes(folder["whole.parquet"]), File.ReadAllBytes(folder["block.parquet"]));
    }

    [Fact]
    public void A_column_that_breaks_its_promise_late_is_text_in_every_block()
    {
        using var folder = new TemporaryFolder();
        var path = folder["late.csv"];
        File.WriteAllText(path, "a,b\n" + string.Concat(Enumerable.Range(0, 9_000).Select(i => $"{(i == 8_500 ? "below" : i)},{i / 4.0}\n".ToString(CultureInfo.InvariantCulture))));
        using var blocks = TableBlocks.Open(path, TableReadOptions.Default, wholeText: 0);
        var whole = TableFile.Read(path);
        Assert.IsType<TextColumn>(blocks.Head["a"]);
        AssertSame(whole, Table.Concatenate([.. blocks.Read(["a", "b"], 2_048)]));
        Assert.Equal(whole.Metadata[TableFile.WarningsKey], blocks.Head.Metadata[TableFile.WarningsKey]);
        Assert.Contains("no column 'c'", Assert.Throws<OceanException>(() => blocks.Read(["c"], 10)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_unfinished_leaves_no_parts_behind()
    {
        using var folder = new TemporaryFolder();
        using (var writer = TableWriter.Create(folder["unfinished.parquet"]))
        {
            for (var i = 0; i < 3; i++) writer.Append(Made(100));
        }

        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(folder["x"])!));
        Assert.Equal(ExitCode.Usage, Assert.Throws<OceanException>(() => TableWriter.Create(folder["t.xlsx"])).Code);
    }

    private static Table Made(int rows) => new(
    [
        new TextColumn("place", [.. Enumerable.Range(0, rows).Select(i => i % 7 == 0 ? null : $"p,{i % 13}")]),
        new TimeColumn("time", [.. Enumerable.Range(0, rows).Select(i => i % 11 == 0 ? Timestamp.Missing : i * Timestamp.PerDay / 4)]),
        new NumberColumn("value", [.. Enumerable.Range(0, rows).Select(i => i % 5 == 0 ? double.NaN : i / 7.0)], new ColumnMetadata("m")),
        new NumberColumn("count", [.. Enumerable.Range(0, rows).Select(i => (double)i)], kind: NumberKind.Int64),
    ]);

    private static string Kind(Column column) => column is NumberColumn number ? number.Kind.ToString() : column.GetType().Name;

    private static void AssertSame(Table expected, Table actual)
    {
        Assert.Equal(expected.Names, actual.Names);
        foreach (var column in expected.Columns)
        {
            switch (column)
            {
                case NumberColumn number: Assert.Equal(number.Values, actual.Numbers(column.Name)); break;
                case TimeColumn time: Assert.Equal(time.Values, actual.Times(column.Name)); break;
                default: Assert.Equal(((TextColumn)column).Values, actual.Texts(column.Name)); break;
            }
        }
    }
}
