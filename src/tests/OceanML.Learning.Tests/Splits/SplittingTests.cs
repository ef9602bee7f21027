using OceanML.Core;
using Xunit;

namespace OceanML.Learning.Tests.Splits;

public sealed class SplittingTests
{
    private const long Hour = 3600 * Timestamp.PerSecond;

    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5, 6, 7, 8];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_group_is_in_two_folds_and_no_row_is_lost(int seed)
    {
        var random = new RandomStream(seed, 1);
        int[] groups = [.. Enumerable.Range(0, 500).Select(_ => random.Next(23))];
        var split = Splitting.Make(Grouped(groups), SplitPlan.Parse("group"), seed);
        Assert.Equal(5, split.FoldCount);
        Assert.All(groups.Zip(split.Fold).GroupBy(pair => pair.First), group => Assert.Single(group.Select(pair => pair.Second).Distinct()));
        Assert.Equal(0, split.InMargin);
        Assert.Equal(Enumerable.Range(0, 500), Enumerable.Range(0, 5).SelectMany(split.Held).Order());
        Assert.All(Enumerable.Range(0, 5), fold => Assert.Equal(Enumerable.Range(0, 500), split.Held(fold).Concat(split.Training(fold)).Order()));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Blocks_of_time_leave_the_margin_between_any_two_folds(int seed)
    {
        var random = new RandomStream(seed, 2);
        long[] times = [.. Enumerable.Range(0, 3000).Select(_ => random.Next(24 * 200) * Hour)];
        var margin = TimeSpan.FromHours(30);
        var split = Splitting.Make(Timed(times), SplitPlan.Parse("time:7d") with { Margin = margin }, seed);
        var order = Enumerable.Range(0, times.Length).Where(row => split.Fold[row] != Split.None).OrderBy(row => times[row]).ToArray();
        for (var i = 1; i < order.Length; i++)
        {
            if (split.Fold[order[i]] != split.Fold[order[i - 1]]) Assert.True(times[order[i]] - times[order[i - 1]] >= 30 * Hour);
        }

        // One margin per boundary between blocks at most, not two.
        Assert.InRange(split.InMargin / 3000.0, 0.05, 30.0 / 168);
    }

    [Fact]
    public void Weeks_begin_on_Monday()
    {
        long[] times = [At("2024-06-09T23:00"), At("2024-06-10T00:00"), At("2024-06-16T23:59"), At("2024-06-17T00:00"), At("1969-12-28T23:00"), At("1969-12-29T00:00")];
        var split = Splitting.Make(Timed(times), SplitPlan.Parse("time:7d") with { Folds = 2 }, 1);
        Assert.Equal(split.Unit[1], split.Unit[2]);
        Assert.Equal(5, split.UnitNames.Count);
        Assert.Equal("2024-06-10T00:00:00Z", split.UnitNames[split.Unit[1]]);
        Assert.Equal("1969-12-29T00:00:00Z", split.UnitNames[split.Unit[5]]);
    }

    [Fact]
    public void A_winter_has_the_name_of_the_year_it_ends_in()
    {
        long[] times = [At("2004-06-30"), At("2004-07-01"), At("2005-02-14"), At("2005-06-30T23:59"), At("2005-07-01")];
        var split = Splitting.Make(Timed(times), SplitPlan.Parse("winter"), 1);
        Assert.Equal(["2004", "2005", "2006"], split.FoldNames);
        Assert.Equal([0, 1, 1, 1, 2], split.Fold);
    }

    [Fact]
    public void Years_are_left_out_one_by_one_unless_a_number_of_folds_is_given()
    {
        long[] times = [.. Enumerable.Range(0, 120).Select(month => At($"{2000 + (month / 12)}-{(month % 12) + 1:00}-15"))];
        Assert.Equal(10, Splitting.Make(Timed(times), SplitPlan.Parse("year"), 1).FoldCount);
        Assert.Equal(5, Splitting.Make(Timed(times), SplitPlan.Parse("year") with { Folds = 5 }, 1).FoldCount);
        var error = Assert.Throws<OceanException>(() => Splitting.Make(Timed(times), SplitPlan.Parse("year") with { Folds = 11 }, 1));
        Assert.Contains("10 years cannot be split into 11 folds; give --folds 10 or fewer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Periods_follow_each_other_and_the_last_is_the_test()
    {
        long[] times = [.. Enumerable.Range(0, 1000).Select(i => i * Hour)];
        var split = Splitting.Make(Timed(times), SplitPlan.Parse("period") with { Shares = [0.7, 0.15, 0.15], Margin = TimeSpan.FromHours(10) }, 1);
        Assert.True(split.IsParts);
        Assert.Equal([Split.Train, Split.Validation, Split.Test], split.FoldNames);
        Assert.Equal(Enumerable.Range(0, 700), split.Held(0));
        Assert.Equal(Enumerable.Range(709, 141), split.Held(1));
        Assert.Equal(Enumerable.Range(859, 141), split.Held(2));
        Assert.Equal(split.Held(0), split.Training(2));
        Assert.Empty(split.Training(0));
    }

    [Fact]
    public void Cuts_belong_to_the_period_they_begin()
    {
        long[] times = [At("2009-12-31"), At("2010-01-01"), At("2014-06-01"), At("2015-01-01")];
        var split = Splitting.Make(Timed(times), SplitPlan.Parse("period:2010-01-01,2015-01-01"), 1);
        Assert.Equal([0, 1, 1, 2], split.Fold);
    }

    [Fact]
    public void Each_event_is_held_out_with_the_calm_up_to_half_way_to_the_next()
    {
        // Events on days 10-12 and 30, calm between: the cut lies half way, after day 21.
        string?[] labels = [.. Enumerable.Range(0, 40).Select(day => day is >= 10 and <= 12 ? "1" : day == 30 ? "2" : day == 5 ? "0" : null)];
        var rows = Timed([.. Enumerable.Range(0, 40).Select(day => day * 24 * Hour)]) with { Labels = labels };
        var split = Splitting.Make(rows, SplitPlan.Parse("event:event_id"), 1);
        Assert.Equal(2, split.FoldCount);
        Assert.Equal(Enumerable.Range(0, 22), split.Held(0));
        var one = Assert.Throws<OceanException>(() => Splitting.Make(rows with { Labels = [.. labels.Select(label => label == "2" ? null : label)] }, SplitPlan.Parse("event:event_id"), 1));
        Assert.Contains("one event alone", one.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_that_overlap_in_time_on_two_platforms_are_one()
    {
        string?[] labels = ["a", "b", "a", "b", null, "c"];
        var split = Splitting.Make(Timed([0, Hour, 2 * Hour, 3 * Hour, 50 * Hour, 100 * Hour]) with { Labels = labels }, SplitPlan.Parse("event:x"), 1);
        Assert.Equal(["a + b", "c"], split.FoldNames);
    }

    [Fact]
    public void Events_nearer_than_two_margins_are_held_out_together()
    {
        string?[] labels = [.. Enumerable.Range(0, 100).Select(day => day is 10 or 11 ? "1" : day is 20 ? "2" : day is 70 ? "3" : null)];
        var rows = Timed([.. Enumerable.Range(0, 100).Select(day => day * 24 * Hour)]) with { Labels = labels };
        var split = Splitting.Make(rows, SplitPlan.Parse("event:x").WithMargin("6d"), 1);
        Assert.Equal(["1 + 2", "3"], split.FoldNames);
        Assert.All(Enumerable.Range(0, 100).Where(day => labels[day] is not null), day => Assert.NotEqual(Split.None, split.Fold[day]));
        Assert.Equal(3, Splitting.Make(rows, SplitPlan.Parse("event:x").WithMargin("4d"), 1).FoldCount);
    }

    [Fact]
    public void Groups_with_an_equal_row_of_features_stay_together()
    {
        var rows = Grouped([0, 0, 1, 1, 2, 2]) with { Features = [1, 1, 2, 2, 3, 3, 1, 1, 4, 4, 5, 5] };
        var split = Splitting.Make(rows, SplitPlan.Parse("group") with { Folds = 2 }, 1);
        Assert.Equal(split.Fold[0], split.Fold[2]);
        Assert.NotEqual(split.Fold[0], split.Fold[4]);
        Assert.Contains("g0 + g1", split.UnitNames);
        Assert.Contains("1 groups have a row of features that another group has too", split.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_split_is_said_with_what_would_help()
    {
        Assert.Contains("all 3 rows are of one group ('g0')", Message(Grouped([0, 0, 0]), "group"), StringComparison.Ordinal);
        Assert.Contains("2 groups cannot be split into 3 folds; give --folds 2 or fewer", Message(Grouped([0, 1, 1]), "group", 3), StringComparison.Ordinal);
        Assert.Contains("needs a column that names the platform", Message(Timed([0, 1]), "group"), StringComparison.Ordinal);
        Assert.Contains("needs the time of every row; 1 of 2 rows have none", Message(Timed([0, Timestamp.Missing]), "year"), StringComparison.Ordinal);
        Assert.Contains("needs columns 'latitude' and 'longitude'", Message(Timed([0, 1]), "space:100km"), StringComparison.Ordinal);
        Assert.Contains("nothing is left of fold", Message(Timed([0, Hour, 2 * Hour]), "time:1h", 3, margin: TimeSpan.FromDays(2)), StringComparison.Ordinal);
        foreach (var wrong in new[] { "groups", "time", "time:0d", "space:500", "space:9000km", "year:13", "period:2010-01-01,2009-01-01", "event", "column:", "random:3" })
            Assert.Equal(ExitCode.Usage, Assert.Throws<OceanException>(() => SplitPlan.Parse(wrong)).Code);
    }

    [Fact]
    public void A_class_in_one_fold_alone_cannot_be_learned_and_one_missing_in_a_fold_is_told()
    {
        var alone = Grouped([0, 0, 1, 1, 2, 2]) with { Classes = [0, 1, 0, 0, 0, 0], ClassNames = ["calm", "bloom"] };
        Assert.Contains("all rows of class 'bloom' are in fold", Assert.Throws<OceanException>(() => Splitting.Make(alone, SplitPlan.Parse("group") with { Folds = 3 }, 1)).Message, StringComparison.Ordinal);
        var two = alone with { Classes = [0, 1, 0, 1, 0, 0] };
        Assert.Contains("class 'bloom' is missing in 1 of 3 folds", Splitting.Make(two, SplitPlan.Parse("group") with { Folds = 3 }, 1).Warnings[0], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Folds_of_groups_hold_alike_shares_of_a_rare_class(int seed)
    {
        var random = new RandomStream(seed, 3);
        int[] groups = [.. Enumerable.Range(0, 2000).Select(row => row / 20)];
        int[] classes = [.. groups.Select(group => group % 10 == 0 && random.NextDouble() < 0.8 ? 1 : 0)];
        var split = Splitting.Make(Grouped(groups) with { Classes = classes, ClassNames = ["no", "yes"] }, SplitPlan.Parse("group"), seed);
        var counts = Enumerable.Range(0, 5).Select(fold => split.Held(fold).Count(row => classes[row] == 1)).ToArray();
        Assert.True(counts.Max() - counts.Min() <= 20, string.Join(" ", counts));
        Assert.All(Enumerable.Range(0, 5), fold => Assert.InRange(split.Held(fold).Length, 360, 440));
    }

    [Fact]
    public void Parts_have_about_the_shares_asked_for_and_none_is_empty()
    {
        int[] groups = [.. Enumerable.Range(0, 1000).Select(row => row / 10)];
        var split = Splitting.Make(Grouped(groups), SplitPlan.Parse("group") with { Shares = SplitPlan.ParseShares("70,15,15") }, 4);
        Assert.Equal([700, 150, 150], Enumerable.Range(0, 3).Select(part => split.Held(part).Length));
        var few = Splitting.Make(Grouped([0, 0, 0, 0, 0, 0, 1, 2]), SplitPlan.Parse("group") with { Shares = [0.7, 0.15, 0.15] }, 4);
        Assert.All(Enumerable.Range(0, 3), part => Assert.NotEmpty(few.Held(part)));
        Assert.Throws<OceanException>(() => SplitPlan.ParseShares("70,20,20"));
        Assert.Throws<OceanException>(() => Splitting.Make(Grouped([0, 1]), SplitPlan.Parse("group") with { Shares = [0.7, 0.15, 0.15] }, 4));
    }

    [Fact]
    public void A_column_of_train_and_test_is_an_assignment_and_any_other_is_folds()
    {
        var rows = new SplitRows { Count = 4, Labels = ["train", "test", "train", "validation"] };
        var split = Splitting.Make(rows, SplitPlan.Parse("column:split"), 1);
        Assert.True(split.IsParts);
        Assert.Equal([0, 2], split.Training(split.FoldNames.ToList().IndexOf("test")));
        Assert.Equal(["2", "9", "10"], Splitting.Make(rows with { Labels = ["10", "9", "2", "9"] }, SplitPlan.Parse("column:year"), 1).FoldNames);
    }

    [Fact]
    public void Weeks_dealt_into_folds_stay_the_units_of_the_column_of_folds()
    {
        long[] times = [.. Enumerable.Range(0, 24 * 140).Select(hour => hour * Hour)];
        var table = new Table([new TimeColumn("time", times), new NumberColumn("x", [.. times.Select(time => Math.Sin(time / 1e12))]), new NumberColumn("v", [.. times.Select(time => Math.Cos(time / 1e12))])]);
        var prepared = DatasetPreparation.Prepare(table, new DatasetRecipe { Features = ["x"], Targets = ["v"], Split = SplitPlan.Parse("time:7d") });
        var plan = SplitPlan.Parse("column:fold");
        var again = Splitting.Make(SplitRows.Of(prepared.Table, plan), plan, 1);
        Assert.Equal(["1", "2", "3", "4", "5"], again.FoldNames);
        Assert.Equal(21, again.UnitNames.Count);
        Assert.Equal(prepared.Split!.Unit.Select(unit => prepared.Split.UnitNames[unit]), again.Unit.Select(unit => again.UnitNames[unit]));
        Assert.Equal(prepared.Table.Texts("fold"), again.Fold.Select(fold => again.FoldNames[fold]));
        Assert.Equal("5 values of column 'fold' (21 units) in 5 folds", again.Sentence);
    }

    [Fact]
    public void Groups_are_the_units_of_a_column_only_where_each_lies_in_one_value()
    {
        var rows = Grouped([0, 0, 1, 1, 2, 2]) with { Labels = ["a", "a", "a", "a", "b", "b"] };
        Assert.Equal(["g0", "g1", "g2"], Splitting.Make(rows, SplitPlan.Parse("column:site"), 1).UnitNames);
        Assert.Equal(["a", "b"], Splitting.Make(rows with { Labels = ["a", "b", "a", "a", "b", "b"] }, SplitPlan.Parse("column:site"), 1).UnitNames);
    }

    [Fact]
    public void Rows_at_random_are_told_to_be_too_good() =>
        Assert.Contains("too good", Splitting.Make(new SplitRows { Count = 50 }, SplitPlan.Parse("random"), 1).Warnings[0], StringComparison.Ordinal);

    internal static SplitRows Grouped(int[] groups) => new() { Count = groups.Length, Groups = groups, GroupNames = [.. Enumerable.Range(0, groups.Max() + 1).Select(group => $"g{group}")] };

    internal static SplitRows Timed(long[] times) => new() { Count = times.Length, Times = times };

    private static long At(string text) => Timestamp.Parse(text);

    private static string Message(SplitRows rows, string plan, int? folds = null, TimeSpan? margin = null) =>
        Assert.Throws<OceanException>(() => Splitting.Make(rows, SplitPlan.Parse(plan) with { Folds = folds, Margin = margin }, 1)).Message;
}
