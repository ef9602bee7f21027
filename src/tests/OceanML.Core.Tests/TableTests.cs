namespace OceanML.Core.Tests;

public sealed class TableTests
{
    private static readonly Table Two = new(
        [
            new TextColumn("platform", ["A", "B"]),
            new TimeColumn("time", [0, Timestamp.Missing]),
            new NumberColumn("chl", [0.5, double.NaN], new ColumnMetadata("mg m-3")),
        ],
        new Dictionary<string, string> { ["file"] = "two.csv" });

    [Fact]
    public void Columns_have_one_length_and_different_names()
    {
        Assert.Throws<ArgumentException>(() => new Table([new NumberColumn("a", [1]), new NumberColumn("b", [1, 2])]));
        Assert.Throws<ArgumentException>(() => new Table([new NumberColumn("a", [1]), new NumberColumn("a", [2])]));
        Assert.Equal(["a", "A"], new Table([new NumberColumn("a", [1]), new NumberColumn("A", [2])]).Names);
    }

    [Fact]
    public void A_missing_column_is_answered_with_the_nearest_names()
    {
        var failure = Assert.Throws<OceanException>(() => Two["chla"]);
        Assert.Equal("two.csv: no column 'chla'; it has chl, time, platform", failure.Message);
        Assert.Equal(ExitCode.BadInput, failure.Code);
    }

    [Fact]
    public void A_column_of_another_kind_is_refused_by_name()
    {
        var failure = Assert.Throws<OceanException>(() => Two.Numbers("platform"));
        Assert.Equal("two.csv: column 'platform' does not hold numbers", failure.Message);
    }

    [Fact]
    public void Rows_are_taken_in_the_order_asked()
    {
        var taken = Two.Take([1, 0, 1]);
        Assert.Equal(["B", "A", "B"], taken.Texts("platform"));
        Assert.Equal("mg m-3", taken["chl"].Metadata.Unit);
        Assert.Equal(["A"], Two.Where(row => !Two["chl"].IsMissing(row)).Texts("platform"));
    }

    [Fact]
    public void With_replaces_in_place_and_adds_behind()
    {
        var changed = Two.With(new NumberColumn("chl", [1, 2]), new NumberColumn("poc", [3, 4]));
        Assert.Equal(["platform", "time", "chl", "poc"], changed.Names);
        Assert.Equal([1.0, 2], changed.Numbers("chl"));
        Assert.Equal([0.5, double.NaN], Two.Numbers("chl"));
        Assert.Equal(["time"], changed.Without("platform", "chl", "poc", "nothing").Names);
    }

    [Fact]
    public void Tables_one_below_the_other_keep_all_columns_and_their_metadata()
    {
        var other = new Table([new NumberColumn("poc", [50], new ColumnMetadata("mg m-3")), new TextColumn("platform", ["C"])]);
        var both = Table.Concatenate([Two, other, Two]);
        Assert.Equal(["platform", "time", "chl", "poc"], both.Names);
        Assert.Equal(["A", "B", "C", "A", "B"], both.Texts("platform"));
        Assert.Equal([double.NaN, double.NaN, 50, double.NaN, double.NaN], both.Numbers("poc"));
        Assert.Equal(Timestamp.Missing, both.Times("time")[2]);
        Assert.Equal("mg m-3", both["poc"].Metadata.Unit);
        Assert.Equal("two.csv", both.Label);
    }

    [Fact]
    public void A_column_without_values_fits_every_kind()
    {
        var empty = new Table([new NumberColumn("platform", [double.NaN, double.NaN])]);
        Assert.Equal([null, null, "A", "B"], Table.Concatenate([empty, Two]).Texts("platform"));
        var failure = Assert.Throws<OceanException>(() => Table.Concatenate([new Table([new NumberColumn("platform", [1])]), Two]));
        Assert.Contains("column 'platform' holds numbers in one table and text in another", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_numbers_stay_whole_only_among_themselves()
    {
        Table Of(NumberKind kind) => new([new NumberColumn("n", [1], kind: kind)]);
        Assert.Equal(NumberKind.Int64, ((NumberColumn)Table.Concatenate([Of(NumberKind.Int64), Of(NumberKind.Int64)])["n"]).Kind);
        Assert.Equal(NumberKind.Float64, ((NumberColumn)Table.Concatenate([Of(NumberKind.Int64), Of(NumberKind.Float32)])["n"]).Kind);
    }

    [Fact]
    public void Many_tables_are_joined_in_one_pass()
    {
        var parts = Enumerable.Range(0, 3000).Select(i => new Table([new NumberColumn("i", [i, i + 0.5])])).ToList();
        var joined = Table.Concatenate(parts).Numbers("i");
        Assert.Equal(6000, joined.Length);
        Assert.Equal(2999.5, joined[^1]);
    }
}
