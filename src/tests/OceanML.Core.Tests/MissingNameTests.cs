namespace OceanML.Core.Tests;

public sealed class MissingNameTests
{
    [Fact]
    public void The_names_that_exist_are_listed_nearest_first() =>
        Assert.Equal(
            "profile.nc: no variable 'CHL'; it has CHLA, PRES, CHLA_QC",
            OceanException.Missing("profile.nc", "variable", "CHL", ["PRES", "CHLA_QC", "CHLA"]).Message);

    [Fact]
    public void A_long_list_is_cut()
    {
        var message = OceanException.Missing("t", "column", "x", Enumerable.Range(0, 100).Select(i => $"column{i}")).Message;
        Assert.EndsWith("and 60 more", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_there_is_said() =>
        Assert.Equal("t: no column 'x'; it has none", OceanException.Missing("t", "column", "x", []).Message);
}
