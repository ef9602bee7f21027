using OceanML.Core;

namespace OceanML.Colocation.Tests;

public sealed class FlaggedValuesTests
{
    [Fact]
    public void A_value_whose_flag_is_bad_becomes_missing_and_its_flag_stays()
    {
        var (table, count) = FlaggedValues.LeaveOut(Of(null, "1", "4", null, "49"));
        Assert.Equal(2, count);
        Assert.Equal([10, double.NaN, 30, double.NaN], table.Numbers("chlorophyll"));
        Assert.Equal("4", table.Texts("chlorophyll_qc")[1]);
    }

    [Fact]
    public void A_flag_is_read_in_the_scheme_that_its_column_names()
    {
        // QARTOD 2 is "not evaluated", Argo 2 is "probably good".
        Assert.True(double.IsNaN(FlaggedValues.LeaveOut(Of("qartod", "2", "1", "1", "1")).Table.Numbers("chlorophyll")[0]));
        Assert.Equal(10, FlaggedValues.LeaveOut(Of("argo", "2", "1", "1", "1")).Table.Numbers("chlorophyll")[0]);
    }

    private static Table Of(string? scheme, params string?[] flags) => new(
    [
        new NumberColumn("chlorophyll", [10, 20, 30, 40]),
        new TextColumn("chlorophyll_qc", flags, new ColumnMetadata(FlagScheme: scheme)),
    ]);
}
