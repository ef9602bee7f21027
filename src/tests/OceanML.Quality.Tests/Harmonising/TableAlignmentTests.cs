using OceanML.Core;
using OceanML.Quality;
using Xunit;

namespace OceanML.Tests.Quality;

public sealed class TableAlignmentTests
{
    [Fact]
    public void Units_are_those_of_the_first_table_or_the_column_gets_a_name_of_its_own()
    {
        var (tables, notes) = TableAlignment.Of(
        [
            Table("a", Numbers("light", "W m-2", 3), Numbers("turbidity", "NTU", 1)),
            Table("b", Numbers("light", "mW cm-2", 3), Numbers("turbidity", "FNU", 2), Texts("turbidity_qc", null, "1")),
        ]);
        Assert.Equal([30.0], tables[1].Numbers("light"));
        Assert.Equal(["light", "turbidity_FNU", "turbidity_FNU_qc"], tables[1].Names);
        Assert.Contains("b: column 'turbidity' is in FNU, in other files in NTU; it becomes 'turbidity_FNU'", notes);
        Assert.Equal(2, Core.Table.Concatenate(tables).RowCount);
    }

    [Fact]
    public void Numbers_and_texts_of_one_name_are_kept_apart_and_empty_columns_fit_everything()
    {
        var (tables, _) = TableAlignment.Of(
        [
            Table("a", Numbers("station", null, double.NaN), Numbers("note", null, 3)),
            Table("b", Texts("station", null, "S1"), Texts("note", null, "calm")),
        ]);
        Assert.Equal(["station", "note_text"], tables[1].Names);
        Assert.Equal([null, "S1"], Core.Table.Concatenate(tables).Texts("station"));
    }

    [Fact]
    public void Flags_of_several_schemes_become_SeaDataNets_and_losses_are_told()
    {
        var (tables, notes) = TableAlignment.Of(
        [
            Table("a", Texts("v_qc", "woce", "2", "6", "9", null, "x", "11")),
            Table("b", Texts("v_qc", "coriolis", "1", "7", "3", "8", "0", "4")),
        ]);
        Assert.Equal(["1", "1", "9", null, "0", "0"], tables[0].Texts("v_qc"));
        Assert.Equal(["1", "B", "3", "8", "0", "4"], tables[1].Texts("v_qc"));
        Assert.All(tables, table => Assert.Equal("seadatanet", table["v_qc"].Metadata.FlagScheme));
        Assert.Contains(notes, note => note.Contains("woce 6 (mean of replicates) becomes seadatanet 1 (good)", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.StartsWith("a: 2 flags of 'v_qc' are none of the scheme woce", StringComparison.Ordinal));
    }

    [Fact]
    public void Flags_of_one_scheme_stay_as_they_are()
    {
        var table = Table("a", Texts("v_qc", "argo", "2", "?", null));
        var (tables, notes) = TableAlignment.Of([table, table]);
        Assert.Same(table, tables[0]);
        Assert.Empty(notes);
    }

    private static Table Table(string file, params Column[] columns) => new(columns, new Dictionary<string, string> { ["file"] = file });

    private static NumberColumn Numbers(string name, string? unit, params double[] values) => new(name, values, new ColumnMetadata(unit));

    private static TextColumn Texts(string name, string? scheme, params string?[] values) => new(name, values, new ColumnMetadata(FlagScheme: scheme));
}
