using OceanML.Core;
using OceanML.Formats.Observations;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Tests.Archives;

public sealed class ParquetFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ParquetFolderTests() => Directory.CreateDirectory(folder["store"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Files_are_numbered_in_ordinal_order_of_their_paths_and_others_are_left_out_with_a_word()
    {
        Directory.CreateDirectory(folder["store/year=2024"]);
        Write("b.parquet", 2, new NumberColumn("v", [1, 2]));
        Write("B.parquet", 1, new NumberColumn("v", [0]));
        Write("year=2024/a", 1, new NumberColumn("v", [3]));
        Write("_metadata", 1, new NumberColumn("v", [9]));
        Write(".b.partial.parquet", 1, new NumberColumn("v", [9]));
        folder.Write("store/notes.txt", "no table");
        folder.Write("store/_SUCCESS", "");
        using var store = ObservationStores.Open(folder["store"], 1);
        Assert.Equal(["B.parquet", "b.parquet", "year=2024/a"], store.Files.Select(path => Path.GetRelativePath(folder["store"], path)));
        Assert.Equal(4, store.Count);
        Assert.Equal([3, 0, 3, 1], store.Take([3, 0, 3, 1]).Numbers("v"));
        Assert.Equal(2, store.Warnings.Count);
        Assert.Contains("1 files are not Parquet and are left out: notes.txt", store.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("year=2024", store.Warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_are_the_union_and_missing_where_a_file_lacks_them()
    {
        Write("1.parquet", 2, new NumberColumn("v", [1, 2], new ColumnMetadata("mg m-3"), NumberKind.Float32), new TextColumn("note", ["a", "b"]));
        Write("2.parquet", 1, new NumberColumn("w", [3]), new NumberColumn("v", [4]));
        using var store = ObservationStores.Open(folder["store"], 1);
        foreach (var table in (Table[])[store.Take([0, 1, 2]), store.Take([2]), store.Take([])])
        {
            Assert.Equal(["time", "latitude", "longitude", "v", "note", "w"], table.Names);
            Assert.Equal("mg m-3", table["v"].Metadata.Unit);
            Assert.Equal(NumberKind.Float64, ((NumberColumn)table["v"]).Kind);
            Assert.IsType<TextColumn>(table["note"]);
        }

        Assert.Equal([4, 1], store.Take([2, 0]).Numbers("v"));
        Assert.Equal([null, "b"], store.Take([2, 1]).Texts("note"));
        Assert.Equal([double.NaN, 3], store.Take([0, 2]).Numbers("w"));
    }

    [Fact]
    public void A_column_of_another_kind_without_any_value_fits()
    {
        Write("1.parquet", 1, new NumberColumn("note", [double.NaN], null, NumberKind.Int64));
        Write("2.parquet", 1, new TextColumn("note", ["shallow"]));
        Write("3.parquet", 1, new NumberColumn("note", [double.NaN]));
        using var store = ObservationStores.Open(folder["store"], 1);
        Assert.Equal([null, "shallow", null], store.Take([0, 1, 2]).Texts("note"));
    }

    [Fact]
    public void Numbers_in_one_file_and_texts_in_another_are_refused_with_both_files()
    {
        Write("0.parquet", 1, new NumberColumn("v", [double.NaN]));
        Write("1.parquet", 1, new NumberColumn("v", [1]));
        Write("2.parquet", 1, new TextColumn("v", ["1.5 m"]));
        var message = Refused();
        Assert.EndsWith($"column 'v' holds numbers in {folder["store/1.parquet"]} and texts in {folder["store/2.parquet"]}; convert one of them first", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Flags_stored_as_numbers_become_characters_in_every_file()
    {
        Write("1.parquet", 2, new NumberColumn("v_qc", [4, 1], null, NumberKind.Int64), new NumberColumn("position_qc", [4, double.NaN]), new NumberColumn("w_qc", [1, 2]));
        Write("2.parquet", 1, new TextColumn("v_qc", ["A"]), new TextColumn("position_qc", ["1"]), new NumberColumn("w_qc", [12.5]));
        using var store = ObservationStores.Open(folder["store"], 1);
        foreach (var table in (Table[])[store.Take([0, 1, 2]), store.Take([0, 1, 2, 2]).Take([0, 1, 2])])
        {
            Assert.Equal(["4", "1", "A"], table.Texts("v_qc"));
            Assert.Equal(["4", null, "1"], table.Texts("position_qc"));
            Assert.Equal([1, 2, 12.5], table.Numbers("w_qc"));
        }

        Assert.Equal(["1", "4", null], store.Between(0, Timestamp.PerDay).Texts("position_qc").OrderBy(flag => flag ?? "9"));
        Assert.Equal(["4", null, "1"], store.Coordinates().SelectMany(batch => batch.Texts("position_qc")));
        Assert.Contains("2.parquet: column 'w_qc' holds 12.5, which is no quality flag", Assert.Single(store.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Flags_of_two_schemes_are_refused()
    {
        Write("1.parquet", 1, new TextColumn("v_qc", ["1"], new ColumnMetadata(FlagScheme: "argo")));
        Write("2.parquet", 1, new TextColumn("v_qc", ["1"], new ColumnMetadata(FlagScheme: "woce")));
        Assert.Contains("flags of scheme argo", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_for_latitudes_are_refused_with_file_and_column()
    {
        Write("1.parquet", 1);
        TableFile.Write(folder["store/2.parquet"], new Table([new TimeColumn("time", [0]), new TextColumn("LAT", ["45N"]), new NumberColumn("lon", [3])]));
        Assert.Equal($"{folder["store/2.parquet"]}: column 'LAT' does not hold numbers; write latitude in decimal degrees", Refused());
    }

    [Fact]
    public void Files_without_time_or_position_are_refused()
    {
        TableFile.Write(folder["store/1.parquet"], new Table([new TimeColumn("time", [0]), new NumberColumn("lat", [3])]));
        Assert.Contains("1.parquet: no column 'longitude'", Refused(), StringComparison.Ordinal);
        TableFile.Write(folder["store/1.parquet"], new Table([new NumberColumn("lon", [0]), new NumberColumn("lat", [3])]));
        Assert.Contains("1.parquet: no time", Refused(), StringComparison.Ordinal);
        TableFile.Write(folder["store/1.parquet"], new Table([new TextColumn("time", ["yesterday"]), new NumberColumn("lon", [0]), new NumberColumn("lat", [3])]));
        Assert.Contains("1.parquet: no date in column 'time' can be read", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_and_empty_folders_are_refused()
    {
        Assert.Contains("holds no Parquet file", Refused(), StringComparison.Ordinal);
        Write("1.parquet", 500, new NumberColumn("v", new double[500]));
        var bytes = File.ReadAllBytes(folder["store/1.parquet"]);
        File.WriteAllBytes(folder["store/1.parquet"], bytes[..(bytes.Length / 2)]);
        Assert.Contains("1.parquet: cannot be read as Parquet, the file is cut off or damaged", Refused(), StringComparison.Ordinal);
        File.WriteAllText(folder["store/1.parquet"], "");
        Assert.Contains("1.parquet: is not Parquet although its name says so", Refused(), StringComparison.Ordinal);
        Assert.Contains("no such file or folder", Assert.Throws<OceanException>(() => ObservationStores.Open(folder["absent"], 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_page_is_told_with_its_file_when_it_is_read()
    {
        var random = new Random(3);
        Write("1.parquet", 1);
        Write("2.parquet", 5_000, new NumberColumn("v", [.. Enumerable.Range(0, 5_000).Select(_ => random.NextDouble())]));
        var bytes = File.ReadAllBytes(folder["store/2.parquet"]);
        random.NextBytes(bytes.AsSpan(bytes.Length / 3, 4_000));
        File.WriteAllBytes(folder["store/2.parquet"], bytes);
        using var store = ObservationStores.Open(folder["store"], 1);
        Assert.Contains("2.parquet: ", Assert.Throws<OceanException>(() => store.Take([.. Enumerable.Range(0, 5_001).Select(i => (long)i)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_are_none_of_its_own_are_refused()
    {
        Write("1.parquet", 3);
        using var store = ObservationStores.Open(folder["store"], 1);
        Assert.Contains("number 3 was asked for", Assert.Throws<OceanException>(() => store.Take([0, 3])).Message, StringComparison.Ordinal);
        Assert.Contains("number -1 was asked for", Assert.Throws<OceanException>(() => store.Take([-1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Coordinates_may_be_streamed_while_spans_are_asked_for()
    {
        Write("1.parquet", 200_000);
        Write("2.parquet", 10);
        using var store = ObservationStores.Open(folder["store"], 2);
        var (rows, batches) = (0L, 0);
        foreach (var batch in store.Coordinates())
        {
            Assert.Equal(rows, batch.Numbers("observation")[0]);
            rows += batch.RowCount;
            batches++;
            Assert.True(batch.RowCount < 70_000);
            Assert.Equal(6, store.Between(0, 2 * Timestamp.PerSecond).RowCount);
        }

        Assert.Equal((200_010, 5), (rows, batches));
    }

    private string Refused()
    {
        var failure = Assert.Throws<OceanException>(() => ObservationStores.Open(folder["store"], 1));
        Assert.Equal(ExitCode.BadInput, failure.Code);
        return failure.Message;
    }

    private void Write(string name, int rows, params Column[] columns) => Save(folder[$"store/{name}"], new Table(
    [
        new TimeColumn("time", [.. Enumerable.Range(0, rows).Select(row => row * Timestamp.PerSecond)]),
        new NumberColumn("latitude", [.. Enumerable.Range(0, rows).Select(row => row * 1e-4)]),
        new NumberColumn("longitude", [.. Enumerable.Range(0, rows).Select(row => row * 1e-4)]),
        .. columns,
    ]));

    // By the extension it would become text.
    private static void Save(string path, Table table)
    {
        TableFile.Write(path + ".parquet", table);
        File.Move(path + ".parquet", path, overwrite: true);
    }
}
