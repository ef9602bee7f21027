using OceanML.Core;
using Xunit;

namespace OceanML.Learning.Tests.Features;

public sealed class EventTests
{
    private const double None = double.NaN;

    [Fact]
    public void Events_last_and_are_merged_as_the_rule_says()
    {
        // Hours:                   0  1  2  3  4  5  6  7  8  9 10 11 12 13 14
        double[] values = [0, 9, 9, 0, 9, 0, 0, 0, 9, 0, 0, 0, 9, None, 9];
        var table = Some.Series([.. Enumerable.Range(0, 15).Select(hour => (double)hour)], values);
        Assert.Equal([0, 1, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, None, 1], Find(table, "v > 5", 0, 0).State);
        Assert.Equal([0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1], Find(table, "v > 5", 0, 2).State);
        Assert.Equal([0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1], Find(table, "v > 5", 2, 2).State);
        Assert.Equal([None, 1, 1, 1, 1, None, None, None, None, None, None, None, 2, 2, 2], Find(table, "v > 5", 2, 2).Number);
        Assert.Equal(1, Find(table, "v > 5", 2, 2).TooShort);
        Assert.Equal([1, 0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0, None, 0], Find(table, "v <= 0", 0, 0).State);
    }

    [Fact]
    public void An_event_ends_at_a_gap_longer_than_the_rule_allows()
    {
        var table = Some.Series([0, 1, 2, 30, 31], [9, 9, 9, 9, 9]);
        Assert.Equal(2, Find(table, "v > 5", 2, 5).Events.Count);
        Assert.Single(Find(table, "v > 5", 2, 28).Events);
    }

    [Fact]
    public void Events_ahead_are_targets_and_their_numbers_split_them()
    {
        double[] hours = [.. Enumerable.Range(0, 200).Select(hour => (double)hour)];
        double[] values = [.. hours.Select(hour => hour % 50 is >= 20 and < 26 ? 9.0 : 0)];
        var prepared = Some.Prepare(Some.Series(hours, values), "lag(v,0..2)", "", recipe => recipe with
        {
            Event = EventRule.Parse("v > 5", TimeSpan.FromHours(3), TimeSpan.Zero),
            Leads = StepRange.Lengths("1h..3h"),
            Split = SplitPlan.Parse("event:event_id"),
        });
        Assert.Equal(["event_lead_1h", "event_lead_2h", "event_lead_3h"], prepared.Targets);
        Assert.Equal(["1", "2", "3", "4"], prepared.Split!.FoldNames);
        var at = Array.IndexOf(prepared.Rows, 18);
        Assert.Equal([0, 1, 1], prepared.Targets.Select(name => prepared.Table.Numbers(name)[at]));
        Assert.Equal(2, prepared.SplitRows!.ClassNames.Count);
    }

    [Fact]
    public void Rules_that_make_no_sense_and_rules_without_events_are_told()
    {
        foreach (var wrong in new[] { "v", "v > ", "v = 3", "> 3", "v > x" }) Assert.Throws<OceanException>(() => EventRule.Parse(wrong, default, default));
        var error = Assert.Throws<OceanException>(() => Some.Prepare(Some.Series([0, 1, 2], [1, 6, 1]), "lag(v,0)", "", recipe => recipe with { Event = EventRule.Parse("v > 5", TimeSpan.FromHours(2), default) }));
        Assert.Contains("there is no event (v > 5 for 2h or longer, up to 0d between values of one event); 1 runs were too short, and the largest and smallest value of 'v' are 6 and 1", error.Message, StringComparison.Ordinal);
    }

    private static SeriesEvents Find(Table table, string rule, double duration, double gap) =>
        SeriesEvents.Find(EventRule.Parse(rule, TimeSpan.FromHours(duration), TimeSpan.FromHours(gap)), table.Numbers("v"), table.Times("time"), SeriesIndex.Of(table, new FeatureOptions()));
}
