using OceanML.Core;

namespace OceanML.Colocation.Tests;

public sealed class TimeWindowTests
{
    private static MemoryField Month(string name, string start, string end) =>
        new MemoryField(name, Some.Grid(), new TimeInterval(Some.At(start), Some.At(end))).With("v", (_, _) => 1);

    [Theory]
    [InlineData("2024-01-20", 0)]
    [InlineData("2024-02-01", 1)]
    [InlineData("2024-04-30T23:59:59", 1)]
    [InlineData("2024-05-02", 0)]
    public void A_step_of_a_monthly_composite_is_as_long_as_that_month(string time, int matched)
    {
        // March has 31 days: from 30 January to 1 May.
        var protocol = Some.Protocol() with { Window = TimeWindow.Parse("1step") };
        Assert.Equal(matched, Some.Match(Some.Observations((time, 5, 5)), protocol, Month("march", "2024-03-01", "2024-04-01")).Matched);
    }

    [Fact]
    public void Steps_of_a_series_of_instants_are_its_spacing_and_may_count_on_one_side_only()
    {
        var field = new MemoryField("six-hourly", Some.Grid(), Some.Instant("2024-06-08T00:00:00"), Some.Instant("2024-06-08T06:00:00")).With("v", [], (time, _, _, _) => time);
        var observations = Some.Observations(("2024-06-08T12:00:00", 5, 5), ("2024-06-08T12:00:01", 5, 5), ("2024-06-07T23:00:00", 5, 5));
        var result = Some.Match(observations, Some.Protocol() with { Window = TimeWindow.Parse("1step,0step") }, field);
        Assert.Equal([0.0], result.Matchups.Numbers("observation"));
        Assert.Equal([1.0], result.Matchups.Numbers("v"));
    }

    [Fact]
    public void One_instant_has_no_step()
    {
        var field = new MemoryField("granule", Some.Grid(), Some.Instant("2024-06-08")).With("v", (_, _) => 1);
        var failure = Assert.Throws<OceanException>(() => Some.Match(Some.Observations(("2024-06-08", 5, 5)), Some.Protocol() with { Window = TimeWindow.Parse("2steps") }, field));
        Assert.Contains("give hours or days", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1d,2steps")]
    [InlineData("xsteps")]
    [InlineData("1h,2h,3h")]
    public void What_is_no_window_is_a_usage_error(string text) => Assert.Equal(ExitCode.Usage, Assert.Throws<OceanException>(() => TimeWindow.Parse(text)).Code);

    /// <summary>The colocation tool of FAIR-EASE takes 5 days to either side, not 5 steps of the product: for 8-day composites that differs.</summary>
    [Fact]
    public void Five_days_are_not_five_steps()
    {
        var composite = Month("8day", "2024-03-01", "2024-03-09");
        var observations = Some.Observations(("2024-03-14T12:00:00", 5, 5));
        Assert.Equal(0, Some.Match(observations, Some.Protocol() with { Window = TimeWindow.Parse("5d") }, composite).Matched);
        Assert.Equal(1, Some.Match(observations, Some.Protocol() with { Window = TimeWindow.Parse("5steps") }, composite).Matched);
    }
}
