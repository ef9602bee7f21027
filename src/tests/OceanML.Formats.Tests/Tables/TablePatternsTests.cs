using OceanML.Core;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Tests.Tables;

public sealed class TablePatternsTests
{
    private static readonly string[] Names = ["profile_id", "pace_Rrs_412", "pace_Rrs_490", "x_geo", "CHLA_0_10", "CHLA_10_20", "odd, name", "back\\slash", "a[1]"];

    [Fact]
    public void Patterns_give_the_names_in_the_order_of_the_file() =>
        Assert.Equal(["pace_Rrs_412", "pace_Rrs_490", "x_geo"], TablePatterns.Match("t", Names, ["x_geo,pace_Rrs_*"]));

    [Fact]
    public void A_name_is_given_once() =>
        Assert.Equal(["CHLA_0_10", "CHLA_10_20"], TablePatterns.Match("t", Names, ["CHLA_*", "CHLA_0_10"]));

    [Fact]
    public void A_question_mark_is_one_letter() => Assert.Equal(["CHLA_0_10"], TablePatterns.Match("t", Names, ["CHLA_?_10"]));

    [Fact]
    public void Odd_names_can_be_asked_for_as_they_are() =>
        Assert.Equal(["odd, name", "back\\slash", "a[1]"], TablePatterns.Match("t", Names, ["odd, name", "back\\slash", "a[1]"]));

    [Fact]
    public void A_pattern_without_a_match_is_answered_with_the_nearest_names()
    {
        var failure = Assert.Throws<OceanException>(() => TablePatterns.Match("t.csv", Names, ["chla_*"]));
        Assert.StartsWith("t.csv: no column 'chla_*'; it has CHLA_0_10, ", failure.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, failure.Code);
    }
}
